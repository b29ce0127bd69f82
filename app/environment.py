"""Reads single variables of the environment. What is wrong with one is a SettingsError of one line."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = (
    "SECRET_KEYS",
    "APP_MODE",
    "QUESTIONS_FILE",
    "PDFS",
    "PREFIX",
    "PROXIES",
    "BIND",
    "WORKERS",
    "READ_FILLED_IN",
)
MODES = ("trial", "production")
MOST = 1000  # of anything that is counted: a number with a digit too many would exhaust the machine
MAX_PORT = 65_535
PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*")
# A path, an open file, or host and port; either of the two may be left out.
ADDRESS = re.compile(r"unix:.+|fd://\d{1,5}|(?:\[[\dA-Fa-f:.]+\]|[\w.-]*)(?::(?P<port>\d{1,5}))?")
# How alike two names are if one is the other, mistyped: WORKER and WORKERS, but not APP_CODE and APP_MODE.
ALIKE = 0.9


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


def number(env: Mapping[str, str], name: str, default: int, least: int = 0) -> int:
    given = env.get(name) or str(default)
    # Longer ones are not parsed: int() refuses thousands of digits with an error of its own.
    digits = given.isascii() and given.isdecimal() and len(given) <= len(str(MOST))
    if not digits or not least <= int(given) <= MOST:
        raise SettingsError(f"{name} must be a number of {least} or more, up to {MOST}, not {given[:40]!r}.")
    return int(given)


def switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    given = env.get(name) or str(int(default))
    if given not in {"0", "1"}:
        raise SettingsError(f"{name} must be 0 (off) or 1 (on), not {given[:40]!r}.")
    return given == "1"


def is_trial(env: Mapping[str, str]) -> bool:
    """Return whether APP_MODE is `trial`. It may also be `production`, or not be set, which is the same."""
    mode = env.get("APP_MODE") or "production"
    if mode not in MODES:
        raise SettingsError(f"APP_MODE must be {' or '.join(MODES)}, or not be set, not {mode!r}.")
    return mode == "trial"


def path_prefix(env: Mapping[str, str]) -> str:
    """Return the path that every address begins with, such as "/questions"; "" at the root of a host.

    SCRIPT_NAME is gunicorn's own variable for the same.
    """
    given = {name: env[name].rstrip("/") for name in ("PREFIX", "SCRIPT_NAME") if env.get(name)}
    for name, prefix in given.items():
        if not PREFIX.fullmatch(prefix):
            raise SettingsError(
                f"{name} must be a path such as /question-sheet (a-z, A-Z, 0-9 and .-_~), not {env[name]!r}."
            )
    if len(set(given.values())) > 1:
        raise SettingsError("PREFIX and SCRIPT_NAME differ. Set PREFIX only.")
    return next(iter(given.values()), "")


def addresses(env: Mapping[str, str]) -> list[str]:
    """Return where gunicorn listens: what BIND names, with commas between."""
    given = env.get("BIND") or "127.0.0.1:8000"
    written = [ADDRESS.fullmatch(each) for each in given.split(",")]
    if not all(each and int(each["port"] or 0) <= MAX_PORT for each in written):
        raise SettingsError(
            f"BIND must be such as 127.0.0.1:8000, [::]:8000 or unix:/run/sheet.sock, not {given!r}."
        )
    return given.split(",")


def check_names(env: Mapping[str, str]) -> None:
    """Raise SettingsError if a variable is one of ours mistyped, and ours is not set."""
    for name in NAMES:
        others = [other for other in env if other not in NAMES]
        if not env.get(name) and (alike := get_close_matches(name, others, 1, ALIKE)):
            raise SettingsError(f"{alike[0]} is not a setting. Is it {name}?")


def check_temporary_folder(env: Mapping[str, str]) -> None:
    """Raise SettingsError if TMPDIR is no folder to write to. Python would silently take another one."""
    given = env.get("TMPDIR")
    if given and not (Path(given).is_dir() and os.access(given, os.W_OK | os.X_OK)):
        raise SettingsError(f"TMPDIR must be a folder that the app may write to, not {given!r}.")
