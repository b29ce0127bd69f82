"""A state machine: one visitor, two tabs, any order of actions, compared with a model after each step."""

from __future__ import annotations

import json
import zlib
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from cryptography.fernet import Fernet
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.core.answers import Answers
from app.core.free_text import clean
from app.web.service import EXTENSION, Service
from app.web.session_cookies import CookieSessions
from tests.hostile.browser_tab import APPOINTMENT, COLUMNS, TYPED, Tab, changes
from tests.hostile.expected import (
    INVALID_DATES,
    MAX_STARS,
    TOO_LONG,
    UNPRINTABLE,
    expected_model,
    is_off_path,
)
from tests.hostile.visitor_model import OWN, VisitorModel
from tests.web.jar import ANSWERED, Jar
from tests.web.sheets import in_text, listed, on_paper, on_sheet
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask
    from hypothesis.strategies import SearchStrategy
    from werkzeug.datastructures import MultiDict

    from tests.hostile.browser_tab import Entered
    from tests.web.conftest import Clock
    from tests.web.linter import LintingClient

EXPIRED_SECONDS = 21 * 3600
VALID_TEXTS = ("Is there a garden?", "Ölçü “x” & <b>?", "x" * 40, "  two   spaces ", "{{ 7 * 7 }}", "", "")
DATES = (("11", "26", "2026"), ("2", "28", "2027"), ("", "", ""))
NOT_COVERED = "/not-covered"
LIST_PAGES = ("/questions", "/questions/more", "/questions/order")
ADDRESSES = (
    "/", "/check", NOT_COVERED, *LIST_PAGES, "/sheet", "/ready", "/sheet/page", "/sheet/message", "/clear",
    "/about", "/cleared",
)  # fmt: skip
tabs = st.sampled_from([0, 1])
data = st.data()


class AnyOrder(RuleBasedStateMachine):
    app: Flask
    clock: Clock

    def __init__(self) -> None:
        super().__init__()
        self.service = cast("Service", self.app.extensions[EXTENSION])
        self.client = cast("LintingClient", self.app.test_client())
        self.clock.ahead = 0
        self.keys = [Fernet.generate_key().decode()]
        self._seal_with(self.keys)
        self.jar, self.reader = (
            Jar(self.client, self.keys[0], self.service.catalogue.name),
            Visitor(self.client),
        )
        self.session_number, self.model = 0, VisitorModel(self.service.catalogue)

    def teardown(self) -> None:
        self.app.extensions[EXTENSION] = self.service

    @initialize()
    def open_tabs(self) -> None:
        self.tabs = [Tab(self.client), Tab(self.client)]
        for tab in self.tabs:
            tab.open("/questions", self.session_number)

    # --- Looking -------------------------------------------------------------------------------------

    @rule(tab=tabs, address=st.sampled_from(ADDRESSES))
    def look(self, tab: int, address: str) -> None:
        self.tabs[tab].open(address, self.session_number)
        assert self.tabs[tab].visitor.status == 200

    @rule(tab=tabs, data=data)
    def jump(self, tab: int, data: st.DataObject) -> None:
        """Open any step by its URL: 200 with the saved answers if it is on the path, else 404."""
        step = data.draw(st.sampled_from(self.service.catalogue.steps))
        here = self.tabs[tab]
        here.open(f"/step/{step.id}", self.session_number)
        assert here.visitor.status == (
            200 if step in Answers.of(self.service.catalogue, self.model.answers).steps else 404
        )
        if here.visitor.status == 200:
            for field in step.fields:
                assert here.visitor.form.ticked(field.id) == list(self.model.answers.get(field.id, ()))

    @rule(tab=tabs)
    def back(self, tab: int) -> None:
        here = self.tabs[tab]
        if here.visitor.page.back and here.visitor.status == 200:
            here.open(here.visitor.page.back, self.session_number)
            assert here.visitor.status in {200, 404}

    # --- Answering -----------------------------------------------------------------------------------

    @rule(tab=tabs, data=data, button=st.sampled_from(["Continue", "Go straight to the questions", "Back"]))
    def answer(self, tab: int, data: st.DataObject, button: str) -> None:
        here, steps = self.tabs[tab], Answers.of(self.service.catalogue, self.model.answers).steps
        if not here.path.startswith("/step/") or here.visitor.status == 404:
            here.open(f"/step/{data.draw(st.sampled_from(steps)).id}", self.session_number)
        step = next(step for step in self.service.catalogue.steps if here.path == f"/step/{step.id}")
        for field in step.fields:
            ticked = data.draw(st.lists(st.sampled_from(list(field.options)), unique=True, max_size=3))
            for option in list(field.options) if field.choose == "many" else []:
                here.set_box(field.id, option, on=option in ticked)
            if field.choose == "one" and ticked:
                here.visitor.tick(field.id, ticked[0])
        self._send(here, here.visitor.form.data(button))

    # --- The list ------------------------------------------------------------------------------------

    @rule(tab=tabs, data=data)
    def change_the_list(self, tab: int, data: st.DataObject) -> None:
        here = self._at("/questions", tab)
        if here.path == NOT_COVERED:
            return
        for name in ("q", "star"):
            for value in data.draw(_some(here.boxes(name))):
                here.set_box(name, value, on=value not in here.visitor.form.ticked(name))
        for slot in data.draw(_some([slot for slot in OWN if here.boxes(slot)])):
            here.visitor.write(slot, data.draw(st.sampled_from([*VALID_TEXTS, TOO_LONG, UNPRINTABLE])))
        name, value = data.draw(
            st.sampled_from([(name, value) for _text, name, value in here.visitor.form.buttons if name])
        )
        form = here.visitor.form.data("Continue")
        form[name] = value
        self._send(here, form)

    @rule(tab=tabs, data=data)
    def add_others(self, tab: int, data: st.DataObject) -> None:
        here = self._at("/questions/more", tab)
        if here.path == NOT_COVERED:
            return
        for value in data.draw(_some(here.boxes("q"))):
            here.set_box("q", value, on=value not in here.visitor.form.ticked("q"))
        self._send(here, here.visitor.form.data(data.draw(st.sampled_from(["Add to my list", "Back"]))))

    @rule(tab=tabs, data=data)
    def change_the_order(self, tab: int, data: st.DataObject) -> None:
        here = self._at("/questions/order", tab)
        buttons = [text for text, name, _value in here.visitor.form.buttons if name == "do"]
        if here.path == NOT_COVERED or not buttons:  # a list of one topic with one question cannot be moved
            return
        self._send(here, here.visitor.form.data(data.draw(st.sampled_from(buttons))))

    @rule(tab=tabs, data=data)
    def change_the_settings(self, tab: int, data: st.DataObject) -> None:
        here = self._at("/sheet", tab)
        if here.path == NOT_COVERED:
            return
        for name, text in zip(APPOINTMENT, data.draw(st.sampled_from([*DATES, *INVALID_DATES])), strict=True):
            here.visitor.write(name, text)
        for name in data.draw(_some(("visit_with", *COLUMNS))):
            here.visitor.write(name, data.draw(st.sampled_from([*VALID_TEXTS, UNPRINTABLE])))
        for name in ("paper", "size"):
            here.visitor.tick(name, data.draw(st.sampled_from(here.boxes(name))))
        for part in data.draw(_some(here.boxes("parts"))):
            here.set_box("parts", part, on=part not in here.visitor.form.ticked("parts"))
        self._send(here, here.visitor.form.data(data.draw(st.sampled_from(["Continue", "Back"]))))

    @rule(data=data, address=st.sampled_from([*LIST_PAGES, "/sheet"]))
    def change_in_one_tab_then_in_another(self, data: st.DataObject, address: str) -> None:
        """Submit a second tab that was opened before the first one was submitted."""
        change = {
            "/questions": self.change_the_list,
            "/questions/more": self.add_others,
            "/questions/order": self.change_the_order,
            "/sheet": self.change_the_settings,
        }[address]
        for tab in (1, 0):
            self._at(address, tab)
        for tab in (0, 1):
            change(tab=tab, data=data)

    # --- Sending -------------------------------------------------------------------------------------

    @rule(tab=tabs)
    def send_again(self, tab: int) -> None:
        """Submit the same form twice, as after a double click, or after Back."""
        here = self.tabs[tab]
        if here.sent is not None:
            address, form, shown, entered, session_number = here.sent
            here.visitor.address = here.visitor.form.action = address
            here.session_number, here.shown = session_number, shown
            self._deliver(here, form, entered)

    def _send(self, here: Tab, form: MultiDict[str, str]) -> None:
        entered = deepcopy(here.visitor.form.entered())
        here.sent = (here.visitor.form.action, form, here.shown, entered, here.session_number)
        self._deliver(here, form, entered)

    def _deliver(self, here: Tab, form: MultiDict[str, str], entered: Entered) -> None:
        address = here.path
        expected = self._after(here, form, entered)
        if is_off_path(self.model, address):  # the 404 page has no error summary to lead to
            here.visitor.form.action = address
        here.visitor.send(form)
        status = here.visitor.first.status_code
        if expected is None:
            assert status in {400, 404}, f"{address} took what it should refuse"
            if status == 400:
                self._keeps(here, entered)
                here.was_refused(self.model, self.session_number)
        else:
            assert status == 303, f"{address} refuses: {here.visitor.page.errors}"
            self.model = expected
            here.arrived(self.session_number)
            assert here.visitor.status == 200

    def _after(self, here: Tab, form: MultiDict[str, str], entered: Entered) -> VisitorModel | None:
        """Return the model after the form, or None if the app must refuse it."""
        model = deepcopy(self.model, {id(self.service.catalogue): self.service.catalogue})
        model.touched = True
        return (
            expected_model(model, here, form, entered) if here.session_number == self.session_number else None
        )

    def _keeps(self, here: Tab, entered: Entered) -> None:
        """Check that a refused form keeps every text, and every changed checkbox that it still has."""
        now = here.visitor.form.entered()
        for name in entered:
            if name in TYPED:
                assert [clean(text) for text in entered[name]] == now[name]
            for box, on in changes(here.shown, entered, name).items() if name not in TYPED else []:
                assert (box in now.get(name, [])) == on or box not in here.boxes(name)

    # --- Time, keys and other releases ---------------------------------------------------------------

    @rule(tab=tabs)
    def clear(self, tab: int) -> None:
        here = self._at("/clear", tab)
        stale = here.session_number != self.session_number and self.model.touched
        here.visitor.press("Clear my answers")
        assert here.visitor.first.status_code == (400 if stale else 303)
        here.arrived(self.session_number)
        if not stale:
            self._start_new_session()
            here.session_number = self.session_number

    @rule(tab=tabs, send=st.booleans())
    def expire(self, tab: int, *, send: bool) -> None:
        """Return after the session has expired: open a page, or submit a form that was left open."""
        here = self.tabs[tab]
        self.clock.ahead += EXPIRED_SECONDS
        self._start_new_session()
        if send and here.sent is not None:
            self.send_again(tab)
        here.open("/check", self.session_number)
        assert "We cannot open the answers in this browser" in here.visitor.page.text
        here.visitor.press("Start again")
        here.arrived(self.session_number)

    def _start_new_session(self) -> None:
        self.session_number += 1
        self.model = VisitorModel(self.service.catalogue)

    @rule()
    def rotate_the_keys(self) -> None:
        """Encrypt with a new key; the previous one still decrypts, older ones are dropped."""
        self.keys = [Fernet.generate_key().decode(), self.keys[0]]
        self._seal_with(self.keys)
        self.reader.open("/check")
        self.jar.key = self.keys[0]

    def _seal_with(self, keys: list[str]) -> None:
        self.app.extensions[EXTENSION] = replace(
            self.service, sessions=CookieSessions(tuple(keys), self.service.catalogue.name)
        )

    @rule()
    def another_release(self) -> None:
        """Put ids of unknown fields and questions into the cookie, as from another release."""
        held = self.jar.opened(ANSWERED)
        for name in ("dropped", "added", "starred", "order"):
            held.setdefault("choices", {})
            held["choices"][name] = ["gone-question", *held["choices"].get(name, [])]
        held["answers"] = {**held.get("answers", {}), "gone_field": ["gone", "too"]}
        self.jar.put_sealed(ANSWERED, zlib.compress(json.dumps(held).encode()))
        self.model.touched = True

    # --- Invariants ----------------------------------------------------------------------------------

    @invariant()
    def list_matches_model(self) -> None:
        page = self.reader.open("/questions")
        assert (self.reader.address == NOT_COVERED) != self.model.has_sheet
        if not self.model.has_sheet:
            return
        items = listed(page)
        assert list(items) == self.model.listed()
        assert [name for name, item in items.items() if item.number] == self.model.printed()
        assert {name for name, item in items.items() if item.starred} == set(self.model.starred()[:MAX_STARS])
        typed = {control.name: control.value for control in self.reader.form.controls if control.name in OWN}
        written = {slot: text for slot, text in self.model.own.items() if text}
        assert {slot: text for slot, text in typed.items() if text} == written
        assert len(typed) == min(len(written) + 1, len(OWN))
        assert in_text(self.client) == on_paper(self.client) == on_sheet(page)

    @invariant()
    def settings_match_model(self) -> None:
        self.reader.open("/sheet")
        if not self.model.has_sheet:
            return
        now, kept = self.reader.form.entered(), self.model.settings
        assert [now[name][0].lstrip("0") for name in APPOINTMENT] == kept.get("date", [""] * 3)
        assert now["visit_with"] == kept.get("visit_with", [""])
        for name in ("paper", "size"):
            assert now[name] == kept.get(name, now[name])
        if kept.get("columns"):
            assert [now[name][0] for name in COLUMNS if now[name][0]] == kept["columns"]

    def _at(self, address: str, tab: int) -> Tab:
        here = self.tabs[tab]
        if here.path != address or not here.visitor.form.controls:
            here.open(address, self.session_number)
        return here


def _some(values: tuple[str, ...] | list[str]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3) if values else st.just([])
