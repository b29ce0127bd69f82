"""Sheets that are composed of blocks, beside the same sheets as WeasyPrint alone makes them."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from flask import current_app
from pydyf import Stream

from app.content.fonts import Fonts
from app.content.types import SIZES
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.pdf import Drafts, PdfError, Renderer, late_fonts
from app.pdf.compose import kept, layout, letters, taker
from app.pdf.compose.kept import key_of
from app.pdf.compose.letters import USUAL
from app.pdf.fields import finish_fields
from app.settings import ROOT
from app.web.drafts import drafts
from app.web.service import service
from tests.catalogues import journey
from tests.pdf.conftest import Print, pages
from tests.pdf.oracle import alone, tags, words
from tests.pdf.test_paper import structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.pdf.compose import Composer
    from app.pdf.compose.kept import Key

JOURNEY = journey()
TYPED = FreeText(
    own=("Can he swim?", "Как дела, doctor?", "Żółw?"),
    visit_date=dt.date(2026, 11, 26),
    visit_with="Dr. Nguyễn",
    columns=("CAR T here", "Łódź trial"),
)
SAID = {"length": ("medium",), "stage": ("deciding",), "diagnosis": ("myeloma",), "therapy": ("car_t",)}
ALL = Choices(parts=tuple(JOURNEY.parts), starred=("when-to-call", "own-1"))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("size", SIZES)
def test_words_and_tags_are_those_of_weasyprint(printed: Print, size: str, paper: str) -> None:
    composed, html, _ = printed(SAID, ALL.model_copy(update={"size": size, "paper": paper}), TYPED)
    oracle = alone(html)
    assert words(composed, html) == words(oracle, html)
    assert not tags(composed) - tags(oracle)
    assert len(pages(composed)) <= len(pages(oracle))


def test_list_over_pages_is_one_list(printed: Print) -> None:
    pdf, _, sheet = printed({"length": ("full",)}, Choices(parts=("words",)))
    names = [tag for tag, _ in structure(pdf)]
    groups = len(sheet.word_groups)
    assert names.count("L") == 1 + len(sheet.sections) + groups
    assert names.count("Part") == 1


@pytest.mark.parametrize("height", [940, 952, 958])
def test_frame_that_ends_in_the_margin_is_printed(printed: Print, height: int) -> None:
    _, html, _ = printed({}, Choices(parts=("warning_card",)))
    before, card, behind = html.partition('<section class="card">')
    text = behind.partition("<!--end-->")
    tall = f'{before}{card}<div style="height: {height}px">Tall</div></section><!--end-->{text[2]}'
    composed = Renderer().render(tall)
    assert len(pages(composed)) == len(pages(alone(tall)))
    assert pages(composed)[-1].startswith("Tall")


def composer() -> Composer:
    return service().renderer._composer  # noqa: SLF001


def test_bytes_do_not_depend_on_what_was_printed_before(printed: Print) -> None:
    others = [SAID, {**SAID, "length": ("short",)}, {"role": ("caregiver",), "stage": ("first_month",)}]
    made = [printed(said, ALL, typed) for said in others for typed in (FreeText(), TYPED)]
    late = Renderer()
    for pdf, html, _ in reversed(made):
        assert late.render(html) == pdf
        assert Renderer().render(html) == pdf
        assert late.render(html) == pdf


def test_of_too_long_versions_the_first_of_the_shortest_is_printed(printed: Print) -> None:
    long, short = (printed({"length": (length,)})[1] for length in ("full", "short"))
    bare = short.replace('<div class="line"></div>', "")
    render = service().renderer.render
    assert len({*map(render, (long, short, bare))}) == 3
    assert render(Drafts([long, short, bare], most_pages=0)) == render(short)
    assert render(Drafts([long, short, bare], most_pages=99)) == render(long)


@pytest.fixture
def kept_texts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Iterator[str]]:
    """Return the lines of the HTML of blocks that are kept, of those that a test has composed."""
    known: dict[Key, str] = {}

    def noted(*texts: str, to_fill_in: bool) -> Key:
        key = key_of(*texts, to_fill_in=to_fill_in)
        known[key] = "\n".join(texts)
        return key

    monkeypatch.setattr(layout, "key_of", noted)
    return lambda: chain.from_iterable(
        text.split("\n") for key, text in known.items() if key in composer().stock.blocks.kept
    )


@pytest.mark.parametrize("to_fill_in", [False, True])
def test_nothing_typed_and_no_two_answers_are_kept(
    printed: Print, kept_texts: Callable[[], Iterator[str]], *, to_fill_in: bool
) -> None:
    _, _, sheet = printed(SAID, ALL, TYPED)
    service().renderer.render(drafts(sheet, to_fill_in=to_fill_in), to_fill_in=to_fill_in)
    texts = "\n".join(kept_texts())
    assert sheet.printed[0].text in texts
    for typed in (*TYPED.own, TYPED.visit_with, *TYPED.columns, "26", sheet.situation_line):
        assert typed not in texts.replace("2026", ""), typed
    named = [item.name for item in sheet.top]
    assert not any(name in line and "segment" in line for name in named for line in kept_texts())


def test_rows_that_are_kept_are_lines_of_the_catalogue(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_templates: dict[str, Any] = current_app.jinja_env.globals
    kept_rows, asked = of_templates["rows_to_fill_in"], set[str]()

    def noted(text: str, em: float) -> object:
        asked.add(text)
        return kept_rows(text, em)

    monkeypatch.setitem(of_templates, "rows_to_fill_in", noted)
    for length in ("medium", "full"):
        _, _, sheet = printed({**SAID, "length": (length,)}, ALL, TYPED)
    wordings = chain.from_iterable(each.wordings for each in sheet.catalogue.questions)
    lines = {line for each in wordings for line in (*each.fill_in, *each.fill_in_full)}
    assert asked & lines
    assert asked <= lines | {*sheet.catalogue.paper.before_you_leave.lines.of(sheet.voice)}


def test_two_answers_under_a_question_are_not_kept(
    printed: Print, kept_texts: Callable[[], Iterator[str]]
) -> None:
    several = {**SAID, "current_meds": ("steroid", "blood_thinner")}
    _, html, sheet = printed(several)
    about = [line for item in sheet.printed for line in item.about if ", " in line]
    texts = "\n".join(kept_texts())
    assert all(line.replace("'", "&#39;") in html and line not in texts for line in about)


def test_kept_blocks_are_bounded(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    _, html, _ = printed(SAID)
    monkeypatch.setattr(kept, "MOST", 5)
    renderer = Renderer()
    pdf = renderer.render(html)
    assert len(renderer._composer.stock.blocks.kept) == 5  # noqa: SLF001
    assert renderer.render(html) == pdf


@pytest.mark.parametrize(("typed", "count"), [("Can he swim?", 0), ("नमस्ते?", 1)])
def test_fonts_are_made_for_unusual_letters_only(
    printed: Print, monkeypatch: pytest.MonkeyPatch, typed: str, count: int
) -> None:
    _, html, _ = printed(SAID, typed=FreeText(own=(typed,)))  # what is the same for everyone is kept now
    made: list[object] = []

    def noted(*args: object) -> object:
        made.append(args)
        return late_fonts.make_fonts(*args)

    monkeypatch.setattr(taker, "make_fonts", noted)
    service().renderer.render(html)
    assert len(made) == count


def test_letters_that_no_set_has_come_with_the_sheet(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf, html, _ = printed(SAID, ALL, TYPED)
    monkeypatch.setattr(letters, "USUAL", "abc")
    monkeypatch.setattr(letters, "SCRIPTS", ())
    monkeypatch.setattr(letters, "bundled_fonts", lambda: Fonts(frozenset(), frozenset(), {}))
    one, other = (Renderer().render(html) for _ in range(2))
    assert one == other != pdf
    assert words(one, html) == words(pdf, html)


def test_unknown_shape_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Stream.begin_marked_content

    def begin_otherwise(self: Stream, tag: str, properties: dict[str, int] | None = None) -> None:
        begin(self, tag, {"MCID": properties["MCID"] + 1} if properties else None)

    monkeypatch.setattr(Stream, "begin_marked_content", begin_otherwise)
    with pytest.raises(PdfError, match="NotComposableError"):
        Renderer().warm("<html lang='en'><title>Never drawn</title></html>")


def test_unknown_fields_end_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "finish_fields", lambda pdf, _places: finish_fields(pdf, ()))
    with pytest.raises(PdfError):
        Renderer().warm("<html lang='en'><title>Never drawn</title></html>")


def test_catalogue_needs_the_usual_letters_only() -> None:
    for file in ("questions.yaml", "translations/es/content.po", "translations/pt/content.po"):
        assert set((ROOT / file).read_text(encoding="utf-8")) - set("\n") <= set(USUAL)
