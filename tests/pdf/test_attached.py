"""A saved sheet is found in every file that still holds it, and no file costs much time or memory."""

from __future__ import annotations

import io
import random
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from weasyprint import HTML

from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.saved import MOST_BYTES, START, SavedSheet, SavedSheetError
from app.pdf.attached import HEADER_WITHIN, LARGEST_FILE, MOST_COPIES, MOST_STREAMS, find
from app.pdf.compose.attachment import attach
from app.pdf.compose.file import File

if TYPE_CHECKING:
    from collections.abc import Callable

SAVED = SavedSheet(
    answers={"role": ("patient",)}, choices=Choices(added=("diet",)), free_text=FreeText(own=("Zoë?",))
).to_json()
OTHER = SAVED.replace(b"patient", b"caregiver")


def pdf_with(*saved: bytes) -> bytes:
    file = File()
    pages = file.reserve()
    page = file.add(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % pages)
    file.set(pages, b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % page)
    carried = b"".join(attach(file, each) for each in saved[:1])
    for other in saved[1:]:
        attach(file, other)
    catalog = file.add(b"<</Type/Catalog/Pages %d 0 R%s>>" % (pages, carried))
    return file.written(catalog, file.add(b"<<>>"))


def stream(data: bytes) -> bytes:
    return b"\n1 0 obj\n<< /Length 9 >>stream\n" + data + b"\nendstream\nendobj\n"


MADE = pdf_with(SAVED)


def by_pikepdf(**how: Any) -> Callable[[bytes], bytes]:
    def rewritten(pdf: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            opened.save(out, **how)
        return out.getvalue()

    return rewritten


def test_what_was_attached_is_found() -> None:
    assert find(MADE) == SAVED


@pytest.mark.parametrize(
    "rewritten",
    [
        by_pikepdf(),
        by_pikepdf(linearize=True),
        by_pikepdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        by_pikepdf(compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all),
        by_pikepdf(recompress_flate=True),
        lambda pdf: pdf * (MOST_COPIES + 1),
        lambda pdf: b" " * (HEADER_WITHIN - len(b"%PDF-")) + pdf,
        lambda pdf: pdf.replace(b"stream\n", b"stream\r\n"),
    ],
    ids=["copied", "linear", "packed", "plain", "anew", "many", "behind", "crlf"],
)
def test_a_rewritten_file_still_holds_it(rewritten: Callable[[bytes], bytes]) -> None:
    assert find(rewritten(MADE)) == SAVED


HEAD = b"%PDF-1.7\n"


@pytest.mark.parametrize(
    ("pdf", "fault"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a letter in Word", "no_pdf"),
        (b"x" * LARGEST_FILE + b"x", "too_large"),
        (HTML(string="<p>Page").write_pdf(), "nothing_saved"),
        (HEAD + b"/Producer (Skia/PDF m120)", "printed"),
        (HEAD + b"/Producer (Microsoft: Print To PDF)", "printed"),
        (by_pikepdf(encryption=pikepdf.Encryption(owner="o", user="u"))(MADE), "locked"),
        (pdf_with(SAVED, OTHER), "two"),
        (b" " * HEADER_WITHIN + MADE, "no_pdf"),
        (HEAD + stream(SAVED) * 9 + stream(OTHER), "two"),
        (HEAD + b"<<>>stream\n" + SAVED, "cut"),
        (HEAD + stream(zlib.compress(SAVED)[:-9]), "cut"),
        (HEAD + stream(zlib.compress(START + b" " * 2 * MOST_BYTES)), "cut"),
        (HEAD + stream(b"") * MOST_STREAMS + stream(SAVED), "nothing_saved"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_holds_none_is_told_apart(pdf: bytes, fault: str) -> None:
    with pytest.raises(SavedSheetError) as error:
        find(pdf)
    assert error.value.fault == fault


def test_a_damaged_file_gives_the_whole_sheet_or_none() -> None:
    chance = random.Random(20261126)  # noqa: S311  not for secrets
    for _ in range(500):
        damaged = bytearray(MADE)
        for _ in range(chance.randint(1, 40)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cuts = sorted(chance.sample(range(len(damaged)), 2))
        damaged = damaged[: cuts[0]] + damaged[cuts[1] :] if chance.random() < 0.5 else damaged
        try:
            assert find(bytes(damaged)) == SAVED
        except SavedSheetError:
            continue


def test_bombs_are_not_inflated() -> None:
    bomb = zlib.compress(START + b" " * 50_000_000, 9)
    nested = stream(zlib.compress(bomb, 9))
    for pdf in (HEAD + stream(bomb), HEAD + nested * 100):
        with pytest.raises(SavedSheetError):
            find(pdf[:LARGEST_FILE])
