from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import DOUBTS
from app.core.answers import filled, first_match, prune
from app.core.choices import MOST_STARS, Choices
from app.core.free_text import COLUMNS, Typed
from app.core.reasons import ADDED, OWN, labels, reason
from app.core.selection import allowed, fitting, shortened
from app.core.sheet.models import Group, Item, Sheet
from app.core.sheet.order import grouped, in_order, numbered, starred
from app.core.sheet.wording import Writer

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.core.answers import Answers
    from app.core.selection import Chosen

OWN_TOPIC = "own"
LONGEST_OWN_NAME = 60


def build(catalogue: Catalogue, answers: Answers, choices: Choices, typed: Typed) -> Sheet:
    """Make the sheet of one person. Pure: the same input gives an equal Sheet, for ever."""
    said = prune(catalogue, answers)
    full = filled(catalogue, said)
    fit = allowed(full, fitting(catalogue, full))
    writer = Writer(catalogue, said, full)
    found = _listed(writer, shortened(catalogue, full, fit), choices, typed)
    stars = starred(found, choices)[:MOST_STARS]
    listed = numbered(found, choices, stars)
    parts = _usual_parts(catalogue, said, full) if choices.parts is None else choices.parts
    return Sheet(
        catalogue=catalogue,
        said=said,
        answers=full,
        groups=listed,
        situation=_situation(catalogue, said),
        parts=tuple(name for name in catalogue.parts if name in parts),
        paper=choices.paper or catalogue.clinic.paper,
        size=choices.size,
        columns=_columns(catalogue, said, typed),
        visit_date=typed.visit_date,
        visit_with=typed.visit_with,
        after_treatment=writer.after,
        held_back=writer.held_back,
        stars=stars,
        in_full=len(fit),
    )


def blank_sheet(catalogue: Catalogue, choices: Choices | None = None, role: str = "patient") -> Sheet:
    """The sheet of someone of whom nothing is known: the core and the commonest questions."""
    return build(catalogue, {"length": ("medium",), "role": (role,)}, choices or Choices(), Typed())


def _usual_parts(catalogue: Catalogue, said: Answers, full: Answers) -> tuple[str, ...]:
    """The parts that are on before the person chooses; a suggestion needs an answer, not silence."""
    return tuple(
        name
        for name, part in catalogue.parts.items()
        if first_match(part.default, full) is not None or first_match(part.suggest, said) is not None
    )


def _listed(writer: Writer, by_rule: tuple[Chosen, ...], choices: Choices, typed: Typed) -> tuple[Group, ...]:
    chosen = [writer.item(c.question, reason(writer.catalogue, c, writer.said)) for c in by_rule]
    known = {item.id for item in chosen}
    asked = [writer.catalogue.question.get(name) for name in choices.added if name not in known]
    added = [writer.item(each, ADDED) for each in asked if each and writer.may_have(each)]
    own = [Item(name, OWN_TOPIC, short(text), text, OWN) for name, text in typed.own_questions().items()]
    core = [item for item in chosen if item.topic == "core"]
    rest = [item for item in chosen if item.topic != "core"]
    return (*grouped(core), *grouped(in_order([*rest, *added, *own], choices.order)))


def short(text: str) -> str:
    """Cut an own question to a name that fits one line."""
    return text if len(text) <= LONGEST_OWN_NAME else f"{text[: LONGEST_OWN_NAME - 1].rstrip()}…"


def _columns(catalogue: Catalogue, said: Answers, typed: Typed) -> tuple[str, ...]:
    """As the person named them, else the treatments they picked, else two empty ones."""
    named = tuple(name for name in typed.columns if name)
    field = catalogue.parts["compare"].columns
    picked = (
        labels(catalogue, field, tuple(o for o in said.get(field, ()) if o not in DOUBTS)) if field else ()
    )
    return named or (picked[:COLUMNS] if len(picked) > 1 else ("", ""))


def _situation(catalogue: Catalogue, said: Answers) -> tuple[str, ...]:
    """The situation in one line: answers in the order of `situation`, doubts and silence left out."""
    return tuple(
        ", ".join(labels(catalogue, name, tuple(o for o in said[name] if o not in DOUBTS)))
        for name in catalogue.situation
        if set(said.get(name, ())) - DOUBTS
    )
