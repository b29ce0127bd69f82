"""A clinic's name, phones, colors and logo: on every page and sheet, and never unreadable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import page
import pytest

from app.content import CatalogueError
from app.content.checks.theme import MIN_CONTRAST
from app.content.load import load
from app.content.theme import PALETTES, contrast
from app.settings import ROOT
from tests.clinic.conftest import CLINIC, DAY, NAME, NIGHT, picture, with_clinic
from tests.pdf.conftest import pages
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
    assert (logo.get("src"), logo.get("alt")) == ("/logo.png", NAME)
    assert [link.get("href") for link in client.page.all("link")][-1] == "/theme.css"


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


def test_the_sheet_as_a_page_shows_the_logo_too(client: LintingClient) -> None:
    client.get("/questions")
    client.get("/sheet/page")
    (logo,) = client.page.all("img")
    assert logo.get("src") == "/logo.png"
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


@pytest.mark.parametrize(
    "logo", [b"GIF89a", b"", picture(kind="JPEG"), picture(3000, 10), picture() + b"x" * 200_000]
)
def test_a_logo_that_is_no_small_png_is_told(tmp_path: Path, logo: bytes) -> None:
    (found,) = faults(tmp_path, CLINIC, logo)
    place, _, words = found.partition(": ")
    assert words.startswith("the logo must")
    assert words.endswith("; put the picture beside this file")
    line = (tmp_path / "mine.yaml").read_text(encoding="utf-8").splitlines()[int(place.split(":")[1]) - 1]
    assert line[int(place.split(":")[2]) - 1 :].startswith("logo.png")


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
