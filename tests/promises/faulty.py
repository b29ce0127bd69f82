"""The app with an injected fault: one page raises an exception that contains the data of the request."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from flask import request

from app import create_app

if TYPE_CHECKING:
    from flask import Flask

FAULTY = "/accessibility"


def failing() -> NoReturn:
    raise RuntimeError(f"{request.full_path} {request.headers} {request.remote_addr}")


def app_with_a_fault() -> Flask:
    app = create_app()
    app.view_functions["about.accessibility"] = failing
    return app
