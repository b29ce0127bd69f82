"""The bars of the picture, and the words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.bench.aims import FIFTY
from tools.bench.runner import MAKERS, OURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from tools.bench.crowd import Crowd
    from tools.bench.runner import Runner

# Of the palette of Okabe and Ito, which colour-blind people can tell apart; grey is told by lightness.
BLUE, GREY, PALE, INK = "#0072b2", "#8a8a8a", "#cfe3f1", "#1a1a1a"
FAULTY = "//"  # a pattern over the bars of what is not valid
THICK = 0.62


def bars_of_makers(axes: Axes, makers: Sequence[Runner]) -> None:
    longest = max(each.cpu for each in makers) * 1000
    for place, each in enumerate(makers):
        colour = BLUE if each.name == OURS else GREY
        is_valid = each.is_tagged and not each.faults
        axes.barh(
            place,
            each.cpu * 1000,
            THICK,
            color=colour if is_valid else "white",
            edgecolor=colour,
            hatch="" if is_valid else FAULTY,
        )
        weight = "bold" if each.name == OURS else "normal"
        said = f" {each.cpu * 1000:.0f} ms, {_verdict(each)}"
        axes.text(each.cpu * 1000 + longest / 100, place, said, va="center", weight=weight)
    _frame(axes, [MAKERS[each.name] for each in makers], longest * 1.75)
    axes.get_yticklabels()[[each.name for each in makers].index(OURS)].set_fontweight("bold")
    _title(
        axes,
        "One sheet: processor time",
        "Shorter is better. Solid: tagged and valid PDF/UA-1; striped: not",
    )


def _verdict(each: Runner) -> str:
    if not each.is_tagged:
        return "not tagged"
    return f"tagged, fails {each.faults} rules" if each.faults else "tagged and valid"


def bars_of_crowds(axes: Axes, crowds: Sequence[Crowd]) -> None:
    longest = max(each.last for each in crowds)
    for place, each in enumerate(crowds):
        axes.barh(place, each.last, THICK, color=PALE)
        axes.barh(place, each.median, THICK, color=BLUE)
        weight = "bold" if each.people == FIFTY else "normal"
        axes.text(each.last + longest / 50, place, f" {_outcome(each)}", va="center", weight=weight)
    _frame(
        axes,
        [f"{each.people} {'person' if each.people == 1 else 'people'}" for each in crowds],
        longest * 1.9,
    )
    axes.get_yticklabels()[[each.people for each in crowds].index(FIFTY)].set_fontweight("bold")
    axes.invert_yaxis()
    _title(
        axes,
        "People press Download within one second",
        "Dark bar: until half of them have the paper. Pale: until all have it",
    )


def _outcome(each: Crowd) -> str:
    refused = f"{each.refused} refused" if each.refused else "none refused"
    if each.people == 1:
        return f"{each.last:.2f} s, {refused}"
    return f"half {each.median:.2f} s, all {each.last:.2f} s,\n {refused}"


def _frame(axes: Axes, names: Sequence[str], most: float) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_xlim(0, most)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def _title(axes: Axes, title: str, below: str) -> None:
    axes.set_title(f"{title}\n", loc="left", weight="bold", fontsize=15)
    axes.text(0, 1.02, below, transform=axes.transAxes, fontsize=11)
