"""The expected result of a form: the new state of the visitor, or None if the app must refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.free_text import clean
from tests.hostile.browser_tab import APPOINTMENT, COLUMNS, changes, texts
from tests.hostile.visitor_model import OWN

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from tests.hostile.browser_tab import Entered, Tab
    from tests.hostile.visitor_model import VisitorModel

MAX_STARS = 3
TOO_LONG, UNPRINTABLE = "x" * 201, "Is it 🙂?"
INVALID_DATES = (("13", "1", "2027"), ("2", "30", "2027"), ("x", "1", "2027"), ("1", "", ""))


def expected_model(
    model: VisitorModel, here: Tab, form: MultiDict[str, str], entered: Entered
) -> VisitorModel | None:
    """Update and return the model for an accepted form, or return None if the app must refuse it."""
    if here.path.startswith("/step/"):
        return _after_step(here.path, model, entered)
    if here.path == "/sheet":
        return _after_sheet(model, here, entered)
    if here.path == "/questions/order":
        return _after_move(model, form)
    if here.path == "/questions/more":
        return _after_ticks(model, here, form, entered)
    return _after_questions(model, here, form, entered)


def is_off_path(model: VisitorModel, address: str) -> bool:
    steps = Answers.of(model.catalogue, model.answers).steps
    return address.startswith("/step/") and address not in {f"/step/{step.id}" for step in steps}


def _after_step(address: str, model: VisitorModel, entered: Entered) -> VisitorModel | None:
    if is_off_path(model, address):
        return None
    step = next(step for step in model.catalogue.steps if address == f"/step/{step.id}")
    for field in step.fields:
        ticked = tuple(entered.get(field.id, []))
        alone = len(ticked) > 1 and set(ticked) & set(field.exclusive)
        if alone or len(ticked) > (field.at_most or len(ticked)):
            return None
        model.answers[field.id] = ticked
    return model


def _after_questions(
    model: VisitorModel, here: Tab, form: MultiDict[str, str], entered: Entered
) -> VisitorModel | None:
    _after_ticks(model, here, form, entered)
    places = [*form["shown"].split(), *OWN]
    _after_writing(model, here, form, entered)
    for name, on in sorted(changes(here.shown, entered, "star").items(), key=lambda c: places.index(c[0])):
        model.star(name, on=on)
    model.forget_stars_of_empty_boxes()
    verb, _, what = form.get("do", "").partition(":")
    sent = [clean(entered[name][0]) for name in OWN if name in entered and (verb, name) != ("remove", what)]
    if len(model.starred()) > MAX_STARS or {TOO_LONG, UNPRINTABLE} & set(sent):
        return None
    if verb == "length":
        model.answers["length"] = (what,)
    return model


def _after_ticks(model: VisitorModel, here: Tab, form: MultiDict[str, str], entered: Entered) -> VisitorModel:
    places = [*form["shown"].split(), *OWN]
    for name, on in sorted(changes(here.shown, entered, "q").items(), key=lambda c: places.index(c[0])):
        model.tick(name, on=on)
    return model


def _after_writing(model: VisitorModel, here: Tab, form: MultiDict[str, str], entered: Entered) -> None:
    """Put a new text into a free place if another tab has filled the one that was free on this page."""
    on_page = tuple(name for name in OWN if name in entered)
    for name, text in texts(here.shown, entered, on_page).items():
        is_taken = text and not clean(here.shown[name][0]) and model.own.get(name, "") not in {"", text}
        free = [other for other in OWN if not model.own.get(other) and other not in on_page]
        model.own[free[0] if is_taken and free else name] = text
    verb, _, what = form.get("do", "").partition(":")
    if verb == "remove":
        model.own[what] = ""


def _after_move(model: VisitorModel, form: MultiDict[str, str]) -> VisitorModel:
    verb, _, what = form.get("do", "").partition(":")
    if what in model.listed():
        model.move(what, up=verb == "up")
    return model


def _after_sheet(model: VisitorModel, here: Tab, entered: Entered) -> VisitorModel | None:
    date = tuple(entered[name][0] for name in APPOINTMENT)
    typed = texts(here.shown, entered, ("visit_with", *COLUMNS))
    if date in INVALID_DATES or any(UNPRINTABLE in entered[name][0] for name in ("visit_with", *COLUMNS)):
        return None
    if texts(here.shown, entered, APPOINTMENT):
        model.settings["date"] = list(date)
    model.settings |= {"visit_with": [typed["visit_with"]]} if "visit_with" in typed else {}
    if set(typed) & set(COLUMNS):
        kept = model.settings.get("columns") or [here.shown[name][0] for name in COLUMNS]
        columns = [typed.get(name, old) for name, old in zip(COLUMNS, [*kept, "", "", ""], strict=False)]
        model.settings["columns"] = [name for name in columns if name]
    model.settings |= {name: entered[name] for name in ("paper", "size", "parts")}
    return model
