"""Draws the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import render_template

from app.content.form import LENGTH, LIMITED_LENGTHS
from app.core.answers import Answers
from app.core.free_text import OWN_IDS
from app.core.sheet import (
    ListChanges,
    count_available,
    count_in_full,
    crowded_out,
    list_changes,
    no_longer_asked,
    unanswered_topics,
)
from app.web.service import service
from app.web.session import answers, session

if TYPE_CHECKING:
    from app.core.choices import Choices
    from app.core.sheet import Sheet
    from app.web.forms import QuestionsForm


def list_page(
    form: QuestionsForm, sheet: Sheet, stored: Sheet, choices: Choices, errors: dict[str, str]
) -> str:
    """Draw a list. With errors it is what was sent, and `stored` what another try goes on from."""
    not_asked = no_longer_asked(answers(), choices)
    errors = _as_on_page(errors, sheet)
    return render_template(
        "questions.html",
        sheet=sheet,
        others=count_available(sheet),
        unanswered=unanswered_topics(sheet),
        wanted=choices.starred,
        stars=choices.starred if errors else sheet.stars,
        no_longer_asked=not_asked,
        crowded_out=crowded_out(stored, session().choices),
        changes=_changes(stored, told=not_asked),
        ticked_before=[item.id for item in stored.printed],
        starred_before=_starred_before(sheet, stored, refused=bool(errors)),
        **_boxes(form, sheet),
        form=form,
        errors=errors,
        lengths=_lengths(stored),
        saved=not errors and session().take_updated(),
        gone=session().gone,
        opened=None if errors else session().take_opened(),
        renewed=None if errors else session().take_renewed(),
    )


def _as_on_page(errors: dict[str, str], sheet: Sheet) -> dict[str, str]:
    """Return messages in the order of what they are about."""
    listed = [item.id for group in sheet.groups for item in group.items]
    places = ["csrf_token", "list", *listed, *errors]
    return {name: errors[name] for name in sorted(errors, key=places.index)}


def _changes(stored: Sheet, told: tuple[str, ...]) -> ListChanges:
    """Return what came and went with the answers that were changed since the list was last seen.

    What another note has `told` is not said twice.
    """
    seen = session().seen
    if seen is None or seen == session().given:
        return ListChanges()
    before = Answers.of(service().catalogue, seen)
    changes = list_changes(before, stored, session().choices, session().free_text)
    return replace(changes, went=tuple(name for name in changes.went if name not in told))


def _lengths(sheet: Sheet) -> dict[str, str]:
    """Return the labels of the lengths; that without a limit says how many questions it would have."""
    return {
        length: option.label
        if length in LIMITED_LENGTHS
        else f"{option.label} ({count_in_full(sheet.selection)})"
        for length, option in service().catalogue.field[LENGTH].options.items()
    }


def _starred_before(sheet: Sheet, stored: Sheet, *, refused: bool) -> list[str]:
    """Return which star boxes on this page were ticked before anything was changed.

    A refused page also shows stars that came back with a question, so that they can be taken off.
    """
    stars = session().choices.starred if refused else stored.stars
    return [item.id for group in sheet.groups for item in group.items if item.id in stars]


def _boxes(form: QuestionsForm, sheet: Sheet) -> dict[str, list[str]]:
    """Return the places whose box is not in the list (`apart`), and those of them to show below it (`boxes`).

    That is one; on a refused page each that was emptied, or has a question of another tab by now.
    """
    listed = {item.id: item.text for group in sheet.groups for item in group.items}
    apart = [name for name in OWN_IDS if name not in listed or form.stands_apart(name, listed[name])]
    return {"apart": apart, "boxes": [name for name in apart if name in form.sent] or apart[:1]}
