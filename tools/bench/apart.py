"""Runs a measurement in a process of its own, so that none leaves memory or settings to the next one."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from cryptography.fernet import Fernet

from app import create_app
from app.settings import QUESTIONS, Settings
from app.web.ahead import sheets_ahead
from app.web.service import EXTENSION
from app.web.warm import warm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

Given = ParamSpec("Given")
Made = TypeVar("Made")

KEY = Fernet.generate_key().decode()


def apart(work: Callable[Given, Made], *args: Given.args, **options: Given.kwargs) -> Made:
    """Return what a function of a module returns in a new process."""
    with process() as pool:
        return pool.submit(work, *args, **options).result()


def process() -> ProcessPoolExecutor:
    """Return a new process, which has started, to work while this one measures."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    pool.submit(len, "").result()
    return pool


def lay_out_ahead(app: Flask) -> float:
    """Lay out what a render process does while nobody wants a PDF, and return the processor seconds."""
    before, renderer = time.process_time(), app.extensions[EXTENSION].renderer
    for _few in renderer.ahead(sheets_ahead(app)):
        pass
    return time.process_time() - before


def warm_app(questions: Path = QUESTIONS) -> Flask:
    """Return the app as a server has it before its processes fork."""
    app = create_app(Settings((KEY,), questions))
    warm(app)
    return app
