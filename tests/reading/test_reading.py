"""The words are plain: what a person has to read needs no more than eight years of school."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.content.checks.glossary import glossary_issues
from app.content.readability import length, sentences, syllables
from app.content.terms import stands_in, with_short_terms
from app.content.voices import VOICES
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import available_questions, build_sheet
from tests.oracles.states import catalogue_of, every_page
from tests.reading.measure import grade, syllables_for_textstat
from tests.web.page import Page, classes, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from flask import Flask

    from app.content import Catalogue
    from app.content.voices import Voice
    from app.core.sheet import Item

GRADE, GRADE_OF_WHY = 8, 9
GRADE_OF_WHOLE = 6  # of all questions, all reasons, all hints: some of them are hard, most must not be
GRADE_WITH_TERMS = 12  # of a single text with the terms that are explained beside it
LONGEST_SENTENCE, LONGEST_HINT = 20, 12

# Left out on the pages: titles of sources, the questions (they are read by themselves), what a person typed.
NOT_OURS_TO_SAY = {"sources", "questions"}
NOT_READ = {"details", "textarea"}
INLINE = {"a", "strong", "em", "span", "b", "i", "abbr"}
ENDS = re.compile(r"[.!?…:][”)]*$")


@pytest.fixture(scope="session")
def catalogue(real_app: Flask) -> Catalogue:
    return catalogue_of(real_app)


@pytest.fixture(scope="session")
def pages(real_app: Flask) -> dict[str, list[str]]:
    """Return the texts in `<main>` by page; the paper is no page of the interface."""
    mains = {name: Page(html).all("main")[0] for name, html in every_page(real_app).items()}
    return {name: list(blocks(main)) for name, main in mains.items() if not name.startswith("paper")}


def blocks(element: Element) -> Iterator[str]:
    """Yield each paragraph, item, heading, label and button by itself."""
    text: list[str] = []
    for part in _parts(element):
        if part is not None:
            text.append(part)
        elif words := " ".join("".join(text).split()):
            yield words
        if part is None:
            text = []


def _parts(element: Element) -> Iterator[str | None]:
    """Yield pieces of text, and None where a block begins or ends."""
    if element.tag in NOT_READ or classes(element) & NOT_OURS_TO_SAY:
        return
    apart = element.tag not in INLINE
    if apart:
        yield None
    yield element.text or ""
    for child in element:
        yield from _parts(child)
        yield child.tail or ""
    if apart:
        yield None


def prose(texts: list[str]) -> str:
    """Put texts together, each with an end: a heading or an item of a list is a sentence of its own."""
    return "\n".join(text if ENDS.search(text) else f"{text}." for text in texts)


def asked(catalogue: Catalogue, voice: Voice) -> dict[str, str]:
    """Return the questions in one voice, each wording by itself."""
    return {
        f"{question.id}, wording {number}": text
        for question in catalogue.questions
        for number, wording in enumerate(question.wordings, 1)
        if (text := wording.ask.of(voice)) is not None
    }


def reasons(catalogue: Catalogue) -> dict[str, str]:
    """Return why a question is asked, in each of its wordings."""
    return {
        f"{question.id}, wording {number}": question.why_of(wording)
        for question in catalogue.questions
        for number, wording in enumerate(question.wordings, 1)
    }


def hints(catalogue: Catalogue, voice: Voice) -> list[str]:
    wordings = [wording for question in catalogue.questions for wording in question.wordings]
    return [hint for wording in wordings for hint in wording.hints.of(voice)]


def cards(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the lines of each version of the warning signs card."""
    card = catalogue.warning_card
    found = {}
    for number, version in enumerate(card.versions, 1):
        lines = [card.title, version.head, card.if_no_answer]
        for level in version.levels:
            lines += [level.call, level.say]
            for group in level.groups:
                lines += [group.heading, *group.signs]
        found[f"card {number}"] = [line for line in lines if line]
    return found


def texts(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return what else the catalogue says to people, voice by voice: boxes, notes, heads of the paper."""
    found = {f"box {name}": [box.title, *box.items] for name, box in catalogue.boxes}
    for name, value in catalogue.texts:
        found[f"text {name}"] = [value] if isinstance(value, str) else list(value)
    for voice in VOICES:
        found[f"heads, {voice}"] = [line.text.of(voice) for line in catalogue.head]
        for number, notice in enumerate(catalogue.not_covered, 1):
            found[f"not covered {number}, {voice}"] = [notice.title, *notice.text.of(voice)]
    found["look again"] = [notice.text for notice in catalogue.look_again]
    found["words"] = [word.plain for word in catalogue.words]
    del found["text picture"]  # the name of a file
    return {name: [line for line in lines if line] for name, lines in found.items() if any(lines)}


def terms(catalogue: Catalogue, name: str) -> list[str]:
    """Return the terms that are explained with a question."""
    return [catalogue.word[word].term for word in catalogue.question[name.partition(",")[0]].words]


def on_the_page(catalogue: Catalogue) -> list[Item]:
    """Return what the page "Your questions" holds for someone who said nothing."""
    sheet = build_sheet(Answers.of(catalogue, {}), Choices(), FreeText())
    free = available_questions(sheet)
    groups = [*sheet.groups, *free.groups]
    return [item for group in groups for item in group.items] + list(free.sensitive)


def too_hard(catalogue: Catalogue, read: Mapping[str, str], highest: float) -> list[str]:
    """Name the texts above a grade. A term that is explained with its question counts as short."""
    grades = {
        name: grade(with_short_terms(text, terms(catalogue, name), "en")) for name, text in read.items()
    }
    return [f"{name}: {grades[name]}: {text}" for name, text in read.items() if grades[name] > highest]


def too_long(texts: Mapping[str, list[str]]) -> list[str]:
    return [
        f"{name}: {length(sentence)} words: {sentence}"
        for name, parts in texts.items()
        for text in parts
        for sentence in sentences(text)
        if length(sentence) > LONGEST_SENTENCE
    ]


# --- Whole texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("voice", VOICES)
def test_the_questions_as_a_whole_are_plain(catalogue: Catalogue, voice: Voice) -> None:
    assert grade(prose([*asked(catalogue, voice).values()])) <= GRADE_OF_WHOLE


def test_the_reasons_as_a_whole_are_plain(catalogue: Catalogue) -> None:
    assert grade(prose([*reasons(catalogue).values()])) <= GRADE_OF_WHOLE


@pytest.mark.parametrize("voice", VOICES)
def test_what_a_good_answer_covers_is_plain_as_a_whole(catalogue: Catalogue, voice: Voice) -> None:
    assert grade(prose(hints(catalogue, voice))) <= GRADE_OF_WHOLE


def test_the_words_explained_are_plain_as_a_whole(catalogue: Catalogue) -> None:
    assert grade(prose([word.plain for word in catalogue.words])) <= GRADE_OF_WHOLE


def test_each_warning_signs_card_is_plain(catalogue: Catalogue) -> None:
    assert not [name for name, lines in cards(catalogue).items() if grade(prose(lines)) > GRADE_OF_WHOLE]


def test_each_other_text_is_plain(catalogue: Catalogue) -> None:
    grades = {name: grade(prose(lines)) for name, lines in texts(catalogue).items()}
    assert not [f"{name}: {value}" for name, value in grades.items() if value > GRADE]


def test_each_page_is_plain(pages: dict[str, list[str]]) -> None:
    """A page is read twice: with its headings, labels and options, and only what is a whole sentence."""
    grades = {name: grade(prose(texts)) for name, texts in pages.items()}
    running = {name: [text for text in texts if ENDS.search(text)] for name, texts in pages.items()}
    grades |= {f"{name} (sentences)": grade(prose(texts)) for name, texts in running.items()}
    assert not [f"{name}: {value}" for name, value in grades.items() if value > GRADE]


# --- Single questions and sentences ------------------------------------------------------------------


@pytest.mark.parametrize("voice", VOICES)
def test_every_question_is_plain_by_itself(catalogue: Catalogue, voice: Voice) -> None:
    found = too_hard(catalogue, asked(catalogue, voice), GRADE)
    assert not found, "\n".join(found)


def test_every_reason_is_plain_by_itself(catalogue: Catalogue) -> None:
    found = too_hard(catalogue, reasons(catalogue), GRADE_OF_WHY)
    assert not found, "\n".join(found)


def test_explained_terms_do_not_hide_a_hard_text(catalogue: Catalogue) -> None:
    """Even with its terms counted as they are, a text stays within what most adults read."""
    read = [*asked(catalogue, "patient").values(), *asked(catalogue, "caregiver").values()]
    read += reasons(catalogue).values()
    assert not [text for text in read if grade(text) > GRADE_WITH_TERMS]


@pytest.mark.parametrize("voice", VOICES)
def test_no_sentence_of_a_question_is_long(catalogue: Catalogue, voice: Voice) -> None:
    found = too_long({name: [text] for name, text in asked(catalogue, voice).items()})
    found += too_long({name: [text] for name, text in reasons(catalogue).items()})
    assert not found, "\n".join(found)


@pytest.mark.parametrize("voice", VOICES)
def test_every_hint_is_short(catalogue: Catalogue, voice: Voice) -> None:
    assert not [hint for hint in hints(catalogue, voice) if length(hint) > LONGEST_HINT]


def test_no_other_sentence_of_the_catalogue_is_long(catalogue: Catalogue) -> None:
    found = too_long({**cards(catalogue), **texts(catalogue)})
    assert not found, "\n".join(found)


def test_no_sentence_of_the_interface_is_long(pages: dict[str, list[str]]) -> None:
    found = too_long(pages)
    assert not found, "\n".join(found)


# --- Words explained ---------------------------------------------------------------------------------


def test_words_are_explained_with_their_question(real_app: Flask, catalogue: Catalogue) -> None:
    """Those that stand in what is shown of it: another wording may have others."""
    pages = [Page(every_page(real_app)[name]) for name in ("questions", "others")]
    explained = {True: 0, False: 0}
    for item in on_the_page(catalogue):
        told = next(told for page in pages if (told := told_with(page, item.id)))
        shown = "\n".join((item.text, *item.hints, item.why))
        for word in (catalogue.word[name] for name in (item.question.words if item.question else ())):
            assert (word.plain in told) == stands_in(word.term, shown, "en"), (item.id, word.id)
            explained[word.plain in told] += 1
    assert all(explained.values())


def told_with(page: Page, name: str) -> str:
    """Return all that stands in the list item of a question; "" if it is not on this page."""
    places = [place for prefix in ("q", "keep") if (place := page.by_id.get(f"{prefix}-{name}")) is not None]
    items = [above for place in places[:1] for above in (place, *page.above(place)) if above.tag == "li"]
    return text_of(items[0]) if items else ""


def test_no_word_is_explained_in_vain(catalogue: Catalogue) -> None:
    """A question explains the words of the list that stand in its texts, and no others."""
    assert not [issue.message for issue in glossary_issues(catalogue)]


# --- The measure itself ------------------------------------------------------------------------------


def test_syllable_counts_correct_textstat() -> None:
    true = {
        "many": 2, "any": 2, "area": 3, "idea": 3, "cytokine": 3, "medicine": 3, "diarrhea": 4, "trial": 2,
        "serious": 3, "antibody": 4, "personality": 5, "usual": 3, "emergency": 4,
    }  # fmt: skip
    assert {word: syllables(word) for word in true} == true
    assert sum(map(syllables_for_textstat, true)) < sum(true.values())
    plain = {"people": 2, "treated": 2, "stopped": 1, "little": 2, "doses": 2, "more": 1, "patient": 2}
    assert {word: syllables(word) for word in plain} == plain


def test_grade_separates_hard_from_plain_text() -> None:
    hard = (
        "Lymphodepleting chemotherapy administered immediately preceding infusion facilitates expansion and "
        "persistence of genetically modified lymphocytes."
    )
    assert grade(hard) > GRADE
    assert grade("You get a few days of chemo first. It makes room for the new cells.") < GRADE / 2
    assert [length(part) for part in sentences("Call us. Say “it hurts.” Is the half-year up?")] == [
        2,
        3,
        4,
    ]
