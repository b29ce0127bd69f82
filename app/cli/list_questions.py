"""`flask catalogue list`: what certain answers bring, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from app.cli.files import FILE, QUESTIONS, opened
from app.content import Catalogue, unknown
from app.core.answers import filled, prune
from app.core.exclusions import Absent, absent
from app.core.reasons import facts_of, reason
from app.core.selection import Chosen, select
from app.review.rules import clause_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.core.answers import Answers
    from app.core.reasons import Fact


@click.command("list")
@click.option("--answers", "said", default="", help="Such as stage=deciding,therapy=car_t+car_nk")
@click.option("--person", help="The answers of a worked person of the file; --answers come on top.")
@click.option("--why-not", is_flag=True, help="Say of every other question why it is absent.")
@click.option("--questions", type=FILE, default=QUESTIONS, help="Another catalogue.")
def show_list(said: str, person: str | None, questions: Path, *, why_not: bool) -> None:
    """Print the questions that certain answers bring: place, score, id, and the reason."""
    loaded = opened(questions).catalogue
    answers = {**_of_person(loaded, person), **_answers(loaded, said)}
    kept = prune(loaded, answers)
    for place, chosen in enumerate(select(loaded, answers), 1):
        score = "core" if chosen.question.topic == "core" else str(chosen.score)
        click.echo(f"{place:3}  {score:>4}  {chosen.question.id}: {_because(loaded, chosen, kept)}")
    if why_not:
        click.echo("\nNot on it:")
        for missing in absent(loaded, answers):
            click.echo(f"  {missing.question.id}: {_why_not(loaded, missing, filled(loaded, kept))}")


def _of_person(loaded: Catalogue, person: str | None) -> Mapping[str, tuple[str, ...]]:
    if person is None:
        return {}
    people = {each.id: each.answers for each in loaded.people}
    if person not in people:
        raise SystemExit(unknown((), "person", person, people).words)
    return people[person]


def _answers(loaded: Catalogue, said: str) -> dict[str, tuple[str, ...]]:
    answers: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, (part.strip() for part in said.split(","))):
        name, _, options = pair.partition("=")
        if name not in loaded.field:
            raise SystemExit(unknown((), "field", name, loaded.field).words)
        for option in filter(None, options.split("+")):
            if option not in loaded.field[name].options:
                raise SystemExit(
                    unknown((), "option", option, loaded.field[name].options, f" of {name}").words
                )
            answers[name] = (*answers.get(name, ()), option)
    return answers


def _because(loaded: Catalogue, chosen: Chosen, kept: Answers) -> str:
    why = reason(loaded, chosen, kept)
    first = "for everyone" if why.kind == "everyone" else " and ".join(map(_fact, why.facts))
    return first + "".join(f"; lifted by {_fact(fact)}" for fact in why.lifted)


def _fact(fact: Fact) -> str:
    return f"{fact.label}: {', '.join(fact.said) or 'left open'}"


def _why_not(loaded: Catalogue, missing: Absent, said: Answers) -> str:
    return {
        "caregivers": "for caregivers only",
        "rule": "it would need: " + clause_in_words(loaded, missing.nearest, _plainly, silence=False),
        "sensitive": f"it fits, but is sensitive; {_fact(*_sensitive(loaded, said))}",
        "rank": f"it fits, as number {missing.place} by rank; the list is shorter",
    }[missing.why]


def _plainly(text: str, **values: object) -> str:
    """Say it as it stands: the commands speak English only."""
    return text % values


def _sensitive(loaded: Catalogue, said: Answers) -> list[Fact]:
    return facts_of(loaded, {"show_sensitive": tuple(loaded.field["show_sensitive"].options)}, said)
