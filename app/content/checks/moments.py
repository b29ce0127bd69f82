from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.content.issues import Issue
from app.content.models import CORE_TOPIC
from app.content.unknown_names import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.questions import Question


def moment_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Moments and stages that do not match, and questions that forget one of them."""
    field = catalogue.field.get(STAGE)
    if field is None or field.choose != "one" or field.if_empty is None:
        message = f"the form needs a field '{STAGE}' that chooses one, with an if_empty"
        yield Issue(("steps",), message, "copy it from questions.yaml")
        return
    stages = tuple(field.options)
    yield from _moments(catalogue, stages)
    names = {*catalogue.moments, *stages}
    for index, question in enumerate(catalogue.questions):
        yield from _names(("questions", index), question, names)
        yield from _forgotten(("questions", index), catalogue, question)


def _moments(catalogue: Catalogue, stages: tuple[str, ...]) -> Iterator[Issue]:
    taken = dict[str, str]()
    for moment, members in catalogue.moments.items():
        at: KeyPath = ("moments", moment)
        if not members:
            yield Issue(at, f"the moment '{moment}' has no stage", "give it one, or take it out")
        if moment in stages and members != (moment,):
            message = f"'{moment}' is a moment and one of the stages of another"
            yield Issue(at, message, "give the moment another id")
        for place, stage in enumerate(members):
            if stage not in stages:
                yield unknown((*at, place), "stage", stage, stages)
            elif stage in taken:
                message = f"the stage '{stage}' is in the moment '{taken[stage]}' already"
                yield Issue((*at, place), message, "leave it in one of them")
            taken.setdefault(stage, moment)
    for stage in stages:
        if stage not in taken:
            message = f"the stage '{stage}' is in no moment"
            yield Issue(("moments",), message, "add it to one of them")


def _names(at: KeyPath, question: Question, names: Collection[str]) -> Iterator[Issue]:
    for number, wording in enumerate(question.wordings):
        for place, name in enumerate(wording.moments):
            if name not in names:
                yield unknown((*at, "wordings", number, "for", place), "moment or stage", name, names)
    for name in question.not_asked:
        if name not in names:
            yield unknown((*at, "not_asked", name), "moment or stage", name, names)


def _forgotten(at: KeyPath, catalogue: Catalogue, question: Question) -> Iterator[Issue]:
    told = {*question.not_asked, *(name for wording in question.wordings for name in wording.moments)}
    told_of = catalogue.stages_of(told)
    for stage in catalogue.moment_of:
        if stage not in told_of:
            message = f"the question '{question.id}' says nothing about '{stage}'"
            yield Issue((*at, "wordings"), message, "add a wording, or a reason in `not_asked`")
    # A core question is on every sheet, so the last of its wordings at each stage is for everyone.
    if question.topic == CORE_TOPIC:
        for stage in catalogue.moment_of:
            here = catalogue.wordings_at(question, stage)
            if not any(each.when.is_for_everyone and each.ask.in_both_voices for each in here):
                message = f"the core question '{question.id}' has no wording for everyone at '{stage}'"
                yield Issue((*at, "wordings"), message, "add one without `when`, in both voices")
