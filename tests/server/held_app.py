"""The app with a renderer that waits for a lock on the file HELD_BY, and then returns what is no PDF."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING

from app import create_app as _create_app
from app.pdf import Renderer

if TYPE_CHECKING:
    from flask import Flask

MADE = b"%PDF-held"


def create_app() -> Flask:
    app = _create_app()
    render, master = Renderer.render, os.getpid()

    def held(self: Renderer, html: object, **named: object) -> bytes:
        if os.getpid() == master:  # the sheet that is made at start
            return render(self, html, **named)  # type: ignore[arg-type]
        with Path(os.environ["HELD_BY"]).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
        return MADE

    Renderer.render = held  # type: ignore[method-assign]
    return app
