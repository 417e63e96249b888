"""The command line: `numorph --version`, `numorph compare` and `numorph cache`.

Exit status 0: all went well; 1: a value differs from NumPy's; 2: the command cannot be carried out as given.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numorph.compare.results import Comparison

_COMPARE = """\
Measures NumPy and numorph, and JAX, autograd and Numba where they are installed, side by side in one process:
the same code in each, three workloads, a classifier of handwritten digits, and what to use when.

With path/to/file.py:function it measures your own function instead. Inputs come from the command line
(f32[1000,50] is an array, f64[] a 0-d array, i64 a scalar, 0.5 a Python float) or from the file: a function
example_inputs() that returns a tuple of arguments, or a tuple EXAMPLE_INPUTS.
"""

_CACHE = """\
Shows where numorph keeps machine code, how much of it there is, and how much there may be: see the settings
cache, cache_dir and cache_size of numorph.config.  Code that is removed is made again when it is needed.
"""

_EXAMPLES = """\
examples:
  numorph compare
  numorph compare --html comparison.html --json comparison.json
  numorph compare model.py:loss 'f64[50]' 'f64[1000,50]' 'f64[1000]'
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.version:
        from numorph import __version__

        print(f"numorph {__version__}")
        return 0
    if options.command is None:
        parser.print_help()
        return 0
    if options.command == "cache":
        return _cache(options)
    try:
        return _compare(options)
    except KeyboardInterrupt:
        print("numorph compare: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="numorph", description="NumPy that transforms.")
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", title="commands")
    compare = commands.add_parser(
        "compare",
        help="measure numorph beside NumPy, JAX, autograd and Numba on this machine",
        description=_COMPARE,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compare.add_argument("target", nargs="?", metavar="file.py:function", help="your own function")
    compare.add_argument("inputs", nargs="*", metavar="input", help="its inputs, as f32[1000,50], f64[], i64 or 0.5")
    compare.add_argument("--json", type=Path, metavar="FILE", help="write all measurements as JSON")
    compare.add_argument("--html", type=Path, metavar="FILE", help="write one self-contained page with plots")
    compare.add_argument("--quick", action="store_true", help="small sizes and few rounds: a look, not a measurement")
    compare.add_argument(
        "--only",
        action="append",
        choices=["code", "workloads", "digits"],
        help="one section only; may be given more than once",
    )
    cache = commands.add_parser("cache", help="show or clear the machine code that is kept on disk", description=_CACHE)
    cache.add_argument("action", nargs="?", choices=["clear"], help="remove all of it")
    return parser


def _cache(options: argparse.Namespace) -> int:
    from numorph.codegen import disk_cache

    if options.action == "clear":
        removed = disk_cache.clear()
        print(f"{removed} {'entry' if removed == 1 else 'entries'} removed.")
        return 0
    found = disk_cache.info()
    lines = {
        "folder": str(found.folder),
        "entries": str(found.entries),
        "size": f"{_bytes(found.size)} of {_bytes(found.limit)}",
    }
    if found.problem:
        lines["not used"] = found.problem
    for name, text in lines.items():
        print(f"{name:<9} {text}")
    return 0


def _bytes(n: int) -> str:
    size = float(n)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.1f} {unit}" if unit != "B" else f"{n} B"
        size /= 1000
    return f"{size:.1f} GB"


def _compare(options: argparse.Namespace) -> int:
    if said := _mistake(options):
        return _refuse(said)
    from rich.console import Console

    from numorph.compare import own_function, run, terminal
    from numorph.compare.results import to_json

    target = None
    if options.target is not None:
        try:
            target = own_function.load(options.target, options.inputs)
        except (AttributeError, OSError, TypeError, ValueError) as error:
            return _refuse(str(error))
    console = Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    comparison = _with_progress(run.compare, options.only or run.SECTIONS, target, options.quick)
    terminal.show(comparison, console)
    if options.json:
        options.json.write_text(json.dumps(to_json(comparison), indent=1), encoding="utf-8")
        console.print(f"All measurements: {options.json}")
    if options.html:
        from numorph.compare import page

        options.html.write_text(page.render(comparison), encoding="utf-8")
        console.print(f"The same with plots: {options.html}")
    return 1 if comparison.failures else 0


_PIPED_WIDTH = 120


def _mistake(options: argparse.Namespace) -> str:
    """What is wrong with the options, found before anything is measured; an empty string if nothing is."""
    for module, use in (("rich", "the tables"), ("matplotlib", "the plots of --html")):
        if (module == "rich" or options.html) and importlib.util.find_spec(module) is None:
            return f"'{module}' is needed for {use} and is not installed.\n  Hint: pip install 'numorph[demo]'"
    for path in (options.json, options.html):
        if path is not None and not path.resolve().parent.is_dir():
            return f"there is no folder '{path.parent}' to write '{path.name}' in."
    if options.target is not None and options.only:
        return "--only chooses sections of the whole comparison; your own function has none."
    return ""


def _refuse(message: str) -> int:
    print(f"numorph compare: {message}", file=sys.stderr)
    return 2


def _with_progress(compare: Callable[..., Comparison], *arguments: Any) -> Comparison:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description:<52.52}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    # On standard error, so that the tables alone go into a pipe. Two updates a second disturb no measurement.
    with Progress(*columns, console=Console(stderr=True), refresh_per_second=2, transient=True) as progress:
        task = progress.add_task("", total=1.0)
        return compare(*arguments, progress=lambda text, done: progress.update(task, description=text, completed=done))
