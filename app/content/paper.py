"""The words of the paper around the questions: what it asks of the doctor, how to use it, who made it."""

from __future__ import annotations

from typing import Annotated

import pydantic

from app.content.types import NOBODY, FrozenModel, Id, Ids, OptionalWhen, Text
from app.content.voices import Spoken, SpokenLines, Voice


class Tips(FrozenModel):
    """What to do with the sheet, in four steps: each has its picture in static/do-*.svg."""

    choose: Spoken
    ask: Spoken
    write: Spoken
    say_back: Spoken
    sources: Ids

    def of(self, voice: Voice) -> dict[str, str]:
        """Return the steps in their order, by the name of their picture."""
        steps = {"choose": self.choose, "ask": self.ask, "write": self.write, "say-back": self.say_back}
        return {picture: step.of(voice) for picture, step in steps.items()}


class ToFillIn(FrozenModel):
    """A box to write in: its title, what to think of, and lines with `___` for each thing to note."""

    title: Spoken
    check: Spoken
    lines: SpokenLines


class PaperTexts(FrozenModel):
    """Texts of the paper, in the order in which they stand on it.

    `decide_by` says who has a decision ahead, and gets a place for its date. `both_languages` says who gets
    the paper in the other language as well, if the site has one, before they choose. `words` are those of
    `purpose` that each sheet explains. `hints` stands behind `legend` if questions have hints. `also_ask` is
    the heading of what a short list asks besides the core. `circles` is the caption of the hundred circles
    beside a wording that says what to shade. `about` is what the paper says of itself, besides what follows
    from `review` and `publisher`; `notice` is the foot of each page.
    """

    title: Spoken
    to_the_doctor: Spoken
    decide_by: OptionalWhen
    both_languages: OptionalWhen = NOBODY
    tips: Tips
    purpose: Text
    legend: Text
    hints: str = ""
    words: Ids = ()
    what_matters: Spoken
    top: Spoken
    also_ask: Text
    circles: Text
    before_you_leave: ToFillIn
    about: Text
    notice: Text


class ComparedPoint(FrozenModel):
    """A row of the comparison. `question` asks about it, `fill_in` is printed for each treatment."""

    question: Id
    ask: Spoken
    fill_in: str = ""


class Comparison(FrozenModel):
    """What one compares treatments by; `other` is the last column, after those that are compared."""

    rows: Annotated[tuple[ComparedPoint, ...], pydantic.Field(min_length=1)]
    other: Text


class CourseStep(FrozenModel):
    """A step of the treatment; whoever is at one of the stages `here` is told that they are at it."""

    label: Text
    time: Text
    about: Text
    here: Ids = ()
    sources: Ids


class TimeLine(FrozenModel):
    """The steps of a treatment, and how far they may differ."""

    steps: Annotated[tuple[CourseStep, ...], pydantic.Field(min_length=2)]
    caveat: Text

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for step in self.steps for name in step.sources))


class Publisher(FrozenModel):
    """Who answers for a sheet. `contact` is an address for letters about mistakes, `site` that of the app."""

    name: str = ""
    contact: str = ""
    site: Annotated[str, pydantic.Field(pattern=r"^(https://\S+)?$")] = ""
