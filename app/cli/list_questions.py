"""`flask catalogue list`: the questions that certain answers bring, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.files import open_catalogue, questions_option
from app.content.form import SHOW_SENSITIVE
from app.content.unknown_names import unknown
from app.core.answers import Answers
from app.core.exclusions import Excluded, excluded
from app.core.reasons import Fact, reason
from app.core.selection import Chosen, select
from app.review.rules_in_words import clause_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.content import Catalogue


@click.command("list")
@click.option("--answers", "given", default="", help="Such as stage=deciding,therapy=car_t+car_nk")
@click.option("--person", help="The answers of a worked person of the file; --answers come on top.")
@click.option("--why-not", is_flag=True, help="Say of every other question why it is not on the list.")
@questions_option
def list_questions(given: str, person: str | None, questions: Path, *, why_not: bool) -> None:
    """Print the questions that certain answers bring: place, score, id, and the reason."""
    catalogue = open_catalogue(questions).catalogue
    answers = Answers.of(catalogue, {**_of_person(catalogue, person), **_parse(catalogue, given)})
    for place, chosen in enumerate(select(answers), 1):
        score = "core" if chosen.is_core else str(chosen.score)
        click.echo(f"{place:3}  {score:>4}  {chosen.question.id}: {_because(answers, chosen)}")
    if why_not:
        click.echo("\nNot on it:")
        for missing in excluded(answers):
            click.echo(f"  {missing.question.id}: {_why_not(answers, missing)}")


def _of_person(catalogue: Catalogue, person: str | None) -> Mapping[str, tuple[str, ...]]:
    if person is None:
        return {}
    people = {each.id: each.answers for each in catalogue.people}
    if person not in people:
        raise SystemExit(str(unknown((), "person", person, people)))
    return people[person]


def _parse(catalogue: Catalogue, given: str) -> dict[str, tuple[str, ...]]:
    answers: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, (part.strip() for part in given.split(","))):
        name, _, options = pair.partition("=")
        if name not in catalogue.field:
            raise SystemExit(str(unknown((), "field", name, catalogue.field)))
        known = catalogue.field[name].options
        for option in filter(None, options.split("+")):
            if option not in known:
                raise SystemExit(str(unknown((), "option", option, known, f" of {name}")))
            answers[name] = (*answers.get(name, ()), option)
    return answers


def _because(answers: Answers, chosen: Chosen) -> str:
    why = reason(answers, chosen)
    first = "for everyone" if why.kind == "everyone" else " and ".join(map(_fact, why.facts))
    return first + "".join(f"; lifted by {_fact(fact)}" for fact in why.lifted)


def _fact(fact: Fact) -> str:
    return f"{fact.label}: {', '.join(fact.said) or 'left open'}"


def _why_not(answers: Answers, missing: Excluded) -> str:
    match missing.why:
        case "caregivers":
            return "for caregivers only"
        case "rule":
            # "(or was left open)" would be no help: the person did answer, with something else.
            needed = missing.still_needed
            words = clause_in_words(answers.catalogue, needed, _untranslated, silence_counts=False)
            return f"it would need: {words}"
        case "sensitive":
            return f"it fits, but is sensitive; {_fact(_answer_about_sensitive(answers))}"
        case "rank":
            return f"it fits, as number {missing.place} by rank; the list is shorter"


def _untranslated(text: str, **values: object) -> str:
    """Fill in the values of a message: the commands speak English only."""
    return text % values


def _answer_about_sensitive(answers: Answers) -> Fact:
    """Return what was answered, or what silence counts as."""
    field = answers.catalogue.field[SHOW_SENSITIVE]
    return Fact(field.label, (field.options[answers.show_sensitive],))
