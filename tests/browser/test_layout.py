"""Layout on small screens, at high zoom and with wide text spacing; contrast; forced colors; print."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.settings import ROOT
from tests.browser.person import CATALOGUE, OWN_BOX, PAPER, PAPER_OF_CAREGIVER, arrived, option, press
from tests.browser.states import MAIN, STATES, State, after_two_visits, by_name

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

    from tests.browser.conftest import Visits

SITE_CSS = (ROOT / "static" / "site.css").read_text(encoding="utf-8")
FAULTS = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
SMALLEST = {"smallest": 24, "action": 44}  # WCAG 2.5.8; our own minimum for buttons and options
SIZES: dict[str, ViewportSize] = {
    "small phone": {"width": 320, "height": 640},
    "400 % zoom": {"width": 320, "height": 256},
    "desk": {"width": 1280, "height": 1024},
}
WIDE_LETTERS = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""  # WCAG 1.4.12


def faults(page: Page) -> list[str]:
    found: list[str] = page.evaluate(FAULTS, SMALLEST)
    return found


def faults_at_all_sizes(page: Page, letters: str) -> list[str]:
    page.evaluate("async () => { await document.fonts.ready }")  # letters of another font have another height
    found = []
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        found += [f"{name}, {letters}: {fault}" for fault in faults(page)]
    return found


@pytest.mark.parametrize("state", STATES, ids=by_name)
def test_layout_holds_at_all_sizes(visits: Visits, state: State) -> None:
    page = visits.look(state.who, "sizes")
    state.open(page)
    found = faults_at_all_sizes(page, "as it is")
    page.add_style_tag(content=WIDE_LETTERS)
    found += faults_at_all_sizes(page, "wide letters")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        (".option label { white-space: nowrap }", "scrolls sideways"),
        ("h1 { margin-left: -50px }", "cut off at the edge"),
        ("button { width: 60px; white-space: nowrap }", "comes out of its box"),
        (".why { height: 8px; overflow: hidden }", "clipped"),
        ("legend { margin-bottom: -60px }", "lie on each other"),
        ("footer li a { padding: 0; font-size: 10px }", "smaller than 24"),
        ("button { min-height: 0; padding: 0 }", "smaller than 44"),
        (".option, .option input { min-height: 0; height: 30px }", "smaller than 44"),
    ],
)
def test_injected_layout_fault_is_found(visits: Visits, css: str, fault: str) -> None:
    page = visits.look("patient", "sizes")
    page.goto("/step/what-matters")
    page.set_viewport_size(SIZES["small phone"])
    assert faults(page) == []
    page.add_style_tag(content=css)
    assert any(line.startswith(fault) for line in faults(page))


LONG = ("https://clinic.example/trials/car-t/how-to-take-part-and-what-it-costs?from=home&page=2", "W" * 200)


@pytest.mark.parametrize(
    "path", ["/questions", "/questions/order", "/after", "/sheet/page", "/sheet/message"]
)
def test_long_words_of_own_questions_stay_on_the_page(visits: Visits, path: str) -> None:
    page = visits.look("nobody", "sizes")
    page.set_viewport_size(SIZES["small phone"])
    page.goto("/questions")
    for text in LONG:
        page.get_by_label(OWN_BOX).fill(text)
        press(page, "Add")
    page.goto(path)
    assert LONG[1][:30] in page.content()
    assert faults(page) == []


GAP = """() => {
  const box = name => document.querySelector(name).getBoundingClientRect()
  const link = box('.earlier a'), button = box('.earlier button')
  return Math.max(button.left - link.right, button.top - link.bottom)
}"""


@pytest.mark.parametrize("width", [320, 360])
def test_a_button_beside_a_link_does_not_touch_it(visits: Visits, width: int) -> None:
    page = visits.look("patient", "sizes")
    after_two_visits(page)
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate(GAP) >= 3


# --- Contrast: every color property of site.css against its backgrounds ------------------------------

TEXT, SHAPE = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
PAIRS = (
    # foreground, background, minimum contrast
    ("ink", "paper", TEXT),
    ("ink", "card", TEXT),
    ("ink", "tint", TEXT),
    ("quiet", "paper", TEXT),
    ("quiet", "card", TEXT),
    ("quiet", "tint", TEXT),
    ("link", "paper", TEXT),
    ("link", "card", TEXT),
    ("link", "tint", TEXT),
    ("wrong", "paper", TEXT),
    ("wrong", "card", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-focus", "focus", TEXT),
    ("line", "card", SHAPE),  # border of an input, inside
    ("line", "paper", SHAPE),  # and outside
    ("accent", "card", SHAPE),  # checked options
    ("accent", "paper", SHAPE),
    ("accent", "tint", SHAPE),
)
DECORATION = {"soft"}  # decorative lines and borders
ONE_COLOR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,8})\b")


def colors_of(css: str) -> dict[str, dict[str, str]]:
    """Return the colors by name, light and dark; dark inherits what it does not set."""
    light, dark = re.findall(r":root\s*\{(.*?)\}", css, re.DOTALL)
    return {"light": dict(ONE_COLOR.findall(light)), "dark": dict(ONE_COLOR.findall(light + dark))}


COLORS = colors_of(SITE_CSS)


def from_hex(color: str) -> tuple[float, ...]:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))


def from_rgb(color: str) -> tuple[float, ...]:
    return tuple(float(part) for part in re.findall(r"[\d.]+", color)[:3])


def luminance(color: tuple[float, ...]) -> float:
    """The relative luminance as WCAG defines it."""
    parts = [part / 255 for part in color]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert contrast(from_hex("#000"), from_hex("#ffffff")) == pytest.approx(21)
    assert contrast(from_hex("#777777"), from_rgb("rgb(255, 255, 255)")) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", COLORS)
@pytest.mark.parametrize(("front", "behind", "least"), PAIRS, ids=str)
def test_every_pair_of_colors_has_contrast_enough(scheme: str, front: str, behind: str, least: float) -> None:
    assert contrast(from_hex(COLORS[scheme][front]), from_hex(COLORS[scheme][behind])) >= least


@pytest.mark.parametrize("scheme", COLORS)
def test_every_color_is_in_a_pair(scheme: str) -> None:
    assert set(COLORS[scheme]) == {name for pair in PAIRS for name in pair[:2]} | DECORATION


def test_every_color_of_the_styles_has_a_name() -> None:
    """A literal color would escape the pairs. Print and forced colors are exceptions."""
    rules = re.sub(
        r":root\s*\{.*?\}|@media (print|\(forced-colors: active\)) \{.*?\n\}", "", SITE_CSS, flags=re.DOTALL
    )
    assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|(?:rgb|hsl)a?\(", rules) == []


@pytest.mark.parametrize("scheme", COLORS)
def test_the_pages_wear_these_colors(visits: Visits, scheme: str) -> None:
    page = visits.look("nobody", scheme)
    page.goto("/privacy")
    ink = page.evaluate("() => getComputedStyle(document.body).color")
    paper = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    names = COLORS[scheme]
    assert (from_rgb(ink), from_rgb(paper)) == (from_hex(names["ink"]), from_hex(names["paper"]))


# --- Forced colors -----------------------------------------------------------------------------------

# Every visible text with its color and the nearest background color; blanks and boxes are heard only.
WORN = """() => {
  const found = new Set()
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!own || !element.checkVisibility() || element.closest('.hidden, .blank, .box')) continue
    let behind = element
    while (behind.parentElement && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
      behind = behind.parentElement
    found.add([getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].join('|'))
  }
  return [...found]
}"""


@pytest.mark.parametrize("state", MAIN, ids=by_name)
def test_texts_can_be_read_in_forced_colors(visits: Visits, state: State) -> None:
    page = visits.look(state.who, "forced")
    state.open(page)
    worn = [pair.split("|") for pair in page.evaluate(WORN)]
    assert worn
    assert [pair for pair in worn if contrast(*map(from_rgb, pair)) < TEXT] == []


MARK = """box => {
  const mark = getComputedStyle(box, '::after'), own = getComputedStyle(box)
  return {
    content: mark.content, border: own.borderColor, background: own.backgroundColor, width: own.borderWidth,
    mark: box.type === 'radio' ? mark.backgroundColor : mark.borderRightColor,
  }
}"""


def mark(box: Locator) -> dict[str, str]:
    found: dict[str, str] = box.evaluate(MARK)
    return found


@pytest.mark.parametrize("colors", ["light", "dark", "forced"])
@pytest.mark.parametrize(
    ("path", "field", "value"),
    [("/step/stage", "stage", "deciding"), ("/step/health", "conditions", "heart")],
)
def test_what_is_ticked_looks_so(visits: Visits, path: str, field: str, value: str, colors: str) -> None:
    page = visits.look("nobody", colors)
    page.goto(path)
    box = option(page, field, value)
    before = mark(box)
    assert before["content"] == "none"
    assert contrast(from_rgb(before["border"]), from_rgb(before["background"])) >= SHAPE
    box.check()
    after = mark(box)
    assert after["content"] != "none"
    assert (after["border"], after["width"]) != (before["border"], before["width"])
    assert contrast(from_rgb(after["mark"]), from_rgb(after["background"])) >= SHAPE
    assert contrast(from_rgb(after["border"]), from_rgb(after["background"])) >= SHAPE


@pytest.mark.parametrize("colors", ["light", "dark", "forced"])
def test_the_chosen_length_looks_different(visits: Visits, colors: str) -> None:
    page = visits.look("patient", colors)
    page.goto("/questions")
    widths = (
        page.get_by_role("group", name="How long should it be?")
        .get_by_role("button")
        .evaluate_all("all => all.map(button => getComputedStyle(button).borderWidth)")
    )
    assert sorted(widths.count(width) for width in set(widths)) == [1, 2]


# --- Print -------------------------------------------------------------------------------------------

INCH = 72
FAINT = 16  # of 256 shades of gray: edges are smoothed in another way
LETTER, A4 = (8.5 * INCH, 11 * INCH), (210 / 25.4 * INCH, 297 / 25.4 * INCH)


@pytest.mark.parametrize(("who", "paper"), [("patient", LETTER), ("caregiver", A4)])
def test_sheet_page_prints_without_navigation(visits: Visits, who: str, paper: tuple[float, float]) -> None:
    page = visits.look(who)
    page.goto("/sheet/page")
    arrived(page, PAPER if who == "patient" else PAPER_OF_CAREGIVER)
    printed = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        boxes = [[float(part) for part in sheet.mediabox] for sheet in pdf.pages]
    assert len(boxes) > 1
    for box in boxes:
        assert box == pytest.approx([0, 0, *paper], abs=1)
    command = ["pdftotext", "-raw", "-", "-"]
    words = subprocess.run(command, input=printed, capture_output=True, check=True).stdout.decode()
    assert "Download the PDF" not in words
    assert CATALOGUE.paper.purpose in " ".join(words.split())


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_the_web_page_prints_black_on_white(visits: Visits, colors: str) -> None:
    page = visits.look("patient", colors)
    page.goto("/sheet/page")
    navigation = page.get_by_role("navigation")
    assert navigation.is_visible()
    page.emulate_media(media="print")
    try:
        assert not navigation.is_visible()
        assert {pair.split("|")[0] for pair in page.evaluate(WORN)} == {"rgb(0, 0, 0)"}
    finally:
        page.emulate_media(media="null")


def test_the_web_page_prints_alike_without_backgrounds(visits: Visits) -> None:
    """Browsers leave them out unless told, and darken white text for it."""
    page = visits.look("patient")
    page.goto("/sheet/page")
    command = ["pdftoppm", "-r", "40", "-gray", "-"]
    pdfs = [page.pdf(print_background=shown) for shown in (True, False)]
    with_them, without = (
        subprocess.run(command, input=pdf, capture_output=True, check=True).stdout for pdf in pdfs
    )
    assert len(with_them) == len(without)
    assert max(abs(one - other) for one, other in zip(with_them, without, strict=True)) < FAINT
