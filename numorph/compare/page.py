"""The comparison as one self-contained HTML page: no script, no font, no image is loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from numorph.compare import digits as digits_job
from numorph.compare import plots, words
from numorph.compare.agreement import Outcome
from numorph.compare.digits import Digits
from numorph.compare.measure import Timing
from numorph.compare.own_function import OwnFunction
from numorph.compare.results import Comparison
from numorph.compare.same_code import RowResult
from numorph.compare.workloads import Result

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #212529; background: #fff; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 3rem; border-bottom: 1px solid #dee2e6; } h3 { margin: 2rem 0 .3rem; }
table { border-collapse: collapse; margin: .5rem 0; font-size: .92rem; display: block; overflow-x: auto; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #f1f3f5; }
th { border-bottom: 1px solid #adb5bd; font-weight: 600; } td.number { text-align: right; white-space: nowrap; }
tr.numorph { font-weight: 600; } .dim { color: #868e96; } .note { color: #495057; font-size: .9rem; max-width: 55rem; }
.same, .faster { color: #2b8a3e; }
td .even { color: #868e96; } .raises { color: #b35900; } .differs, .slower { color: #c92a2a; }
.verdict { padding: .6rem 1rem; border-radius: .4rem; background: #ebfbee; } .verdict.failed { background: #fff5f5; }
pre { background: #f8f9fa; padding: .6rem .8rem; border-radius: .3rem; overflow-x: auto; }
pre { font-size: .82rem; line-height: 1.4; }
svg { max-width: 100%; height: auto; } .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.pair > * { min-width: 0; } summary { cursor: pointer; color: #495057; }
@media (max-width: 50rem) { .pair { grid-template-columns: 1fr; } }
"""


_INTRODUCTION = (
    "NumPy, numorph and the other libraries that are installed here, side by side in one process: what to use when, "
    "how fast each way was, and whether the same code ran and gave the same values."
)


def render(comparison: Comparison) -> str:
    """The whole page."""
    machine = comparison.machine
    parts = [
        f"<h1>numorph {escape(comparison.numorph)}, compared</h1>",
        f"<p class=dim>{escape(machine.processor)}, {machine.cores} cores, {escape(machine.system)}, "
        f"Python {machine.python}; {comparison.date}; {comparison.seconds:.0f} s"
        f"{'; quick: small sizes, few rounds' if comparison.quick else ''}</p>",
        f"<p>{_INTRODUCTION}</p>",
        _verdict(comparison),
        _decisions(comparison),
    ]
    if comparison.workloads:
        parts += _workloads(comparison)
    if comparison.digits:
        parts += _digits(comparison.digits)
    if comparison.own_function:
        parts += _own_function(comparison.own_function)
    if comparison.same_code:
        parts += _same_code(comparison.same_code)
    parts += [_libraries(comparison), _method(comparison)]
    body = "\n".join(parts)
    return (
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>numorph, compared</title><style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """`rows` are (class of the row, cells); cells are HTML already, a cell that begins with a digit is a number."""
    top = "".join(f"<th>{name}" for name in head)
    body = "".join(
        f"<tr class='{kind}'>" + "".join(f"<td{' class=number' if cell[:1].isdigit() else ''}>{cell}" for cell in cells)
        for kind, cells in rows
    )
    return f"<table><thead><tr>{top}</thead><tbody>{body}</tbody></table>"


def _verdict(comparison: Comparison) -> str:
    missing = "".join(f"<p>{escape(text)}</p>" for text in comparison.missing)
    if not comparison.failures:
        return f"<p class=verdict>All {comparison.checked} values agree with NumPy's.</p>{missing}"
    items = "".join(f"<li>{escape(failure)}" for failure in comparison.failures)
    failed = f"{len(comparison.failures)} failed of {comparison.checked} values compared:"
    return f"<div class='verdict failed'><b>{failed}</b><ul>{items}</ul></div>{missing}"


def _decisions(comparison: Comparison) -> str:
    if not comparison.decisions:
        return ""
    columns = ["for", "one call", "many calls", "paid from", "of all that is installed here"]
    columns = columns if comparison.peers else columns[:-1]
    tables = "".join(
        f"<h3>{escape(kind[0].upper() + kind[1:])}</h3>"
        + _table(columns, [("", [escape(text) for text in cells[: len(columns)]]) for cells in rows])
        for kind, rows in words.verdicts(comparison.decisions)
    )
    return f"<h2>What to use on this machine</h2>{tables}<p class=note>{words.VERDICTS}</p>"


def _timings(timings: Sequence[Timing]) -> str:
    rows = []
    for t in timings:
        if not t.ran:
            rows.append(("dim", [escape(t.label), f"<span class=raises>{escape(t.outcome.detail)}</span>"]))
            continue
        wrong = "" if t.outcome.status == "same" else f" <span class=differs>differs: {escape(t.outcome.detail)}</span>"
        cells = [escape(t.label) + wrong, words.seconds(t.first), words.ready(t)]
        cells += [words.seconds(t.median), words.spread(t)]
        memory = "" if t.peak_bytes is None else escape(words.size(t.peak_bytes))
        cells += [f"<span class={_SPEEDS.get(t.speed, 'even')}>{words.ratio(t)}</span>", words.pays(t), memory]
        rows.append((t.library, cells))
    against = f"against {escape(timings[0].label)}"
    return _table(["", "first call", "code ready", "then each", "± quartile", against, "pays from", "memory"], rows)


_SPEEDS = {"faster": "faster", "slower": "slower"}


def _workloads(comparison: Comparison) -> list[str]:
    parts = ["<h2>The workloads</h2>"]
    by_size = [(result.size, result) for result in comparison.sizes + comparison.workloads[:1]]
    if len(by_size) > 1:
        parts.append(plots.time_by_size(by_size))
    parts += [_workload(result) for result in comparison.workloads]
    tables = "".join(f"<h3>{escape(result.title)}</h3>{_timings(result.timings)}" for result in comparison.sizes)
    parts.append(f"<details><summary>the same function on fewer numbers</summary>{tables}</details>" if tables else "")
    return parts


def _workload(result: Result) -> str:
    return (
        f"<h3>{escape(result.title)}</h3>{plots.time_per_call(result.timings)}{_timings(result.timings)}"
        f"<details><summary>the code</summary><pre>{escape(result.source)}</pre></details>"
    )


def _digits(digits: Digits) -> list[str]:
    rows = []
    for program in digits.programs:
        timing = program.timing
        cells = [escape(timing.label), str(program.lines), str(program.gradient_lines), words.seconds(timing.first)]
        cells += [words.ready(timing), words.seconds(timing.median), words.spread(timing), f"{program.accuracy:.1%}"]
        rows.append((program.library, cells))
    head = ["", "lines of code", "of these for gradients", "first step", "code ready", "each step", "± quartile"]
    head.append("held-out accuracy")
    sources = "".join(
        f"<div><b>{escape(program.timing.label)}</b><pre>{escape(program.source)}</pre></div>"
        for program in digits.programs
    )
    return [
        "<h2>A real job: handwritten digits</h2>",
        f"<p>A network of two layers, {digits_job.STEPS} steps of {digits_job.BATCH} images, trained by two programs "
        f"from the same weights on the same batches: {digits.images:,} images to learn from, "
        f"{digits.held_out} held out.</p>",
        _table(head, rows),
        plots.training(digits.programs),
        f"<details><summary>both programs</summary><div class=pair>{sources}</div></details>",
        f"<h3>The gradient of each of {digits.examples} images</h3>",
        plots.time_per_call(digits.example_gradients),
        _timings(digits.example_gradients),
        "<p>What they are good for: the images with the largest gradients are those the network finds hardest.</p>",
        plots.images(digits.hardest),
    ]


def _own_function(own: OwnFunction) -> list[str]:
    parts = [
        f"<h2>{escape(own.target)}({escape(', '.join(own.inputs))})</h2>",
        f"<pre>{escape(own.source)}</pre>",
        plots.time_per_call(own.timings),
        _timings(own.timings),
    ]
    if own.gradient:
        parts += ["<h3>Its gradient with respect to the first input</h3>", plots.time_per_call(own.gradient)]
        parts.append(_timings(own.gradient))
    if own.gradient_check:
        parts.append(f"<p class={own.gradient_check.status.split()[0]}>{escape(own.gradient_check.detail)}</p>")
    return parts + [f"<p>{escape(note)}</p>" for note in own.notes]


def _same_code(rows: Sequence[RowResult]) -> list[str]:
    names = [escape(outcome.library) for outcome in rows[0].outcomes]
    body = []
    for row in rows:
        said = [f"{o.library}: {o.detail}" for o in row.outcomes if o.detail]
        said = [f"NumPy's value: {words.array(row.reference)}", *said]
        more = f"<details><summary>{escape(row.title)}</summary><pre>{escape(row.source)}</pre>"
        more += "".join(f"<div class=note>{escape(line)}</div>" for line in said) + "</details>"
        body.append(("", [more, *map(_outcome, row.outcomes)]))
    note = "Click a row for its code and its values; anything raised is named."
    title = "The same code: does it run, and does it give NumPy's values?"
    return [f"<h2>{title}</h2>", f"<p class=note>{note}</p>", _table(["code", *names], body)]


def _outcome(outcome: Outcome) -> str:
    said = {"not offered": "–", "raises": outcome.detail.split(":")[0]}.get(outcome.status, outcome.status)
    kind = {"not offered": "dim", "by hand": "dim"}.get(outcome.status, outcome.status)
    return f"<span class='{kind}' title='{escape(outcome.detail, quote=True)}'>{escape(said)}</span>"


def _libraries(comparison: Comparison) -> str:
    rows = [
        (
            "" if presence.version else "dim",
            [
                presence.name,
                f"<span>{presence.version or 'absent'}</span>",
                words.seconds(presence.import_seconds),
                words.seconds(presence.first_jit_seconds),
                words.seconds(presence.first_code_seconds),
                escape(presence.note),
            ],
        )
        for presence in comparison.libraries
    ]
    head = ["", "version", "import", "first jit of the process", "its code ready", "measured as"]
    return "<h2>The libraries</h2>" + _table(head, rows)


def _method(comparison: Comparison) -> str:
    return f"""<h2>How it was measured</h2>
<p class=note>Everything ran in one process, all ways in turn, in another order each round. First call: from
the plain function to its first result, and with it whatever is compiled before that (what a library does once per
process was done before, and stands in the table of libraries). Code ready: numorph makes code aside, and this is how
long after the first result it is in use, with the few calls that choose between it and NumPy
(<code>f.compile(...)</code> waits for all that); calls meanwhile run on NumPy, and count as such in “pays from”
and in the totals. Nothing was on disk when the run began; code holds for
all sizes, so that what was made for one size is found by another. Then each: calls after that, the median over the
rounds; ± is half the distance between the quartiles. JAX works on its own arrays, with 64-bit types switched on so that
the dtypes are the same, and every result is waited for. Memory: {escape(comparison.machine.memory_method)} during one
call, the result included. Values are compared with NumPy's, those of the first call and those of the code;
numorph must also have NumPy's dtype.</p>"""
