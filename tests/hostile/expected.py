"""What should be true after a form is sent, or that it is to be refused: told apart from the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.free_text import clean
from tests.hostile.browser_tab import APPOINTMENT, COLUMNS, changes, texts
from tests.hostile.visitor_model import OWN

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from tests.hostile.browser_tab import Entered, Tab
    from tests.hostile.visitor_model import Truth

MAX_STARS = 3
TOO_LONG, UNPRINTABLE = "x" * 201, "Is it 🙂?"
NO_DATES = (("13", "1", "2027"), ("2", "30", "2027"), ("x", "1", "2027"), ("1", "", ""))


def after(truth: Truth, here: Tab, form: MultiDict[str, str], entered: Entered) -> Truth | None:
    """Change and return what is true when the form of a tab is taken, or None if it is to be refused."""
    if here.path.startswith("/step/"):
        return _answered(here.path, truth, entered)
    if here.path == "/sheet":
        return _set(truth, here, entered)
    return _listed(truth, here, form, entered)


def has_left_the_path(truth: Truth, address: str) -> bool:
    steps = Answers.of(truth.catalogue, truth.answers).steps
    return address.startswith("/step/") and address not in {f"/step/{step.id}" for step in steps}


def _answered(address: str, truth: Truth, entered: Entered) -> Truth | None:
    if has_left_the_path(truth, address):
        return None
    step = next(step for step in truth.catalogue.steps if address == f"/step/{step.id}")
    for field in step.fields:
        ticked = tuple(entered.get(field.id, []))
        alone = len(ticked) > 1 and set(ticked) & set(field.exclusive)
        if alone or len(ticked) > (field.at_most or len(ticked)):
            return None
        truth.answers[field.id] = ticked
    return truth


def _listed(truth: Truth, here: Tab, form: MultiDict[str, str], entered: Entered) -> Truth | None:
    places = [*form["shown"].split(), *OWN]
    for name, on in sorted(changes(here.shown, entered, "q").items(), key=lambda c: places.index(c[0])):
        truth.tick(name, on=on)
    truth.own |= texts(here.shown, entered, OWN)
    for name, on in sorted(changes(here.shown, entered, "star").items(), key=lambda c: places.index(c[0])):
        truth.star(name, on=on)
    sent = [clean(entered[name][0]) for name in OWN]
    if len(truth.starred()) > MAX_STARS or {TOO_LONG, UNPRINTABLE} & set(sent):
        return None
    verb, _, what = form["do"].partition(":")
    if verb in {"up", "down"} and what in truth.listed() and truth.topic(what) != "core":
        truth.move(what, up=verb == "up")
    if verb == "length":
        truth.answers["length"] = (what,)
    return truth


def _set(truth: Truth, here: Tab, entered: Entered) -> Truth | None:
    date = tuple(entered[name][0] for name in APPOINTMENT)
    typed = texts(here.shown, entered, ("visit_with", *COLUMNS))
    if date in NO_DATES or any(UNPRINTABLE in entered[name][0] for name in ("visit_with", *COLUMNS)):
        return None
    if texts(here.shown, entered, APPOINTMENT):
        truth.settings["date"] = list(date)
    truth.settings |= {"visit_with": [typed["visit_with"]]} if "visit_with" in typed else {}
    if set(typed) & set(COLUMNS):
        kept = truth.settings.get("columns") or [here.shown[name][0] for name in COLUMNS]
        columns = [typed.get(name, old) for name, old in zip(COLUMNS, [*kept, "", "", ""], strict=False)]
        truth.settings["columns"] = [name for name in columns if name]
    truth.settings |= {name: entered[name] for name in ("paper", "size", "parts")}
    return truth
