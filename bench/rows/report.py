"""What a row found, as a table in the terminal and as JSON: asked beside measured, and whether it was reached."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .timing import Times

try:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
except ImportError:
    Console = None  # type: ignore[assignment,misc]

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns"))
_MET: dict[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le}


@dataclass(frozen=True)
class Target:
    """One thing asked: `measured` has to be `sense` `asked`. Times are in seconds, others are ratios."""

    name: str
    measured: float
    sense: str
    asked: float
    unit: str = "x"

    @property
    def met(self) -> bool | None:
        """None where nothing could be measured, as where the other library is not installed."""
        return None if math.isnan(self.measured) else _MET[self.sense](self.measured, self.asked)

    def value(self, number: float) -> str:
        return duration(number) if self.unit == "s" else f"{short(number)} x"


@dataclass
class Line:
    """One line of a row's table: the medians in seconds, the targets, and how far from the floor."""

    what: str
    times: dict[str, float]
    targets: list[Target] = field(default_factory=list)
    floor: float = math.nan  # seconds below which the hardware cannot go
    limit: str = ""  # what sets the floor
    notes: list[str] = field(default_factory=list)

    @property
    def distance(self) -> float:
        """numorph's time over the floor."""
        return self.times.get("numorph", math.nan) / self.floor


@dataclass
class Row:
    """One row of the issue's table."""

    number: int
    title: str
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = math.nan
    others: float = math.nan  # CPUs that other processes kept busy meanwhile
    compact: bool = False  # one line of text per line of the table
    shown: int | None = None  # how many lines are printed, the worst; all are in the JSON


def line(what: str, times: Times, **asked: float) -> Line:
    """A line of warm calls; `asked` gives the factors wanted, by library: numpy=4.5, jax=14."""
    targets = [
        Target(f"vs {name}", times.ratio(name, "numorph"), ">=", asked[key])
        for key, name in (("numpy", "NumPy"), ("jax", "JAX"), ("numba", "Numba"))
        if key in asked
    ]
    return Line(what, times.medians(), targets, notes=times.notes())


def duration(value: float) -> str:
    """`0.00123` is `1.23 ms`."""
    if math.isnan(value):
        return "-"
    if value == 0:
        return "0"
    unit, name = next(((unit, name) for unit, name in _UNITS if abs(value) >= unit), _UNITS[-1])
    return f"{short(value / unit)} {name}"


def short(value: float) -> str:
    """Three digits."""
    if math.isnan(value):
        return "-"
    size = abs(value)
    return f"{value:,.0f}" if size >= 99.95 else f"{value:.1f}" if size >= 9.995 else f"{value:.2f}"


def _cells(row: Row, one: Line, names: list[str], floors: bool) -> list[str]:
    cells = [one.what, *[duration(one.times.get(name, math.nan)) for name in names]]
    cells.append("\n".join(f"{t.name} {t.value(t.measured)}" for t in one.targets))
    if floors:
        cells.append("" if math.isnan(one.distance) else f"{short(one.distance)} x {one.limit}")
    cells.append("\n".join(f"{t.sense} {t.value(t.asked)}" for t in one.targets))
    words = {True: "✓", False: "missed", None: "not measured"}
    cells.append("\n".join(words[t.met] for t in one.targets))
    return [cell.replace("\n", ", ") for cell in cells] if row.compact else cells


def _worst(row: Row) -> list[Line]:
    """The lines to print: all, or those with the smallest ratios."""
    if row.shown is None:
        return row.lines
    return sorted(row.lines, key=lambda one: min((t.measured for t in one.targets), default=math.inf))[: row.shown]


def show(row: Row) -> None:
    """Print one row."""
    lines = _worst(row)
    names = list(dict.fromkeys(name for one in lines for name in one.times))
    floors = any(not math.isnan(one.floor) for one in lines)
    head = ["", *names, "measured", *(["of the floor"] if floors else []), "asked", ""]
    body = [_cells(row, one, names, floors) for one in lines]
    load = "" if math.isnan(row.others) else f", other processes: {max(row.others, 0.0):.1f} CPUs"
    title = f"{row.number}. {row.title}  ({row.seconds:.1f} s{load})"
    if Console is None:
        _plain(title, head, body)
    else:
        _rich(title, head, body)
    said: dict[str, list[str]] = {}
    for one in lines:
        for note in dict.fromkeys(one.notes):
            said.setdefault(note, []).append(one.what)
    for note in [*[f"{note} ({'; '.join(where)})" for note, where in said.items()], *row.notes]:
        print(f"   {note}")


def _rich(title: str, head: list[str], body: list[list[str]]) -> None:
    table = Table(box=SIMPLE_HEAD, title=escape(title), title_justify="left", title_style="bold", show_edge=False)
    for k, name in enumerate(head):
        table.add_column(escape(name), justify="right" if 0 < k < len(head) - 1 else "left", no_wrap=k > 0)
    for *cells, verdict in body:
        marked = verdict.replace("missed", "[bold red]missed[/bold red]").replace("✓", "[green]✓[/green]")
        table.add_row(*map(escape, cells), marked)
    console = Console()
    if not console.is_terminal:
        console = Console(width=170)
    console.print()
    console.print(table)


def _plain(title: str, head: list[str], body: list[list[str]]) -> None:
    rows = [head] + [list(cells) for cells in body]
    widths = [max(len(part) for cells in rows for part in cells[k].split("\n")) for k in range(len(head))]
    print(f"\n{title}")
    for cells in rows:
        parts = [cell.split("\n") for cell in cells]
        for k in range(max(map(len, parts))):
            texts = [part[k] if k < len(part) else "" for part in parts]
            aligned = [t.ljust(w) if c == 0 else t.rjust(w) for c, (t, w) in enumerate(zip(texts, widths, strict=True))]
            print("  ".join(aligned).rstrip())


def as_json(row: Row) -> dict[str, Any]:
    """The row as values that json.dump takes; what was not measured is null."""
    lines = []
    for one in row.lines:
        targets = [
            {"name": t.name, "measured": _number(t.measured), "sense": t.sense, "asked": t.asked, "met": t.met}
            for t in one.targets
        ]
        lines.append(
            {
                "what": one.what,
                "seconds": {name: _number(t) for name, t in one.times.items()},
                "targets": targets,
                "floor_seconds": _number(one.floor),
                "floor": one.limit,
                "times_floor": _number(one.distance),
                "notes": one.notes,
            }
        )
    return {
        "row": row.number,
        "title": row.title,
        "seconds": row.seconds,
        "other_processes_cpus": _number(row.others),
        "lines": lines,
        "notes": row.notes,
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
