"""Finds and configures the Chromium that browser tests and benchmarks run."""

from __future__ import annotations

import os
import shutil

import pytest

CANDIDATES = (os.environ.get("CHROMIUM", ""), "chromium-headless-shell", "chromium")
LAUNCH_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


def chromium_path() -> str:
    """Return the path of $CHROMIUM, the headless shell (it starts faster) or Chromium, whichever is first."""
    found = next(filter(None, map(shutil.which, CANDIDATES)), None)
    return found or pytest.fail(
        "Chromium is not installed; install it: apt-get install chromium-headless-shell"
    )
