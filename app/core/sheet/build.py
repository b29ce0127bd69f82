from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.content import CORE_TOPIC
from app.content.form import LENGTH, ROLE, STAGE, informative
from app.core.answered import still_answered
from app.core.answers import Answers
from app.core.choices import MAX_STARS, Choices
from app.core.free_text import MAX_COLUMN_LENGTH, MAX_COLUMNS, FreeText
from app.core.ranking import Selection
from app.core.reasons import ADDED, OWN, reason
from app.core.selection import allowed, in_full
from app.core.sheet.items import Group, Item, OwnQuestion
from app.core.sheet.models import Sheet
from app.core.sheet.order import as_printed, grouped, in_order, numbered, printed_stars
from app.core.sheet.parts import COMPARE
from app.core.sheet.situation import situation
from app.core.sheet.wording import Addable, item_of

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.content.form import Role


def build_sheet(
    answers: Answers, choices: Choices, free_text: FreeText, second: Catalogue | None = None
) -> Sheet:
    """Make the sheet of one person. Pure: the same input always gives an equal Sheet.

    `second` is the catalogue in the second language of the paper.
    """
    answered = still_answered(answers, choices.answered)
    made = _sheet(Selection.of(answers, answered, choices.still_open), choices, free_text)
    if second is None:
        return made
    return replace(made, second=build_sheet(Answers.of(second, answers.given), choices, free_text))


def changed_sheet(sheet: Sheet, choices: Choices, free_text: FreeText) -> Sheet:
    """Make the sheet of the same person with other changes, without choosing the questions anew."""
    return _sheet(sheet.selection, choices, free_text)


def _sheet(selection: Selection, choices: Choices, free_text: FreeText) -> Sheet:
    answers, catalogue = selection.answers, selection.answers.catalogue
    groups = _groups(selection, choices, free_text)
    stars = printed_stars(groups, choices)[:MAX_STARS]
    parts = usual_parts(answers) if choices.parts is None else choices.parts
    return Sheet(
        selection=selection,
        groups=numbered(groups, choices, stars),
        head=tuple(line.text.of(answers.voice) for line in catalogue.head if answers.fit(line.when)),
        situation=situation(answers),
        # In the order of the catalogue, and without ids that another version had.
        parts=tuple(name for name in catalogue.parts if name in parts),
        paper=choices.paper or catalogue.clinic.paper,
        size=choices.size,
        columns=_columns(answers, free_text),
        visit_date=free_text.visit_date,
        visit_with=free_text.visit_with,
        stars=stars,
    )


def blank_sheet(
    catalogue: Catalogue,
    choices: Choices | None = None,
    role: Role = "patient",
    stage: str | None = None,
    second: Catalogue | None = None,
) -> Sheet:
    """Make the sheet of someone of whom only this is known: the core and the most common questions."""
    known = {STAGE: (stage,)} if stage else {}
    answers = Answers.of(catalogue, {LENGTH: ("medium",), ROLE: (role,), **known})
    return build_sheet(answers, choices or Choices(), FreeText(), second)


def count_in_full(selection: Selection) -> int:
    """Return how many questions the rules would put on the full list."""
    full = in_full(selection.answers, selection.fit)
    return sum(chosen.id not in selection.answered for chosen in allowed(selection.answers.in_full, full))


def usual_parts(answers: Answers) -> tuple[str, ...]:
    """Return the parts that are on before the person chooses."""
    return tuple(
        name
        for name, part in answers.catalogue.parts.items()
        if answers.fit(part.default) or answers.fit(part.suggest)
    )


def _groups(selection: Selection, choices: Choices, free_text: FreeText) -> tuple[Group, ...]:
    answers, addable = selection.answers, Addable(selection.answers, selection.answered)
    known = answers.catalogue.question
    by_rule = selection.chosen
    chosen = [item_of(answers, each.question, each.wording, reason(answers, each)) for each in by_rule]
    ids = {item.id for item in chosen}
    asked = (known[name] for name in choices.added if name in known and name not in ids)
    added = [item for question in asked if (item := addable.item(question, ADDED))]
    typed = (OwnQuestion(name, text) for name, text in free_text.own_questions().items())
    own = [Item(each, each.text, OWN, each.topic) for each in typed]
    items = [
        item._replace(still_open=True) if item.id in choices.still_open else item
        for item in (*chosen, *added, *own)
    ]
    # The core never moves; own and added questions join the others, in the person's own order.
    core = sorted(
        (item for item in items if item.topic == CORE_TOPIC),
        key=lambda item: [question.id for question in answers.catalogue.core].index(item.id),
    )
    rest = [item for item in items if item.topic != CORE_TOPIC]
    kept = {each.id for each in by_rule if each.step == "kept"}
    printed = as_printed(answers, rest, kept, choices.still_open)
    return (*grouped(core), *grouped(in_order(printed, choices.order)))


def _columns(answers: Answers, free_text: FreeText) -> tuple[str, ...]:
    """Return the heads of the comparison: as the person named them, else the treatments they picked.

    Two empty ones if there is nothing to compare yet.
    """
    named = tuple(name for name in free_text.columns if name)
    part = answers.catalogue.parts.get(COMPARE)
    picked = _short_labels(answers, part.columns) if part and part.columns else ()
    return named or (picked[:MAX_COLUMNS] if len(picked) > 1 else ("", ""))


def _short_labels(answers: Answers, name: str) -> tuple[str, ...]:
    """Return what was picked, in words that fit where the person may write others."""
    options = answers.catalogue.field[name].options
    texts = (options[option].brief for option in informative(answers.on_path.get(name, ())))
    return tuple(f"{text[0].upper()}{text[1:MAX_COLUMN_LENGTH]}" for text in texts)
