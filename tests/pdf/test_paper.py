from __future__ import annotations

import datetime as dt
import logging
import re
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest

from app.content.fonts import bundled_fonts
from app.core.choices import Choices
from app.core.free_text import (
    MAX_COLUMN_LENGTH,
    MAX_COLUMNS,
    MAX_NAME_LENGTH,
    MAX_OWN_QUESTIONS,
    MAX_QUESTION_LENGTH,
    FreeText,
    clean,
)
from app.core.sheet.parts import compared, sources_of
from app.settings import ROOT
from tests.catalogues import journey
from tests.pdf.conftest import Print, pages, poppler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.answers import OptionsByField
    from app.core.sheet import Sheet

JOURNEY = journey()
FONTS = bundled_fonts()
ALL_PARTS = Choices(parts=tuple(JOURNEY.parts), starred=("when-to-call", "own-1"))
FULL = FreeText(
    own=("Can he swim?", "And the dog?"), visit_date=dt.date(2026, 11, 26), visit_with="Dr. Nguyễn"
)
VARIANTS: dict[str, OptionsByField] = {
    "nothing said": {},
    "patient, short": {"stage": ("deciding",), "therapy": ("car_t",)},
    "caregiver, medium": {"role": ("caregiver",), "length": ("medium",), "stage": ("first_month",)},
    "after treatment, all": {"length": ("full",), "stage": ("long_term",), "show_sensitive": ("yes",)},
}


@pytest.mark.parametrize("said", VARIANTS.values(), ids=VARIANTS)
@pytest.mark.parametrize(
    "choices", [Choices(), ALL_PARTS, Choices(paper="a4", parts=())], ids=["usual", "all", "a4"]
)
def test_variants_are_pdf_ua_without_log_output(
    printed: Print, caplog: pytest.LogCaptureFixture, said: OptionsByField, choices: Choices
) -> None:
    with caplog.at_level(logging.WARNING):
        pdf, _, _ = printed(said, choices, FULL)
    assert caplog.records == []
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_fitting_text_stays_on_number_line(printed: Print) -> None:
    """With box and number in the line, all words of this question 7 went to the next one."""
    order = Choices(order=("when-to-call", "goal-of-treatment", "health-problems"))
    pdf, _, sheet = printed({"conditions": ("heart",)}, order)
    assert sheet.printed[6].id == "health-problems"
    rows = poppler("pdftotext", pdf, "-bbox").decode().splitlines()
    number = next(place for place, row in enumerate(rows) if row.endswith(">7.</word>"))
    first, second = (float(row.split('yMin="')[1].split('"')[0]) for row in rows[number : number + 2])
    assert rows[number + 1].endswith(">How</word>")
    assert first == second


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_paper_has_the_size_that_was_chosen(printed: Print, paper: str) -> None:
    info = poppler("pdfinfo", printed({}, Choices(paper=paper))[0]).decode()
    assert f"({paper.replace('a4', 'A4')})" in info


def test_no_question_is_split_over_two_pages(printed: Print) -> None:
    pdf, _, sheet = printed({"length": ("full",)}, Choices(), FULL)
    text = pages(pdf)
    for item in sheet.printed:
        whole = [p for p in text if f"{item.number}. {item.text}"[:60] in p]
        assert len(whole) == 1, item.id
        for hint in item.hints:
            assert hint in whole[0], (item.id, hint)


def test_pages_have_number_and_disclaimer(printed: Print) -> None:
    text = pages(printed({"length": ("medium",)})[0])
    for number, content in enumerate(text, 1):
        assert f"{number} of {len(text)}" in content
        assert JOURNEY.paper.notice in content


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_pages_for_home_stand_behind_the_sheet(printed: Print, size: str, paper: str) -> None:
    choices = Choices(size=size, paper=paper, parts=("warning_card", "check_clinic", "tell_team"))
    alone = pages(printed({}, choices.model_copy(update={"parts": ("tell_team",)}))[0])
    both = pages(printed({}, choices)[0])
    assert [page.split() for page in both[: len(alone)]] == [page.split() for page in alone]
    titles = (JOURNEY.warning_card.title, JOURNEY.boxes.check_clinic.title)
    assert all(title in " ".join(both[len(alone) :]) for title in titles)
    assert not any(f" of {len(alone)}" in page for page in both[len(alone) :])


@pytest.mark.parametrize("stage", ["first_month", "long_term"])
def test_lines_for_notes_end_before_the_card(printed: Print, stage: str) -> None:
    for length in ("short", "medium"):
        text = pages(printed({"stage": (stage,), "length": (length,)}, Choices(parts=("warning_card",)))[0])
        assert JOURNEY.warning_card.title in text[-1]
        assert "About this sheet" in text[-2]
        assert JOURNEY.parts["notes"].title not in text[-1]
        assert "?" not in text[-1]


def test_pdf_is_deterministic(printed: Print) -> None:
    pdf, html, _ = printed({"length": ("medium",)}, ALL_PARTS, FULL)
    assert printed({"length": ("medium",)}, ALL_PARTS, FULL)[0] == pdf
    program = (
        "import sys; from app.pdf import Renderer\n"
        "sys.stdout.buffer.write(Renderer().render(sys.stdin.buffer.read().decode()))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program], input=html.encode(), capture_output=True, check=True, cwd=ROOT
    )
    assert other.stdout == pdf


def structure(pdf: bytes) -> list[tuple[str, str]]:
    """Return (tag, text) of the blocks in the reading order of the tagged PDF."""
    found: list[tuple[str, str]] = []
    for line in poppler("pdfinfo", pdf, "-struct-text").decode().splitlines():
        bare = line.strip()
        if bare.startswith('"'):
            tag, text = found[-1]
            found[-1] = (tag, " ".join(f"{text} {bare[1:-1]}".split()))
        elif not bare.startswith(("Span", "/")):  # neither a run of letters nor what an element says
            found.append((bare.split()[0].rstrip(":"), ""))
    return found


def test_reading_order_is_page_order(printed: Print) -> None:
    pdf, _, sheet = printed({"length": ("medium",)}, ALL_PARTS, FULL)
    read = " ".join(text for _, text in structure(pdf))
    places = [read.find(f"{item.number}. {'TOP 3 ' * item.starred}{item.text}") for item in sheet.printed]
    assert -1 not in places
    assert places == sorted(places)
    assert JOURNEY.paper.notice in read


def headings(sheet: Sheet) -> list[str]:
    """What the second-level headings must be, for a sheet with these two parts."""
    topics = [JOURNEY.topics.get(group.topic, "My own questions") for group in sheet.sections]
    leave = JOURNEY.paper.before_you_leave.title.of(sheet.voice)
    parts = [JOURNEY.parts["tell_team"].title, leave, JOURNEY.parts["words"].title]
    return [*topics, *parts, "About this sheet."]


@pytest.mark.parametrize("starred", [(), ("when-to-call", "own-1")], ids=["none", "two"])
def test_tags_match_the_sheet(printed: Print, starred: tuple[str, ...]) -> None:
    pdf, _, sheet = printed(
        {"length": ("medium",)}, Choices(parts=("tell_team", "words"), starred=starred), FULL
    )
    tags = structure(pdf)
    assert [text.strip() for tag, text in tags if tag == "H1"] == [JOURNEY.paper.title.of(sheet.voice)]
    notes = [JOURNEY.parts["notes"].title] if JOURNEY.parts["notes"].title in pages(pdf)[-1] else []
    assert [text.strip() for tag, text in tags if tag == "H2"] == [*headings(sheet), *notes]
    names = [tag for tag, _ in tags]
    broken = len(pages(pdf)) - 1  # a list that goes on over the page is tagged as two
    assert 0 <= names.count("L") - (len(sheet.sections) + 2) <= broken  # what to do, topics, words
    assert names.count("LI") == len(JOURNEY.paper.tips.of(sheet.voice)) + len(sheet.printed) + len(
        sheet.words
    )


def test_the_paper_is_black_and_white(printed: Print) -> None:
    pixels = poppler("pdftoppm", printed({}, ALL_PARTS, FULL)[0], "-r", "30", "-f", "1", "-l", "1")
    _, _, _, data = pixels.split(b"\n", 3)
    assert data[0::3] == data[1::3] == data[2::3]


def test_fonts_are_embedded_and_nothing_runs(printed: Print) -> None:
    pdf, _, _ = printed({}, ALL_PARTS, FULL)
    rows = poppler("pdffonts", pdf).decode().splitlines()[2:]
    assert {row.split()[0].split("+")[1] for row in rows} == {
        "Sheet", "Sheet-Bold", "Wide"
    }  # fmt: skip
    assert all(" yes yes yes" in row for row in rows)
    assert b"/JavaScript" not in pdf
    assert b"/OpenAction" not in pdf


def test_international_names_are_extractable(printed: Print) -> None:
    names = ["Stanisław Žižek Łódź", "Zoë Ağaoğlu", "Nguyễn Thị Hồng", "Ольга Щукина", "Ελένη"]
    text = "".join(pages(printed({}, Choices(), FreeText(own=tuple(names)))[0])).replace(" ", "")
    assert all(name.replace(" ", "") in text for name in names)


def test_text_that_was_typed_is_never_markup(printed: Print) -> None:
    hostile = (
        "<b>bold</b> & </p>",
        "{{ 7*7 }} {% raw %}",
        "<img src='file:///etc/passwd'>",
        "___ [ ]",
        "\\a url(x)",
    )
    pdf, html, _ = printed({}, Choices(), FreeText(own=hostile, visit_with="<script>"))
    text = " ".join(pages(pdf))
    assert all(words in text for words in (*hostile, "<script>"))
    assert "<script>" not in html


def test_one_endless_word_stays_inside_the_page(printed: Print) -> None:
    pdf, _, _ = printed({}, Choices(), FreeText(own=("W" * MAX_QUESTION_LENGTH,)))
    text = poppler("pdftotext", pdf, "-bbox").decode()
    right = [float(line.split('xMax="')[1].split('"')[0]) for line in text.splitlines() if "xMax" in line]
    assert max(right) < 612 - 30


def test_links_lead_only_to_public_sources(printed: Print) -> None:
    pdf, _, sheet = printed({"length": ("full",)}, ALL_PARTS)
    urls = {row.split()[-1] for row in poppler("pdfinfo", pdf, "-url").decode().splitlines()[1:]}
    assert urls == {source.link for source in sources_of(sheet) if source.link}
    hidden = {source.address for source in JOURNEY.sources if source.address and not source.show_link}
    assert not urls & hidden


def test_metadata_is_not_personal(printed: Print) -> None:
    pdf, html, _ = printed({"diagnosis": ("myeloma",)}, Choices(), FULL)
    info = poppler("pdfinfo", pdf).decode()
    title = f"{JOURNEY.paper.title.patient} \N{EN DASH} {JOURNEY.name}"
    assert f"Title:           {title}\n" in info
    assert '<html lang="en" class="standard">' in html
    assert "Keep this sheet private." in pages(pdf)[-1]


def height(pdf: bytes, word: str) -> float:
    """Return how high poppler finds the box of a word, which goes with the size of its letters."""
    rows = poppler("pdftotext", pdf, "-bbox").decode().splitlines()
    row = next(row for row in rows if row.endswith(f">{word}</word>"))
    return float(row.split('yMax="')[1].split('"')[0]) - float(row.split('yMin="')[1].split('"')[0])


@pytest.mark.parametrize(("size", "points"), [("standard", 14), ("large", 18), ("giant", 24)])
def test_letters_have_the_size_that_was_chosen(printed: Print, size: str, points: int) -> None:
    small = height(printed({})[0], "scale")  # of a hint
    pdf, _, _ = printed({}, Choices.model_validate({"size": size}))
    assert height(pdf, "someone") / small == pytest.approx(points / 12, rel=0.01)
    assert height(pdf, "scale") >= small


def test_notes_space_adds_no_page(printed: Print) -> None:
    for size in ("standard", "large", "giant"):
        for length in ("short", "medium"):
            text = pages(printed({"length": (length,)}, Choices.model_validate({"size": size}))[0])
            assert "About this sheet" in text[-1]


def test_notes_part_adds_one_page(printed: Print) -> None:
    without, wanted = (pages(printed({}, Choices(parts=parts))[0]) for parts in ((), ("notes",)))
    assert len(wanted) == len(without) + 1
    assert "About this sheet" in wanted[-2]


def test_comparison_has_rows_of_the_catalogue(printed: Print) -> None:
    typed = FreeText(columns=("CAR T here", "Łódź trial", "Wait"))
    pdf, _, sheet = printed({"role": ("caregiver",)}, Choices(parts=("compare",)), typed)
    rows = compared(sheet)
    assert [row.number for row in rows] == [1, 2]
    tags = structure(pdf)
    heads = " ".join(text for tag, text in tags if tag == "TH").replace("  ", " ")
    asked = [f"{row.ask} ({row.number})" for row in rows]
    other = JOURNEY.comparison.other if JOURNEY.comparison else ""
    assert heads == " ".join(["Question", *typed.columns, other, *asked])
    assert [tag for tag, _ in tags].count("TR") == 1 + len(rows)
    assert pages(pdf)[-1].count("of 100") == 4


def test_care_team_page_shows_top_question(printed: Print) -> None:
    pdf, _, sheet = printed({"stage": ("deciding",)}, Choices(parts=("handover",), starred=("when-to-call",)))
    team = next(text for text in pages(pdf) if "For the care team" in text)
    assert sheet.top[0].text in team
    assert "Meeting a team or deciding" in team
    assert all(line in team for line in JOURNEY.parts["handover"].lines)


def test_the_outline_leads_to_every_topic(printed: Print) -> None:
    pdf, _, sheet = printed({"length": ("medium",)})
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        titles = [entry.title for entry in outline.root[0].children]
    topics = [JOURNEY.topics[group.topic] for group in sheet.groups]
    assert [title for title in titles if title in topics] == topics


NAUGHTY = (ROOT / "tests" / "catalogues" / "naughty.txt").read_text(encoding="utf-8").split("\n%\n")


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_is_refused_or_printed(
    printed: Print, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    kept = clean(text)
    if FONTS.unprintable(kept):
        return
    pdf, _, _ = printed(
        {},
        Choices(parts=("compare",), starred=("own-1",)),
        FreeText(own=(kept,), visit_with=kept[:60], columns=(kept[:40],)),
    )
    assert caplog.records == []
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert kept.replace(" ", "")[:30] in "".join(pages(pdf)).replace(" ", "")


EVERYTHING: OptionsByField = {"length": ("full",), "show_sensitive": ("yes",)}
MARGINS = {1: (19, 12), 0: (12, 19)}  # mm to the left and right of what is printed, on odd and even pages
BEHIND = (16, 16)  # on pages that are not counted; on Letter there is more
DOTS = 4  # a mm


@pytest.mark.parametrize("stage", ["deciding", "long_term"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_nothing_is_printed_in_the_margins(printed: Print, size: str, paper: str, stage: str) -> None:
    every = tuple(question.id for question in JOURNEY.questions)
    choices = Choices(size=size, paper=paper, parts=tuple(JOURNEY.parts), added=every, starred=every[:2])
    pdf, _, _ = printed({**EVERYTHING, "stage": (stage,)}, choices, FULL)
    full = {number: ink for number, ink in enumerate(in_margins(pdf), 1) if ink}
    assert full == {}


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("size", ["standard", "large", "giant"])
@pytest.mark.parametrize("letter", ["W", "Ж"], ids=["text font", "wide font"])
def test_longest_names_stay_on_the_paper(printed: Print, size: str, paper: str, letter: str) -> None:
    longest = FreeText(
        own=(letter * MAX_QUESTION_LENGTH,) * MAX_OWN_QUESTIONS,
        visit_with=letter * MAX_NAME_LENGTH,
        columns=(letter * MAX_COLUMN_LENGTH,) * MAX_COLUMNS,
    )
    starred = ("own-1", "own-2", "own-3")
    choices = Choices(size=size, paper=paper, parts=("compare", "handover"), starred=starred)
    pdf, _, _ = printed({}, choices, longest)
    assert "".join(pages(pdf)).replace(" ", "").count(letter) >= MAX_NAME_LENGTH + 5 * MAX_QUESTION_LENGTH
    assert not any(in_margins(pdf))


def test_mixed_letters_use_no_other_font(printed: Print) -> None:
    # The text font has ≥ and √, the wide one has the Cyrillic letters.
    pdf, _, _ = printed({}, Choices(), FreeText(own=("Ольга ≥ 5 √",), visit_with="Ж ≤"))
    fonts = poppler("pdffonts", pdf).decode()
    assert set(re.findall(r"\w+\+(\S+)", fonts)) == {"Sheet", "Sheet-Bold", "Wide", "Wide-Bold"}
    assert "≥ 5 √" in pages(pdf)[-1]


def in_margins(pdf: bytes) -> Iterator[tuple[int, ...]]:
    """Yield for each page the rows, in mm from the top, that have ink in the left or right margin."""
    pictures = poppler("pdftoppm", pdf, "-r", str(DOTS * 25.4), "-gray")
    for number, text in enumerate(pages(pdf), 1):
        _, size, _, dots = pictures.split(b"\n", 3)
        width, height = map(int, size.split())
        margins = MARGINS[number % 2] if re.search(r"\d+ of \d+$", text) else BEHIND
        dots, pictures = dots[: width * height], dots[width * height :]
        left, right = (mm * DOTS - DOTS // 2 for mm in margins)
        rows = (dots[row * width : (row + 1) * width] for row in range(height))
        yield tuple(
            row // DOTS for row, line in enumerate(rows) if min(line[:left] + line[width - right :]) < 128
        )
