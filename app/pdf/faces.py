"""The faces of the bundled fonts, opened at start: nothing is read from a temporary file later."""

from __future__ import annotations

import signal
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from app.content.fonts import BOLD_FONT, TEXT_FONT, WIDE_BOLD_FONT, WIDE_FONT
from app.pdf.weasyprint_patches import HTMLWithOwnDefaults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint import Document
    from weasyprint.urls import URLFetcher

FACES = (
    ("Sheet", 400, TEXT_FONT),
    ("Sheet", 700, BOLD_FONT),
    ("Wide", 400, WIDE_FONT),
    ("Wide", 700, WIDE_BOLD_FONT),
)
RULES = "\n".join(
    f"@font-face {{ font-family: {family}; src: url(asset:{file}); font-weight: {weight} }}"
    for family, weight, file in FACES
)
SPECIMEN = '<html lang="en"><title>Fonts</title>' + "".join(
    f'<p style="font: {weight} 12pt {family}">a</p>' for family, weight, _file in FACES
)
"""A document that needs every face. Pango opens a file once for all sizes, and keeps it open."""
ENDING = {signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM}


def open_faces(fetcher: URLFetcher) -> FontConfiguration:
    """Return a font configuration with every face open. Raises OSError if one cannot be opened."""
    fonts = FontConfiguration()
    with _unpacking():
        CSS(string=RULES, font_config=fonts, url_fetcher=fetcher)
        specimen = HTMLWithOwnDefaults(SPECIMEN, CSS(string=""), fetcher).render(font_config=fonts)
        specimen.write_pdf()
        check_opened(specimen)
        # Instead of a face that is missing, Pango takes another font, or the other weight.
        opened = {font.file_content: (font.family, font.weight) for font in specimen.fonts.values()}
        if missing := {family for family, weight, _file in FACES if (family, weight) not in opened.values()}:
            raise OSError(f"no font {', '.join(sorted(missing))}")
    return fonts


def check_opened(document: Document) -> None:
    """Raise OSError if the file of a font that is used could not be opened: its text would be blank."""
    if closed := {font.family for font in document.fonts.values() if not font.glyph_count}:
        raise OSError(f"a font file cannot be opened: {', '.join(sorted(closed))}")


@contextmanager
def _unpacking() -> Iterator[None]:
    """Let WeasyPrint unpack fonts in the block, in a folder that only this user can read, and remove it.

    WeasyPrint's own folder lasts as long as its font configuration, and longer where the interpreter ends
    without collecting it. Signals wait: one that ended the process would leave the folder behind.
    """
    place, mask = tempfile.tempdir, signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        with tempfile.TemporaryDirectory(prefix="question-sheet-") as folder:
            tempfile.tempdir = folder
            yield
    except OSError as error:
        raise OSError(
            f"The fonts of the PDF cannot be unpacked: {error.strerror or error}. "
            "Set TMPDIR to a folder with 1 MB to write."
        ) from None
    finally:
        tempfile.tempdir = place
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
