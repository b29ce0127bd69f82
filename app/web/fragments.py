"""What is the same for everyone: drawn once and kept, with nothing in it that a person said or typed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from flask import render_template
from markupsafe import Markup

from app.web.service import service

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Give the templates of an app its own pieces: another app may have other questions."""

    @cache
    def frame(part: Literal["links", "header", "footer"], root: str) -> Markup:
        """Draw what surrounds every page; all links begin with `root`, where the app is mounted."""
        del root
        return _drawn(part)

    @cache
    def option(kind: str, name: str, value: str, label: str, checked: bool) -> Markup:  # noqa: FBT001  for templates
        """Draw an option of the catalogue, ticked or not."""
        return _drawn("option", kind=kind, name=name, value=value, label=label, checked=checked)

    @cache
    def behind(name: str, listen_for: tuple[str, ...]) -> Markup:
        """Draw what is behind a question: most of "Your questions"."""
        return _drawn("behind", question=service().catalogue.question[name], listen_for=listen_for)

    app.jinja_env.globals.update(frame=frame, option=option, behind=behind)


def _drawn(template: str, **known: object) -> Markup:
    return Markup(render_template(f"fragments/{template}.html", **known))  # noqa: S704  a template
