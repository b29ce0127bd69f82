"""All that a host may set, read from the environment."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from app.environment import (
    SettingsError,
    check_names,
    check_temporary_folder,
    is_trial,
    number,
    path_prefix,
    switch,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
QUESTIONS = ROOT / "questions.yaml"
CPU_SHARE = Path("/sys/fs/cgroup/cpu.max")


@dataclass(frozen=True)
class Settings:
    """The settings of the app. `keys`: the first seals, every one opens. `prefix`: as "/questions", or "".

    `all_languages`: those that are not offered, too.
    """

    keys: tuple[str, ...]
    questions_file: Path = QUESTIONS
    proxies: int = 0
    pdfs: int = 1
    prefix: str = ""
    read_filled_in: bool = True
    all_languages: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str], instance: Path) -> Settings:
        """Read the environment.

        SECRET_KEYS     Fernet keys, separated by commas; without them production does not start
        APP_MODE        `trial` makes a key once, in the instance folder, and serves languages that are not
                        offered; `production` is the same as nothing
        QUESTIONS_FILE  another catalogue
        PDFS            how many PDFs are made at once (as many as there are cores)
        PREFIX          the path that every address begins with, such as /question-sheet; also SCRIPT_NAME
        PROXIES         how many proxies in front set X-Forwarded-* headers (0)
        READ_FILLED_IN  whether the fields of a PDF that comes back are read (1), which takes pikepdf

        Raises SettingsError.
        """
        check_names(env)
        check_temporary_folder(env)
        keys = tuple(key.strip() for key in env.get("SECRET_KEYS", "").split(",") if key.strip())
        # Only a trial may make its own key: in production each copy would seal with another one.
        if is_trial(env) and not keys:
            keys = (_key_in(instance),)
        if not keys:
            raise SettingsError("SECRET_KEYS is not set. Make a key with `make key` and set it.")
        for place, key in enumerate(keys, 1):
            _check_key(key, f"Key {place} of SECRET_KEYS", "Make one with `make key`.")
        return cls(
            keys=keys,
            questions_file=questions_file(env),
            proxies=number(env, "PROXIES", 0),
            pdfs=number(env, "PDFS", cores(), least=1),
            prefix=path_prefix(env),
            read_filled_in=switch(env, "READ_FILLED_IN", default=True),
            all_languages=is_trial(env),
        )


def questions_file(env: Mapping[str, str]) -> Path:
    """Return the catalogue that QUESTIONS_FILE names, or our own: for the app and for every command."""
    return Path(env.get("QUESTIONS_FILE") or QUESTIONS)


def workers(env: Mapping[str, str]) -> int:
    """Return WORKERS, the number of processes. Raises SettingsError.

    By default as many as there are cores, and one to go on while another is replaced.
    """
    return number(env, "WORKERS", max(2, cores()), least=1)


def cores() -> int:
    """Return how many cores this process may use; the share of a container counts (cgroup version 2)."""
    # macOS has no affinity.
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        share, of = CPU_SHARE.read_text(encoding="ascii").split()
        return max(1, min(here, int(share) // int(of)))
    except (OSError, ValueError):  # not in a container, or in one without a limit ("max")
        return here


def _check_key(key: str, name: str, advice: str) -> None:
    try:
        Fernet(key)
    except ValueError:
        raise SettingsError(f"{name} is not 32 bytes in URL-safe base64 (44 characters). {advice}") from None


def _key_in(instance: Path) -> str:
    """Return the trial key of this machine; make it, readable by its owner only, the first time."""
    path = instance / "key"
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make_key(path)
    key = path.read_text(encoding="ascii", errors="replace").strip()
    _check_key(key, f"The trial key in {path}", "Remove the file, and start again.")
    return key


def _make_key(path: Path) -> None:
    """Write a new key, unless another process was first. A link appears with a whole key behind it."""
    with NamedTemporaryFile(dir=path.parent) as file:  # mode 600
        _write_down(file.fileno(), Fernet.generate_key())
        try:
            os.link(file.name, path)
        except FileExistsError:
            return
        except OSError:  # exFAT, shared folders and some network mounts have no hard links
            _copy_key(Path(file.name), path)


def _copy_key(made: Path, path: Path) -> None:
    """Write a key where no link can be made: another start may find the file empty, and says so."""
    with suppress(FileExistsError):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
        with os.fdopen(file, "wb"):
            _write_down(file, made.read_bytes())


def _write_down(file: int, key: bytes) -> None:
    """Write a key so that no power cut leaves a file without it."""
    os.write(file, key)
    os.fsync(file)
