"""Debian's Chromium, for the tests that need a real browser; its headless shell starts twice as fast."""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS = (os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


def program() -> str:
    """Return the path of the browser: what CHROMIUM names, the headless shell, or the whole browser."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or pytest.fail("no Chromium is here; install it: apt-get install chromium-headless-shell")
