from __future__ import annotations

from typing import TYPE_CHECKING

from app.content import CORE_TOPIC
from app.content.form import LENGTH, ROLE, UNINFORMATIVE_OPTIONS
from app.core.answers import Answers
from app.core.choices import MAX_STARS, Choices
from app.core.free_text import MAX_COLUMNS, FreeText
from app.core.reasons import ADDED, OWN, labels, reason
from app.core.selection import allowed, fitting, shortened
from app.core.sheet.models import Group, Item, OwnQuestion, Sheet
from app.core.sheet.order import grouped, in_order, numbered, printed_stars
from app.core.sheet.parts import COMPARE
from app.core.sheet.wording import ItemBuilder

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.content.form import Role
    from app.core.selection import Chosen


def build_sheet(answers: Answers, choices: Choices, free_text: FreeText) -> Sheet:
    """Make the sheet of one person. Pure: the same input always gives an equal Sheet."""
    catalogue = answers.catalogue
    fit = allowed(answers, fitting(answers))
    builder = ItemBuilder(answers)
    groups = _groups(builder, shortened(answers, fit), choices, free_text)
    stars = printed_stars(groups, choices)[:MAX_STARS]
    parts = _usual_parts(answers) if choices.parts is None else choices.parts
    return Sheet(
        answers=answers,
        groups=numbered(groups, choices, stars),
        situation=_situation(answers),
        # In the order of the catalogue, and without ids that another version had.
        parts=tuple(name for name in catalogue.parts if name in parts),
        paper=choices.paper or catalogue.clinic.paper,
        size=choices.size,
        columns=_columns(answers, free_text),
        visit_date=free_text.visit_date,
        visit_with=free_text.visit_with,
        after_treatment=builder.after_treatment,
        stars=stars,
        in_full=len(fit),
    )


def blank_sheet(catalogue: Catalogue, choices: Choices | None = None, role: Role = "patient") -> Sheet:
    """Make the sheet of someone of whom nothing is known: the core and the most common questions."""
    answers = Answers.of(catalogue, {LENGTH: ("medium",), ROLE: (role,)})
    return build_sheet(answers, choices or Choices(), FreeText())


def _usual_parts(answers: Answers) -> tuple[str, ...]:
    """The parts that are on before the person chooses."""
    return tuple(
        name
        for name, part in answers.catalogue.parts.items()
        if answers.fit(part.default) or answers.fit(part.suggest)
    )


def _groups(
    builder: ItemBuilder, by_rule: tuple[Chosen, ...], choices: Choices, free_text: FreeText
) -> tuple[Group, ...]:
    question = builder.answers.catalogue.question
    chosen = [builder.item(each.question, reason(builder.answers, each)) for each in by_rule]
    known = {item.id for item in chosen}
    asked = [question.get(name) for name in choices.added if name not in known]
    added = [builder.item(each, ADDED) for each in asked if each and builder.can_add(each)]
    own = [Item(OwnQuestion(name, text), text, OWN) for name, text in free_text.own_questions().items()]
    # The core never moves; own and added questions join the others, in the person's own order.
    core = [item for item in chosen if item.topic == CORE_TOPIC]
    rest = [item for item in chosen if item.topic != CORE_TOPIC]
    return (*grouped(core), *grouped(in_order([*rest, *added, *own], choices.order)))


def _columns(answers: Answers, free_text: FreeText) -> tuple[str, ...]:
    """Return the heads of the comparison: as the person named them, else the treatments they picked.

    Two empty ones if there is nothing to compare yet.
    """
    named = tuple(name for name in free_text.columns if name)
    part = answers.catalogue.parts.get(COMPARE)
    picked = _informative_labels(answers, part.columns) if part and part.columns else ()
    return named or (picked[:MAX_COLUMNS] if len(picked) > 1 else ("", ""))


def _situation(answers: Answers) -> tuple[str, ...]:
    """Return the answers to the fields of `situation`, in their order; doubt and silence are left out."""
    said = (_informative_labels(answers, name) for name in answers.catalogue.situation)
    return tuple(", ".join(each) for each in said if each)


def _informative_labels(answers: Answers, name: str) -> tuple[str, ...]:
    options = answers.catalogue.field[name].options
    return labels(answers, name, tuple(option for option in options if option not in UNINFORMATIVE_OPTIONS))
