"""What a reload finds beside faults of the catalogue. tests/server/test_reload.py has those."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.content.fonts import BOLD_FONT, FOLDER
from app.web.warm import renewed
from tests.catalogues import JOURNEY_FILE
from tests.conftest import serving

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


def test_a_font_that_was_damaged_meanwhile_is_found(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    del app  # its fonts have been read
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / BOLD_FONT).write_bytes(b"no font")
    monkeypatch.setattr("app.content.fonts.FOLDER", tmp_path)
    with pytest.raises(SystemExit, match=BOLD_FONT):
        renewed(lambda: serving(JOURNEY_FILE, keys))
