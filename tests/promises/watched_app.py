"""Runs a complete visit and prints its side effects as JSON: `python -m tests.promises.watched_app FOLDER`.

FOLDER is home, cache and temporary folder of this process, so that no other process writes there.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from cryptography.fernet import Fernet

from app import create_app
from app.pdf import PdfError, Renderer
from app.pdf.attached import LARGEST_FILE
from app.settings import ROOT, Settings
from app.web.service import EXTENSION, Service
from app.web.warm import warm
from tests.catalogues import JOURNEY_FILE
from tests.promises.hooks import Watch
from tests.promises.marks import PATH, fill_everything
from tests.web.linter import LintingClient
from tests.web.test_journey import AFTER, LOOK, ROUTES
from tests.web.test_open import filled, open_file
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

UPLOAD = b'--x\r\nContent-Disposition: form-data; name="own-1"; filename="a"\r\n\r\n' + b"a" * 60_000
LARGE = b'--x\r\nContent-Disposition: form-data; name="sheet"; filename="a"\r\n\r\n' + bytes(LARGEST_FILE)


class _LogRecorder(logging.Handler):
    """Keeps log lines in memory: writing them to the console would count as a side effect."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def warm_app() -> Flask:
    app = create_app(Settings((Fernet.generate_key().decode(),), JOURNEY_FILE))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    warm(app)
    return app


def visit(app: Flask) -> set[int]:
    """Visit all pages, submit all forms and cause all errors; return the statuses seen."""
    client = LintingClient(app, app.response_class, use_cookies=True)
    client.worst = 599
    visitor = Visitor(client)
    fill_everything(visitor, cast("Service", app.extensions[EXTENSION]).catalogue)
    met = {
        client.get(address).status_code
        for address in sorted({*ROUTES.values(), *LOOK.values(), *AFTER.values()})
    }
    bring_back(visitor)
    met |= errors(app, client)
    visitor.open("/clear")
    visitor.press("Clear my answers")
    return met | {visitor.first.status_code}


def bring_back(visitor: Visitor) -> None:
    """Open a sheet that was filled in, write on, and make the next one."""
    typed = filled(
        visitor.client.get("/sheet-to-fill-in.pdf").data, {"leave-1": "Call.", "asked-own-1": True}
    )
    open_file(visitor, typed, "Open, and write down what I heard")
    assert "What you typed into the file is below." in visitor.page.text
    visitor.press("Make my summary")
    visitor.press("Make my next sheet")
    assert "This is your next sheet." in visitor.page.text


def errors(app: Flask, client: LintingClient) -> set[int]:
    def failing(*_given: object) -> NoReturn:
        raise RuntimeError

    def without_paper(*_given: object, **_named: object) -> NoReturn:
        raise PdfError

    app.view_functions["about.about"] = failing
    render, Renderer.render = Renderer.render, without_paper  # type: ignore[method-assign]
    answered = [
        client.get(f"/{PATH}"),
        client.post("/about"),
        client.post("/questions", data={"own-1": "x" * 70_000}),
        client.post("/questions", data=UPLOAD, content_type="multipart/form-data; boundary=x"),
        client.post("/open", data=LARGE + b"\r\n--x--", content_type="multipart/form-data; boundary=x"),
        client.post("/questions", headers={"Sec-Fetch-Site": "cross-site"}),
        client.get("/about"),
        client.get("/sheet.pdf"),
    ]
    Renderer.render = render  # type: ignore[method-assign]
    return {response.status_code for response in answered}


def main(folder: Path) -> None:
    recorder = _LogRecorder()
    logging.getLogger().addHandler(recorder)
    app = warm_app()
    watch = Watch([folder, ROOT / "app", ROOT / "templates", ROOT / "static", ROOT / "instance"])
    watch.begin()
    met = visit(app)
    left = watch.done()
    sys.stdout.write(json.dumps({"left": left, "met": sorted(met), "log": recorder.lines}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
