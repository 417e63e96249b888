"""Writes the table of the README from measurements: `python bench/readme_table.py FILE`, FILE from compiled.py --json.

What stands between the two markers is replaced; a row that was not measured is an error, and nothing is written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rows.report import duration, short

_README = Path(__file__).parent.parent / "README.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"

# Row of bench/compiled.py, its line, and what the README calls it.
_LINES = [
    (1, "10 elements", "first call of a function of 10 operations, 10 numbers"),
    (3, "5-op function", "warm call of 5 operations, 10 numbers"),
    (4, "f32, 2 threads", "`sum(sin(x) * cos(x) + tanh(x * y))`, a million float32"),
    (4, "f64, 2 threads", "the same, float64"),
    (5, "log-softmax 4096x512", "log-softmax, 4096 x 512 float32"),
    (5, "layer norm 4096x512", "layer norm, the same array"),
    (8, "n = 256, float64", "`tanh(a @ b) @ b + a`, 256 x 256 float64"),
    (9, "1,000 x 100 float64", "gradient of a mean squared error, 1,000 x 100 float64"),
    (10, "width 256, float32", "value and gradient of a 4-layer network, width 256, float32"),
]


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = _README.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        print(f"{_README} has no '{_BEGIN}' followed by '{_END}'", file=sys.stderr)
        return 1
    try:
        table = _table(found)
    except LookupError as error:
        print(error, file=sys.stderr)
        return 1
    _README.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", encoding="utf-8")
    return 0


def _table(found: dict[str, Any]) -> str:
    rows = ["| | NumPy | JAX | numorph | NumPy / numorph | JAX / numorph |", "|---|---|---|---|---|---|"]
    for number, what, name in _LINES:
        line = _line(found["rows"], number, what)
        times = [line["seconds"].get(library) for library in ("NumPy", "JAX", "numorph")]
        if None in times:
            raise LookupError(f"row {number}, '{what}': not everybody was measured")
        against = [_against(line, library) for library in ("NumPy", "JAX")]
        rows.append(f"| {' | '.join([name, *[duration(t).replace('us', 'µs') for t in times], *against])} |")
    numpy, jax = (next(v for v in found["versions"] if v.startswith(name)) for name in ("NumPy", "JAX"))
    where = f"{found['processor']}, {found['cpus']} cores; {numpy}, {jax} (jit, on the CPU, its own arrays)"
    return "\n".join([*rows, "", f"{where}; medians; gradients in NumPy are written by hand."])


def _line(rows: list[dict[str, Any]], number: int, what: str) -> dict[str, Any]:
    for row in rows:
        for line in row["lines"]:
            if row["row"] == number and line["what"] == what:
                return line
    raise LookupError(f"row {number} has no line '{what}': measure it with bench/compiled.py --only {number}")


def _against(line: dict[str, Any], library: str) -> str:
    """How many times faster numorph was: within the rounds, where they were compared so, else of the medians."""
    ratios = [t["measured"] for t in line["targets"] if t["name"] == f"vs {library}" and t["measured"] is not None]
    ratio = ratios[0] if ratios else line["seconds"][library] / line["seconds"]["numorph"]
    return f"{short(ratio) if ratio >= 0.1 else format(ratio, '.1g')} x"


if __name__ == "__main__":
    sys.exit(main())
