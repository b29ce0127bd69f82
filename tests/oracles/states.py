"""The HTML of every page in every state."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from app.web.service import EXTENSION, Service
from tests.web.linter import LintingClient
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from app.content import Catalogue, Field
    from tests.web.page import Form

ODD = "nonsense"
TOO_LONG = "long " * 50


def catalogue_of(app: Flask) -> Catalogue:
    return cast("Service", app.extensions[EXTENSION]).catalogue


def button(form: Form, value: str = "") -> str:
    """Return the label of the first button with this value."""
    return next(text for text, _name, sent in form.buttons if sent == value)


def fitting(field: Field) -> tuple[str, ...]:
    """Return valid answers: the second option, or as many as are allowed."""
    able = _able(field)
    return able[1:2] if field.choose == "one" else able[1 : 1 + (field.at_most or len(able))]


def wrong(field: Field) -> tuple[str, ...]:
    """Return invalid answers: two for a single choice, one beside `none`, or an unknown one."""
    able = _able(field)
    if field.choose == "one":
        return able[:2]
    return (able[0], *(field.exclusive[:1] or (ODD,)))


def _able(field: Field) -> tuple[str, ...]:
    return tuple(option for option in field.options if option not in field.exclusive)


@cache
def every_page(app: Flask, path: str = "") -> dict[str, bytes]:
    """Return the HTML of every page and state, by name; `path` is that of a language."""
    client = app.test_client()
    assert isinstance(client, LintingClient)
    tour = _Tour(Visitor(client), catalogue_of(app), path)
    tour.same_for_everyone()
    tour.nothing_said()
    tour.said_what_brings_notes()
    tour.steps_filled_in_wrong()
    tour.all_said()
    tour.the_rest_filled_in_wrong()
    return tour.pages


class _Tour:
    def __init__(self, visitor: Visitor, catalogue: Catalogue, path: str) -> None:
        self.visitor, self.catalogue, self.path = visitor, catalogue, path
        self.pages: dict[str, bytes] = {}

    def same_for_everyone(self) -> None:
        for name in ("about", "privacy", "accessibility", "cleared"):
            self._open(name, f"/{name}")
        self._open("not-here", "/nowhere", 404)
        self.visitor.response = self.visitor.client.post(f"{self.path}/about")
        self._save("not-allowed", 405)

    def nothing_said(self) -> None:
        self._open("start", "/")
        self._open("questions", "/questions")
        self._lose_the_answers()
        for name in ("check", "ready", "clear"):
            self._open(name, f"/{name}")
        self._open("others", "/questions/more")
        self._open("order", "/questions/order")
        self._open("settings", "/sheet")
        self._open("paper", "/sheet/page")
        for step in self.catalogue.steps:
            self._open(f"step-{step.id}", f"/step/{step.id}")

    def _lose_the_answers(self) -> None:
        """Cut the cookie that the page before has set, look at the start page, and start again."""
        name = self.visitor.response.headers["Set-Cookie"].partition("=")[0]
        self.visitor.client.set_cookie(name, "cut")
        self._open("start-lost", "/")
        self.visitor.press(button(self.visitor.form, "start"))

    def steps_filled_in_wrong(self) -> None:
        for step in self.catalogue.steps:
            self.visitor.open(f"{self.path}/step/{step.id}")
            data = self.visitor.form.data(button(self.visitor.form))
            for field in step.fields:
                data.setlist(field.id, wrong(field))
            self.visitor.send(data)
            self._save(f"step-{step.id}-wrong", 400)

    def all_said(self) -> None:
        """Answer every field, add a question, and pick all parts."""
        visitor = self.visitor
        for step in self.catalogue.steps:
            visitor.open(f"{self.path}/step/{step.id}")
            for field in step.fields:
                visitor.tick(field.id, *fitting(field))
            visitor.press(button(visitor.form))
        self._open("step-answered", f"/step/{self.catalogue.steps[0].id}")
        self._open("start-begun", "/")
        self._open("check-answered", "/check")
        self._open("questions-answered", "/questions")
        visitor.write("own-1", "Can I bring my dog <Rex> & his “ball”?")
        visitor.press(button(visitor.form, "save"))
        self._save("questions-saved")
        self._open("others-answered", "/questions/more")
        self._open("order-answered", "/questions/order")
        visitor.open(f"{self.path}/sheet")
        visitor.tick("parts", *self.catalogue.parts)
        visitor.write("visit_with", "Dr. <Example> & co")
        visitor.press(button(visitor.form))
        self._save("ready-answered")
        self._open("settings-answered", "/sheet")
        self._open("paper-answered", "/sheet/page")

    def said_what_brings_notes(self) -> None:
        """Show each entry of `look_again` and `not_covered`, then forget what was said."""
        for key, addresses in (("look_again", ["/check"]), ("not_covered", ["/not-covered", "/check", "/"])):
            for number, entry in enumerate(getattr(self.catalogue, key)):
                self._say(entry.when.clauses[0])
                for address in addresses:
                    self._open(f"{key}-{number}{address.replace('/', '-')}", address)
                self._forget()

    def _say(self, clause: Mapping[str, tuple[str, ...]]) -> None:
        for name, options in clause.items():
            self.visitor.open(f"{self.path}/step/{self.catalogue.step_of[name].id}")
            self.visitor.tick(name, options[0])
            self.visitor.press(button(self.visitor.form))

    def _forget(self) -> None:
        self.visitor.open(f"{self.path}/clear")
        self.visitor.press(button(self.visitor.form))

    def the_rest_filled_in_wrong(self) -> None:
        visitor = self.visitor
        visitor.open(f"{self.path}/questions")
        visitor.write("own-1", TOO_LONG)
        visitor.tick("star", *[control.value for control in visitor.form.named("star")][:4])
        visitor.press(button(visitor.form, "save"))
        self._save("questions-wrong", 400)
        visitor.open(f"{self.path}/sheet")
        visitor.write("month", "13")
        for name in ("visit_with", "column_1", "column_2", "column_3"):
            visitor.write(name, TOO_LONG)
        data = visitor.form.data(button(visitor.form))
        data["paper"] = ODD
        visitor.send(data)
        self._save("settings-wrong", 400)
        visitor.open(f"{self.path}/clear")
        data = visitor.form.data(button(visitor.form))
        data["csrf_token"] = ODD
        visitor.send(data)
        self._save("clear-wrong", 400)

    def _open(self, name: str, address: str, status: int = 200) -> None:
        self.visitor.open(self.path + address)
        self._save(name, status)

    def _save(self, name: str, status: int = 200) -> None:
        assert self.visitor.status == status, f"{name} answers {self.visitor.status}"
        self.pages[name] = self.visitor.response.data
