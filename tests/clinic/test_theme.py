"""A clinic's name, phones, colors and logo: on every page and sheet, and never unreadable."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from PIL import Image

from app.content import CatalogueError
from app.content.checks.theme import MIN_CONTRAST
from app.content.load import load
from app.content.theme import PALETTES, contrast
from app.core.choices import Choices
from app.settings import ROOT
from tests.clinic.conftest import CLINIC, DAY, NAME, NIGHT, picture, with_clinic
from tests.pdf.conftest import pages, printing
from tests.pdf.test_paper import in_margins
from tests.web.page import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.linter import LintingClient

PATHS = (
    "/",
    "/step/stage",
    "/check",
    "/questions",
    "/questions/more",
    "/sheet",
    "/ready",
    "/about",
    "/privacy",
    "/nowhere",
)


@pytest.mark.parametrize("path", PATHS)
def test_branding_is_on_every_page(client: LintingClient, path: str) -> None:
    client.get("/questions")
    client.get(path)
    (line,) = client.page.of_class("clinic")
    assert text_of(line) == f"{NAME} · Day: {DAY} · Night and weekend: {NIGHT}"
    (logo,) = [image for image in client.page.all("img") if image.get("class") == "logo"]
    assert (logo.get("src", "").partition("?")[0], logo.get("alt")) == ("/logo.png", NAME)
    assert [link.get("href", "") for link in client.page.all("link")][-1].startswith("/theme.css?v=")


def test_the_colors_reach_light_and_dark_pages(client: LintingClient) -> None:
    css = client.get("/theme.css").text
    light, dark = re.findall(r":root \{ --accent: (#\w+); --link: #\w+; --tint: #\w+; \}", css)
    assert (light, dark) == ("#5b2a86", "#d9b8ff")
    assert css.index(light) < css.index("prefers-color-scheme: dark") < css.index(dark)


def test_theme_files_are_publicly_cacheable(client: LintingClient) -> None:
    for path in ("/theme.css", "/logo.png"):
        answered = client.get(path)
        assert answered.headers["Cache-Control"] == "public, max-age=3600"
        assert "Set-Cookie" not in answered.headers
    client.get("/")
    addresses = [element.get("href") or element.get("src") for element in client.page.all("link", "img")]
    for address in filter(None, addresses):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(("length", "most"), [("short", 2), ("medium", 4)])
@pytest.mark.parametrize("size", ["standard", "giant"])
def test_sheet_branding_adds_no_page(client: LintingClient, length: str, most: int, size: str) -> None:
    client.get("/step/what-matters")
    client.post(
        "/step/what-matters",
        data={"length": length, "csrf_token": client.page.by_id["csrf_token"].get("value")},
    )
    client.get("/sheet")
    form = {"paper": "a4", "size": size, "csrf_token": client.page.by_id["csrf_token"].get("value")}
    client.post("/sheet", data={**form, "parts": "tell_team"})
    pdf = client.get("/sheet.pdf").data
    text = pages(pdf)
    assert NAME in text[0]
    assert NIGHT in text[0]
    assert size == "giant" or len(text) <= most
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert b"/Figure" in pdf or b"/Image" in pdf


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_longest_clinic_names_stay_on_the_paper(tmp_path: Path, size: str, paper: str) -> None:
    clinic = CLINIC
    for text, letter in ((NAME, "W"), (DAY, "M"), (NIGHT, "W"), ("St. Example, Main Street 1", "M")):
        clinic = clinic.replace(text, letter * 80)
    file = tmp_path / "mine.yaml"
    file.write_text(with_clinic(clinic), encoding="utf-8")
    file.with_name("logo.png").write_bytes(picture())
    with printing(file) as printed:
        pdf, _, _ = printed({}, Choices(size=size, paper=paper, parts=("warning_card",)))
    assert not any(in_margins(pdf))


def test_the_sheet_as_a_page_shows_the_logo_too(client: LintingClient) -> None:
    client.get("/questions")
    client.get("/sheet/page")
    (logo,) = client.page.all("img")
    assert logo.get("src", "").startswith("/logo.png?v=")
    assert NAME in client.get("/sheet.txt").text


def faults(tmp_path: Path, clinic: str, logo: bytes | None = None) -> list[str]:
    file = tmp_path / "mine.yaml"
    file.write_text(with_clinic(clinic), encoding="utf-8")
    if logo is not None:
        file.with_name("logo.png").write_bytes(logo)
    try:
        load(file)
    except CatalogueError as error:
        return [str(fault) for fault in error.issues]
    return []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("#5b2a86", "#a98fd0", "must be 4.5 or more; take a darker color"),
        ("#d9b8ff", "#5b2a86", "must be 4.5 or more; take a lighter color"),
        ("#5b2a86", "purple", "this is not written as it must be (here: 'purple')"),
        ("logo.png", "../secret.png", "this is not written as it must be"),
        ("logo.png", "none.png", "the logo cannot be read: No such file"),
        (NAME, "A" * 81, "longer than 80 characters"),
    ],
)
def test_invalid_theme_is_reported_with_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    (found,) = faults(tmp_path, CLINIC.replace(old, new), picture())
    assert words in found
    first = with_clinic(CLINIC)[: with_clinic(CLINIC).index("clinic:\n")].count("\n") + 1
    assert int(found.split(":")[1]) - first in range(len(CLINIC.splitlines()))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """Return a PNG of gray pixels, with what stands between its head and its end."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


PIXELS = zlib.compress(bytes(8 * 9))  # eight rows of eight, each behind the number of its filter
WHOLE = png(8, 8, chunk(b"IDAT", PIXELS))
BOMB = b"k\0\0" + zlib.compress(bytes(60_000_000), 9)


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        (b"GIF89a", "a PNG picture of at most 80,000 bytes"),
        (b"", "a PNG picture of at most 80,000 bytes"),
        (picture(kind="JPEG"), "a PNG picture of at most 80,000 bytes"),
        (picture() + b"x" * 200_000, "a PNG picture of at most 80,000 bytes"),
        (picture(3000, 10), "at most 2000 pixels a side"),
        (picture(mode="I;16"), "8 bits for each gray, not 16"),
        (png(60_000, 60_000, chunk(b"IDAT", PIXELS)), "at most 2000 pixels a side"),
        (png(0, 0, chunk(b"IDAT", PIXELS)), "empty, cut off or damaged"),
        (png(8, 0, chunk(b"IDAT", PIXELS)), "empty, cut off or damaged"),
        (png(8, 8), "empty, cut off or damaged"),
        (png(8, 8, chunk(b"IDAT", b"")), "empty, cut off or damaged"),
        (png(8, 8, chunk(b"IDAT", b"no pixels")), "empty, cut off or damaged"),
        (png(8, 8, chunk(b"IDAT", PIXELS)[:-1] + b"?"), "empty, cut off or damaged"),
        (png(8, 8, chunk(b"zTXt", BOMB), chunk(b"IDAT", PIXELS)), "empty, cut off or damaged"),
    ],
    ids=range(14),
)
def test_a_logo_that_is_no_small_png_is_told(tmp_path: Path, logo: bytes, words: str) -> None:
    (found,) = faults(tmp_path, CLINIC, logo)
    place, _, said = found.partition(": ")
    assert said.startswith("the logo must")
    assert said.endswith(f"{words}; save it once more as such a PNG file")
    line = (tmp_path / "mine.yaml").read_text(encoding="utf-8").splitlines()[int(place.split(":")[1]) - 1]
    assert line[int(place.split(":")[2]) - 1 :].startswith("logo.png")


@pytest.mark.parametrize("left", [8, 20, 33, 50, len(WHOLE) - 13, len(WHOLE) - 12, len(WHOLE) - 1])
def test_a_logo_that_is_cut_off_is_told(tmp_path: Path, left: int) -> None:
    assert faults(tmp_path, CLINIC, WHOLE) == []
    assert len(faults(tmp_path, CLINIC, WHOLE[:left])) == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_the_logo_is_not_smoothed(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(with_clinic(CLINIC), encoding="utf-8")
    Image.new(mode, (60, 20)).save(file.with_name("logo.png"))
    with printing(file) as printed:
        pdf, _, _ = printed({})
    with pikepdf.open(BytesIO(pdf)) as document:
        pictures = [each for each in document.objects if is_picture(each)]
    assert pictures
    assert not any(bool(each.get("/Interpolate")) for each in pictures)  # ISO 19005-3, 6.2.8


def is_picture(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"


def test_palettes_match_css_and_have_contrast() -> None:
    css = (ROOT / "static" / "site.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#\w+)", each))
        for each in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    )
    for ground, own in ((PALETTES["accent"], light), (PALETTES["accent_dark"], {**light, **dark})):
        for name, color in ground.items():
            short = own[name]
            assert color == (short if len(short) == 7 else "#" + "".join(2 * digit for digit in short[1:]))
        assert contrast(own["accent"], ground["paper"]) >= MIN_CONTRAST
