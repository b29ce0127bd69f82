"""The words are plain: what a person has to read needs no more than eight years of school."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.content.readability import length, sentences, syllables
from tests.oracles.states import catalogue_of, every_page
from tests.reading.measure import grade, syllables_for_textstat
from tests.web.page import Page, classes, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from flask import Flask

    from app.content import Catalogue, Question

GRADE, GRADE_OF_WHY = 8, 9
LONGEST_SENTENCE = 20
ROLES = ("patient", "caregiver")

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


def asked(catalogue: Catalogue, role: str) -> dict[str, str]:
    """Return the wordings of the questions for one role, by the id of the question."""
    voices = {
        f"{question.id}{when}": voice.patient if role == "patient" else voice.caregiver
        for question in catalogue.questions
        for when, voice in (("", question.ask), (" after treatment", question.after_treatment))
        if voice is not None
    }
    return {name: text for name, text in voices.items() if text is not None}


def listened_for(question: Question) -> list[str]:
    after = question.after_treatment.listen_for if question.after_treatment else ()
    return [*question.listen_for, *after]


def too_long(texts: Mapping[str, list[str]]) -> list[str]:
    return [
        f"{name}: {length(sentence)} words: {sentence}"
        for name, parts in texts.items()
        for text in parts
        for sentence in sentences(text)
        if length(sentence) > LONGEST_SENTENCE
    ]


# --- Whole texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_the_questions_as_a_whole_are_plain(catalogue: Catalogue, role: str) -> None:
    assert grade(prose([*asked(catalogue, role).values()])) <= GRADE


def test_the_reasons_as_a_whole_are_plain(catalogue: Catalogue) -> None:
    assert grade(prose([question.why for question in catalogue.questions])) <= GRADE_OF_WHY


def test_what_to_listen_for_is_plain_as_a_whole(catalogue: Catalogue) -> None:
    parts = [part for question in catalogue.questions for part in listened_for(question)]
    assert grade(prose(parts)) <= GRADE


def test_the_words_explained_are_plain_as_a_whole(catalogue: Catalogue) -> None:
    assert grade(prose([word.plain for word in catalogue.words])) <= GRADE


def test_each_box_is_plain(catalogue: Catalogue) -> None:
    boxes = {name: [box.title, *box.items] for name, box in catalogue.boxes}
    assert not [name for name, lines in boxes.items() if grade(prose(lines)) > GRADE]


def test_the_warning_signs_card_is_plain(catalogue: Catalogue) -> None:
    card = catalogue.warning_card
    lines = [card.title, card.head, card.if_no_answer]
    lines += [line for level in card.levels for line in (level.call, *level.signs)]
    assert grade(prose(lines)) <= GRADE


def test_each_page_is_plain(pages: dict[str, list[str]]) -> None:
    """A page is read twice: with its headings, labels and options, and only what is a whole sentence."""
    grades = {name: grade(prose(texts)) for name, texts in pages.items()}
    running = {name: [text for text in texts if ENDS.search(text)] for name, texts in pages.items()}
    grades |= {f"{name} (sentences)": grade(prose(texts)) for name, texts in running.items()}
    assert not [f"{name}: {value}" for name, value in grades.items() if value > GRADE]


# --- Single questions and sentences ------------------------------------------------------------------


def test_every_question_is_plain_by_itself(catalogue: Catalogue) -> None:
    wordings = [(name, text) for role in ROLES for name, text in asked(catalogue, role).items()]
    hard = {name.split()[0] for name, text in wordings if grade(text) > GRADE}
    hard |= {question.id for question in catalogue.questions if grade(question.why) > GRADE_OF_WHY}
    assert hard == set()


@pytest.mark.parametrize("role", ROLES)
def test_no_sentence_of_a_question_is_long(catalogue: Catalogue, role: str) -> None:
    found = too_long({name: [text] for name, text in asked(catalogue, role).items()})
    assert not found, "\n".join(found)


def test_no_sentence_of_the_interface_is_long(pages: dict[str, list[str]]) -> None:
    found = too_long(pages)
    assert not found, "\n".join(found)


# --- Words explained ---------------------------------------------------------------------------------


def test_words_are_explained_with_their_question(real_app: Flask, catalogue: Catalogue) -> None:
    page = Page(every_page(real_app)["questions"])
    shown = 0
    for question in catalogue.questions:
        place = page.by_id.get(f"q-{question.id}", page.by_id.get(f"keep-{question.id}"))
        if place is not None and question.words:
            item = next(above for above in (place, *page.above(place)) if above.tag == "li")
            (behind,) = page.within(item, "details")
            told = text_of(behind)
            assert not [word for word in question.words if catalogue.word[word].plain not in told]
            shown += 1
    assert shown == len([each for each in catalogue.questions if each.words and each.ask.patient])


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
