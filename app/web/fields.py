"""The fields of the form: each is drawn once, and put together from what one person ticked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.web.fragments import GAP, render
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from flask import Flask

    from app.content import Field

# What stands before the options; of each its id, it unticked and ticked, and what stands after it.
Drawn = tuple[str, tuple[tuple[str, str, str, str], ...]]


def register(app: Flask) -> None:
    """Add the fields to the templates of an app. Each app has its own."""

    @cache
    def kept(name: str) -> Drawn:
        return _drawn(service().catalogue.field[name], {})

    def field_with(field: Field, ticked: Collection[str], errors: Mapping[str, str]) -> Markup:
        """Return a field of the catalogue with what is ticked in it, and with its error if it has one."""
        start, options = _drawn(field, errors) if field.id in errors else kept(field.id)
        html = (f"{on if value in ticked else off}{after}" for value, off, on, after in options)
        return Markup("".join((start, *html)))  # noqa: S704  templates

    app.jinja_env.globals["field_with"] = field_with


def _drawn(field: Field, errors: Mapping[str, str]) -> Drawn:
    start, *rest = render("field", gap=GAP, field=field, errors=errors).split(GAP)
    return start, tuple(zip(field.options, rest[::3], rest[1::3], rest[2::3], strict=True))
