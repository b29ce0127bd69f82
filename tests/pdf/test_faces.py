"""Fonts are open from the start on: no file is read later, and what cannot be printed is an error."""

from __future__ import annotations

import errno
import os
import signal
import stat
import tempfile
import threading
from typing import TYPE_CHECKING, Any

import pytest
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from app.content.fonts import WIDE_BOLD_FONT, WIDE_FONT
from app.content.types import SIZES
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.pdf import PdfError, Renderer, faces, renderer
from app.pdf.assets import AssetFetcher
from app.pdf.render_process import open_fonts
from app.web.service import EXTENSION
from tests.pdf.conftest import poppler
from tools.walk.typed import NAMES, printed_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask

    from tests.pdf.conftest import Print

IN_EVERY_FACE = "".join(
    f'<p style="font: {weight} {points}pt {family}">{" ".join(NAMES)}</p>'
    for family in ("Sheet", "Wide")
    for weight in (400, 700)
    for points in (7.5, 12, 47)
)
PAGE = f'<html lang="en"><head><title>Names</title></head><body>{IN_EVERY_FACE}</body></html>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that nothing else uses."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def each_time(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Call a function each time that WeasyPrint has unpacked a font."""
    unpack = FontConfiguration.add_font_face

    def unpack_and_look(self: FontConfiguration, *args: Any) -> None:
        unpack(self, *args)
        then()

    monkeypatch.setattr(FontConfiguration, "add_font_face", unpack_and_look)


@pytest.mark.parametrize("stylesheet", ["sheet.css", "review.css"])
def test_all_faces_print_after_the_files_are_gone(folder: Path, stylesheet: str) -> None:
    made = Renderer(stylesheet)
    assert list(folder.iterdir()) == []
    pdf = made.render(PAGE)
    assert set(NAMES) <= printed_words(pdf)
    rows = poppler("pdffonts", pdf).decode().splitlines()[2:]
    assert {row.split()[0].split("+")[1] for row in rows} >= {"Sheet", "Sheet-Bold", "Wide", "Wide-Bold"}
    assert all(" yes yes yes" in row for row in rows)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", SIZES)
def test_typed_names_print_at_every_size(printed: Print, size: str) -> None:
    typed = FreeText(own=(" ".join(NAMES),), visit_with=NAMES[1])
    choices = Choices.model_validate({"size": size, "starred": ("own-1",)})
    assert set(NAMES) <= printed_words(printed({}, choices, typed)[0])


def test_only_the_owner_can_read_the_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    each_time(monkeypatch, lambda: seen.extend(each.stat().st_mode for each in folder.iterdir()))
    Renderer()
    assert len(seen) == len(faces.FACES)
    assert {stat.filemode(mode) for mode in seen} == {"drwx------"}


@pytest.mark.parametrize("number", sorted(faces.ENDING))
def test_signal_waits_until_the_folder_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    left: list[list[Path]] = []
    before = signal.signal(number, lambda *_: left.append(list(folder.iterdir())))
    each_time(monkeypatch, lambda: signal.pthread_kill(threading.main_thread().ident or 0, number))
    try:
        Renderer()
    finally:
        signal.signal(number, before)
    assert left == [[]]
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, []) & faces.ENDING


@pytest.mark.parametrize("file", [WIDE_FONT, WIDE_BOLD_FONT])
@pytest.mark.parametrize("damaged", [0, 1000])
def test_font_that_cannot_be_read_ends_the_start(
    monkeypatch: pytest.MonkeyPatch, folder: Path, damaged: int, file: str
) -> None:
    fetch = AssetFetcher.fetch

    def fetch_damaged(self: AssetFetcher, url: str, headers: None = None) -> URLFetcherResponse:
        response = fetch(self, url, headers)
        if url == f"asset:{file}":
            return URLFetcherResponse(url, response.read(damaged), {"Content-Type": "font/ttf"})
        return response

    monkeypatch.setattr(AssetFetcher, "fetch", fetch_damaged)
    with pytest.raises(OSError, match="Wide"):
        Renderer()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", SIZES)
def test_font_that_is_not_open_is_an_error(monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    # As if the specimen had not opened the wide font, and its file were gone.
    monkeypatch.setattr(faces, "SPECIMEN", faces.SPECIMEN.replace("Wide", "Sheet"))
    monkeypatch.setattr(faces, "FACES", faces.FACES[:2])
    made = Renderer()
    with pytest.raises(PdfError, match="OSError"):
        made.render(PAGE.replace("<html ", f'<html class="{size}" '))


@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
)
def test_unusable_folder_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, fault: OSError) -> None:
    def failing(**_named: object) -> None:
        raise fault

    monkeypatch.setattr(tempfile, "TemporaryDirectory", failing)
    with pytest.raises(OSError, match=r"Set TMPDIR to a folder") as raised:
        Renderer()
    assert str(fault.strerror) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_each_process_has_fonts_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[FontConfiguration] = []
    make = FontConfiguration.__init__

    def count(self: FontConfiguration) -> None:
        made.append(self)
        make(self)

    monkeypatch.setattr(FontConfiguration, "__init__", count)
    paper = Renderer()
    pdf = paper.render(PAGE)
    assert len(made) == 1
    monkeypatch.setattr(os, "getpid", lambda: 1)
    assert [paper.render(PAGE), paper.render(PAGE)] == [pdf, pdf]
    assert len(made) == 2


def test_a_copy_without_fonts_serves_the_rest(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(_fetcher: AssetFetcher) -> None:
        raise OSError("the fonts cannot be unpacked")

    monkeypatch.setattr(renderer, "open_faces", failing)
    monkeypatch.setattr(os, "getpid", lambda: 1)
    open_fonts(app.extensions[EXTENSION].renderer)
    assert caplog.messages == ["the fonts cannot be unpacked"]
    client = app.test_client()
    assert client.get("/").status_code == 200
    client.worst = 599  # type: ignore[attr-defined]  # the linter of responses accepts the error page
    assert client.get("/blank.pdf?size=giant").status_code == 503
