"""`flask catalogue list`: the questions that certain answers bring, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.files import open_catalogue, questions_option
from app.content.form import SHOW_SENSITIVE, STAGE
from app.content.issues import Issue
from app.content.unknown_names import unknown
from app.core.answers import Answers
from app.core.exclusions import excluded
from app.core.ranking import Selection
from app.core.reasons import reason
from app.review.rules_in_words import clause_in_words, untranslated
from app.review.steps import let_in, step_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.content import Catalogue, Field
    from app.core.exclusions import Excluded
    from app.core.selection import Chosen


@click.command("list")
@click.option("--answers", "given", default="", help="Such as stage=deciding,therapy=car_t+car_nk")
@click.option("--person", help="The answers of a worked person of the file; --answers come on top.")
@click.option("--why-not", is_flag=True, help="Say of every other question what keeps it off the list.")
@questions_option
def list_questions(given: str, person: str | None, questions: Path, *, why_not: bool) -> None:
    """Print the questions that certain answers bring: place, score, id, what let it in, and the reason.

    They are sorted by score, the core first. The list is filled and printed in other orders. Exits 2 if
    nobody can give these answers.
    """
    catalogue = open_catalogue(questions).catalogue
    answers = Answers.of(catalogue, {**_of_person(catalogue, person), **_parse(catalogue, given)})
    if answers.not_covered:
        click.echo(f"These people are not covered, and get no sheet: “{answers.not_covered.title}”")
        return
    selection = Selection.of(answers)
    for place, chosen in enumerate(selection.chosen, 1):
        score = "core" if chosen.is_core else str(chosen.score)
        click.echo(f"{place:3}  {score:>4}  {chosen.id}: {_why(answers, chosen)}")
    if why_not:
        click.echo("\nNot on it:")
        for missing in excluded(selection):
            click.echo(f"  {missing.question.id}: {_why_not(selection, missing)}")


def _of_person(catalogue: Catalogue, person: str | None) -> Mapping[str, tuple[str, ...]]:
    if person is None:
        return {}
    people = {each.id: each.answers for each in catalogue.people}
    if person not in people:
        raise _refusal("--person", unknown((), "person", person, people))
    return people[person]


def _parse(catalogue: Catalogue, given: str) -> dict[str, tuple[str, ...]]:
    answers: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, (part.strip() for part in given.split(","))):
        name, _, options = pair.partition("=")
        if name not in catalogue.field:
            raise _refusal("--answers", unknown((), "field", name, catalogue.field))
        answers[name] = (*answers.get(name, ()), *filter(None, options.split("+")))
    for name, said in answers.items():
        if problem := _problem(catalogue.field[name], said):
            raise _refusal("--answers", problem)
    return answers


def _problem(field: Field, said: tuple[str, ...]) -> Issue | None:
    """Return why nobody can have answered a field so. Silence is not to name it."""
    for option in said:
        if option not in field.options:
            return unknown((), "option", option, field.options, f" of {field.id}")
    if not said:
        return Issue(
            (), f"'{field.id}' has no answer", f"write such as {field.id}={next(iter(field.options))}"
        )
    if set(field.valid(said)) != set(said):
        return Issue((), f"nobody can answer '{field.id}' like this", "see how many options it takes")
    return None


def _refusal(option: str, issue: Issue) -> click.BadParameter:
    return click.BadParameter(str(issue), param_hint=option)


def _why(answers: Answers, chosen: Chosen) -> str:
    why = reason(answers, chosen)
    first = f"because {' and '.join(why.because)}" if why.because else "for everyone"
    lifts = "".join(f"; lifted because {' and '.join(each)}" for each in why.lifted)
    step = step_in_words(let_in(answers, chosen), untranslated)
    return f"[{step}] {first}{lifts}" if not chosen.is_core else f"{first}{lifts}"


def _why_not(selection: Selection, missing: Excluded) -> str:
    answers = selection.answers
    match missing.why:
        case "sensitive" | "yields" | "score":
            return f"it fits, {_left_out(selection, missing)}"
        case "rule":
            return f"it would need: {_needed(answers, missing)}"
        case "moment":
            return f"not asked at “{_said(answers, STAGE)}”: {missing.note or 'no reason is given'}"
        case "wording":
            note = f" (not asked of others: {missing.note})" if missing.note else ""
            return f"its wordings for this moment would need: {_needed(answers, missing)}{note}"
        case "voice":
            return f"its wording has no text for a {answers.voice}"


def _left_out(selection: Selection, missing: Excluded) -> str:
    if missing.why == "sensitive":
        field = selection.answers.catalogue.field[SHOW_SENSITIVE].label
        return f"but is sensitive; {field}: {_said(selection.answers, SHOW_SENSITIVE)}"
    if missing.why == "yields":
        return f"and gives way to {missing.gives_way_to}"
    return f"with the score {missing.score}; {_lowest_score(selection)}"


def _lowest_score(selection: Selection) -> str:
    by_score = [chosen.score for chosen in selection.chosen if chosen.step == "score"]
    if not by_score:
        return "kept places and ticked topics took all places"
    return f"the last one let in by score has {by_score[-1]}"


def _needed(answers: Answers, missing: Excluded) -> str:
    # "(or was left open)" would be no help: the person did answer, with something else.
    return clause_in_words(answers.catalogue, missing.still_needed, untranslated)


def _said(answers: Answers, name: str) -> str:
    """Return what was answered in a field, or what silence counts as."""
    return answers.catalogue.field[name].options[answers.counted[name][0]].label
