"""The plots of the page, each a piece of inline SVG drawn by matplotlib."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from numorph.compare import words
from numorph.compare.digits import GOAL, HardImage, Program
from numorph.compare.measure import Timing
from numorph.compare.workloads import Result

COLOURS = {"NumPy": "#4d77cf", "numorph": "#d6336c", "JAX": "#7048a8", "autograd": "#868e96", "Numba": "#2b8a3e"}
_SECONDS = FuncFormatter(lambda value, _: words.seconds(value).replace(".00", "").replace(".0", "") if value else "0")
_COUNT = FuncFormatter(lambda value, _: f"{value:,.0f}")
_TIMES = FuncFormatter(lambda value, _: f"{value:g}×")


def _svg(draw: Callable[[Any], None], width: float, height: float, columns: int = 1) -> str:
    """Draw on a new figure and give it back as SVG whose text stays text."""
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "numorph", "font.size": 10, "font.family": "sans-serif"}):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(1, columns)
        for each in np.atleast_1d(axes):
            each.spines[["top", "right"]].set_visible(False)
        draw(axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    svg = out.getvalue()
    return svg[svg.index("<svg") :]


def _style(timing: Timing) -> dict[str, Any]:
    # Where a library has two ways, the compiled one is the full line.
    return {"color": COLOURS.get(timing.library, "black"), "linestyle": "-" if timing.jitted else "--"}


def time_per_call(timings: Sequence[Timing]) -> str:
    """Two plots: the time of one warm call, and the total time of n calls against that of the first way."""
    ran = [timing for timing in timings if timing.ran]

    def draw(axes: Sequence[Axes]) -> None:
        _bars(axes[0], ran)
        _totals(axes[1], ran)

    return _svg(draw, 12, 0.9 + 0.36 * max(len(ran), 5), columns=2)


def _bars(axes: Axes, timings: Sequence[Timing]) -> None:
    places = np.arange(len(timings))[::-1]
    medians = np.array([timing.median for timing in timings])
    below = medians - [timing.lower_quartile for timing in timings]
    above = np.array([timing.upper_quartile for timing in timings]) - medians
    colours = [COLOURS.get(timing.library, "black") for timing in timings]
    axes.barh(places, medians, xerr=(below, above), color=colours, alpha=0.85, error_kw={"elinewidth": 1})
    axes.set_yticks(places, [timing.label for timing in timings])
    axes.axvline(medians[0], color=COLOURS["NumPy"], linewidth=0.8, linestyle=":")
    if medians.max() > 20 * medians.min():
        axes.set_xscale("log")
        axes.set_xlim(left=medians.min() / 3)
        axes.xaxis.set_minor_formatter(NullFormatter())
    axes.xaxis.set_major_formatter(_SECONDS)
    axes.set_title("one call, once warm (median, quartiles)", fontsize=10, loc="left")


def _totals(axes: Axes, timings: Sequence[Timing]) -> None:
    calls = np.unique(np.geomspace(1, 1e5, 120).round())
    baseline = np.array([timings[0].total(n) for n in calls])
    for timing in timings:
        total = np.array([timing.total(n) for n in calls])
        axes.plot(calls, total / baseline, label=timing.label, **_style(timing))
        if timing.pays_from and 1 < timing.pays_from <= calls[-1]:
            axes.plot(timing.pays_from, 1.0, "o", color=_style(timing)["color"])
    axes.set(xscale="log", yscale="log", xlabel="calls")
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, 0.5), max(high, 2.0))  # noise around 1 must not fill the plot
    axes.xaxis.set_major_formatter(_COUNT)
    axes.yaxis.set_major_formatter(_TIMES)
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_title(f"n calls in all, against {timings[0].label} (below 1×: it has paid)", fontsize=10, loc="left")
    _legend(axes)


def _legend(axes: Axes) -> None:
    axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))  # beside the lines


def time_by_size(results: Sequence[tuple[int, Result]]) -> str:
    """Time per warm call against the number of elements, one line per way."""

    def draw(axes: Axes) -> None:
        labels = dict.fromkeys(timing.label for _, result in results for timing in result.timings if timing.ran)
        for label in labels:
            found = [(size, t) for size, result in results for t in result.timings if t.ran and t.label == label]
            axes.plot(
                [size for size, _ in found],
                [t.median for _, t in found],
                marker="o",
                label=label,
                **_style(found[0][1]),
            )
        axes.set(xscale="log", yscale="log", xlabel="elements (float64)")
        axes.xaxis.set_major_formatter(_COUNT)
        axes.yaxis.set_major_formatter(_SECONDS)
        axes.set_title("sum(sin(x) * cos(x) + tanh(x)), one warm call", fontsize=10, loc="left")
        _legend(axes)

    return _svg(draw, 8.5, 4)


def training(programs: Sequence[Program]) -> str:
    """Held-out accuracy against the time for the first step, the steps before the code is ready, and those after."""

    def draw(axes: Axes) -> None:
        for program in programs:
            seconds, accuracy = zip(*program.curve, strict=True)
            axes.plot(seconds, accuracy, label=program.timing.label, color=COLOURS.get(program.library))
        axes.axhline(GOAL, color="grey", linewidth=0.8, linestyle=":")
        axes.set(xlabel="time for all steps so far", ylabel="held-out accuracy", xscale="log", ylim=(0, 1))
        axes.xaxis.set_major_formatter(_SECONDS)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0%}"))
        axes.legend(fontsize=9, frameon=False, loc="lower right")

    return _svg(draw, 7.5, 3.2)


def images(hardest: Sequence[HardImage]) -> str:
    """The images with the largest gradients, with what they are and what the network takes them for."""

    def draw(axes: Sequence[Axes]) -> None:
        for each, image in zip(axes, hardest, strict=True):
            each.imshow(image.pixels, cmap="gray_r", interpolation="nearest")
            each.set_axis_off()
            each.set_title(f"{image.label}, taken for {image.predicted}", fontsize=8)

    return _svg(draw, 1.25 * len(hardest), 1.6, columns=len(hardest))
