from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from app.choices import Choices
from app.service import service
from app.sheet import build
from app.typed import Typed

if TYPE_CHECKING:
    from flask import Flask


def warm(app: Flask) -> None:
    """Make one full sheet in this process, so that no visitor waits for fonts and templates to load."""
    with app.test_request_context():
        sheet = build(service().catalogue, {"length": ("full",)}, Choices(), Typed())
        service().renderer.warm(render_template("sheet/paper.html", sheet=sheet))
