"""The comparison as tables in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from numorph.compare import words
from numorph.compare.agreement import Outcome
from numorph.compare.digits import Digits
from numorph.compare.measure import Timing
from numorph.compare.own_function import OwnFunction
from numorph.compare.results import Comparison
from numorph.compare.same_code import RowResult

_STYLES = {"same": "green", "differs": "bold red", "raises": "yellow", "by hand": "dim", "not offered": "dim"}


def show(comparison: Comparison, console: Console) -> None:
    """Print every section that ran, and the verdict last."""
    machine = comparison.machine
    console.print(
        f"\n[bold]numorph {comparison.numorph}[/bold] compared on {escape(machine.processor)}, {machine.cores} cores, "
        f"{machine.system}, Python {machine.python}, in {comparison.seconds:.0f} s"
    )
    _libraries(comparison, console)
    if comparison.same_code:
        _same_code(comparison.same_code, console)
    if comparison.workloads:
        _heading(console, "The workloads: first call and every call after it")
        for result in comparison.sizes + comparison.workloads:
            console.print(_timings(result.title, result.timings))
        _legend(console, comparison)
    if comparison.digits:
        _digits(comparison.digits, console)
    if comparison.own_function:
        _own_function(comparison.own_function, console)
        _legend(console, comparison)
    if comparison.decisions:
        _decisions(comparison, console)
    for text in comparison.missing:
        console.print(f"[yellow]{escape(text)}[/yellow]")
    _verdict(comparison, console)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.rule(f"[bold]{text}[/bold]", align="left")


def _table(*columns: str, title: str = "") -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        title=title or None,
        title_justify="left",
        title_style="bold",
        show_edge=False,
        pad_edge=False,
        collapse_padding=True,
    )
    for name in columns:
        right = name.startswith(("first", "code r", "its code", "then", "import", "each", "±", "lines", "in "))
        table.add_column(name, justify="right" if right else "left", no_wrap=right, overflow="fold")
    return table


def _libraries(comparison: Comparison, console: Console) -> None:
    table = _table("library", "version", "import", "first jit ever", "its code", "measured as")
    for presence in comparison.libraries:
        table.add_row(
            presence.name,
            presence.version or "absent",
            words.seconds(presence.import_seconds),
            words.seconds(presence.first_jit_seconds),
            words.seconds(presence.first_code_seconds),
            escape(presence.note),
            style=None if presence.version else "dim",
        )
    console.print(table)
    console.print(
        "[dim]its code: until the code of that first call, which numorph makes aside, is in use; with what is compiled "
        "once per machine, since this run begins with an empty cache.[/dim]"
    )
    if any(presence.version is None for presence in comparison.libraries):
        console.print(
            "[dim]An absent library is left out below; pip install 'numorph\\[compare]' brings them all.[/dim]"
        )


def _same_code(rows: Sequence[RowResult], console: Console) -> None:
    _heading(console, "The same code: does it run, and does it give NumPy's values?")
    names = [outcome.library for outcome in rows[0].outcomes]
    table = _table("code", *names)
    for row in rows:
        table.add_row(escape(row.title), *map(_outcome, row.outcomes))
    console.print(table)
    console.print(
        "[dim]same: NumPy's value (random keys: the recorded streams of JAX 0.10, bit for bit). by hand: NumPy's "
        "value, derived by hand. -: the library does not offer this. Anything raised is named.[/dim]"
    )
    for row in rows:
        if row.title.startswith(("grad of", "score", "random keys: s")):
            console.print(f"  {escape(row.title)}: [cyan]{escape(words.array(row.reference))}[/cyan]")


def _outcome(outcome: Outcome) -> str:
    style = _STYLES[outcome.status]
    said = {"not offered": "-", "raises": outcome.detail.split(":")[0], "differs": "DIFFERS"}
    return f"[{style}]{escape(said.get(outcome.status, outcome.status))}[/{style}]"


def _timings(title: str, timings: Sequence[Timing]) -> Table:
    title = f"\n{escape(title)} [dim](speed: vs {escape(timings[0].label)})[/dim]"
    table = _table("", "first", "code ready", "then each", "±", "speed", "pays from", "memory", title=title)
    for timing in timings:
        if timing.ran:
            value = "" if timing.outcome.status == "same" else f" [bold red]DIFFERS: {timing.outcome.detail}[/bold red]"
            colour = {"faster": "green", "slower": "red"}.get(timing.speed, "dim")
            table.add_row(
                escape(timing.label) + value,
                words.seconds(timing.first),
                words.ready(timing),
                words.seconds(timing.median),
                words.spread(timing),
                f"[{colour}]{words.ratio(timing)}[/{colour}]",
                words.pays(timing),
                "" if timing.peak_bytes is None else words.size(timing.peak_bytes),
                style="bold" if timing.library == "numorph" else None,
            )
        else:
            table.add_row(escape(timing.label), _outcome(timing.outcome), style="dim")
    return table


_CODE_READY = (
    "code ready: numorph makes code aside, and this is how long after the first result it is in use, with the few "
    "calls that choose between it and NumPy (f.compile(...) waits for all that); calls meanwhile run on NumPy. Code "
    "holds for all sizes, so that what one table has made, another finds."
)


def _legend(console: Console, comparison: Comparison) -> None:
    console.print(
        f"\n[dim]first: from the plain function to its first result, and with it whatever is compiled before that. "
        f"{_CODE_READY} then each: calls after that, the median over interleaved rounds. ±: half the distance between "
        "the quartiles. pays from: the call from which the total is the lower, first and early calls included. "
        f"memory: {comparison.machine.memory_method} during one call, the result included.[/dim]"
    )


def _digits(digits: Digits, console: Console) -> None:
    _heading(console, f"A real job: {digits.images:,} handwritten digits to learn, {digits.held_out} held out")
    table = _table("", "lines", "in gradients", "first step", "code ready", "each step", "±", "accuracy")
    for program in digits.programs:
        timing = program.timing
        colour = "red" if program.failed else "green"
        table.add_row(
            escape(timing.label),
            str(program.lines),
            str(program.gradient_lines),
            words.seconds(timing.first),
            words.ready(timing),
            words.seconds(timing.median),
            words.spread(timing),
            f"[{colour}]{program.accuracy:.1%}[/{colour}]",
            style="bold" if timing.library == "numorph" else None,
        )
    console.print(table)
    console.print("[dim]lines: lines of code of the whole program; in gradients: those that compute gradients.[/dim]")
    console.print(_timings(f"The gradient of each of {digits.examples} images", digits.example_gradients))


def _own_function(own: OwnFunction, console: Console) -> None:
    _heading(console, escape(f"{own.target}({', '.join(own.inputs)})"))
    console.print(_timings("The function", own.timings))
    for timing in own.timings + own.gradient:
        if not timing.ran:
            console.print(f"  [yellow]{escape(timing.label)}: {escape(timing.outcome.detail)}[/yellow]")
    if own.gradient:
        console.print(_timings("Its gradient with respect to the first input", own.gradient))
    if own.gradient_check:
        style = _STYLES[own.gradient_check.status]
        console.print(f"  gradient: [{style}]{escape(own.gradient_check.detail)}[/{style}]")
    for note in own.notes:
        console.print(f"  {escape(note)}")


def _decisions(comparison: Comparison, console: Console) -> None:
    _heading(console, "What to use on this machine, by these measurements")
    columns = ["for", "one call", "many calls", "paid from", "of all that is installed"]
    columns = columns if comparison.peers else columns[:-1]
    for kind, rows in words.verdicts(comparison.decisions):
        table = _table(*columns, title=f"\n{escape(kind)}")
        for cells in rows:
            table.add_row(*map(escape, cells[: len(columns)]))
        console.print(table)
    console.print(f"[dim]{words.VERDICTS}[/dim]")


def _verdict(comparison: Comparison, console: Console) -> None:
    console.print()
    if not comparison.failures:
        console.print(f"[bold green]All {comparison.checked} values agree with NumPy's.[/bold green]")
        return
    console.print(f"[bold red]{len(comparison.failures)} failed of {comparison.checked} values compared:[/bold red]")
    for failure in comparison.failures:
        console.print(f"  [red]{escape(failure)}[/red]")
