"""The texts favor no treatment, promise nothing and tell nobody what to do with their medicines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.core.answers import Answers
from app.core.selection import select
from tests.pdf.conftest import poppler
from tests.proof.catalogues import ALL, REAL
from tests.proof.walk import extremes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

NOT_READ = {"sources", "people", "banned_words", "quotes", "review"}
PRODUCTS = ("Kymriah", "Yescarta", "Tecartus", "Breyanzi", "Abecma", "Carvykti", "Aucatzyl")
PRAISE = (
    "best", "leading", "promising", "superior", "effective", "amazing", "world-class", "cutting-edge",
    "proven", "state-of-the-art", "you have CRS", "cure", "cured", "fight", "brave", "normal", "just",
    "safe", "better",
)  # fmt: skip
DOSE = re.compile(r"\d\s*(mg|mcg|µg|g|ml|units?|cells?|tablets?|pills?|doses?)\b|/\s?kg\b", re.IGNORECASE)
VERDICT = re.compile(
    r"\b(you|they|the patient) (are|is|may be|might be|could be|would be|seem|qualify)\b[^.?!]*"
    r"\b(candidates?|eligible|suitable|qualify)\b",
    re.IGNORECASE,
)
MEDICINE = re.compile(
    r"^(please |always |never |do not |don't )?(stop|start|skip|take|avoid|delay|hold|double|reduce|pause)\b"
    r"|\b(you|they) (should|must|need to|have to) (not )?(stop|start|skip|take|avoid|delay|hold|reduce)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+")

QUOTED = {
    ("claims-and-ties", "safer"): "the person tells what they were told",
    ("boxes.check_clinic", "no side effects"): "a warning sign, in quotation marks",
}
ALLOWED_PRAISE = {
    ("texts.evidence", "best"): "on what made question lists work, not on a treatment",
    ("own-or-donor-cells", "safe"): "it says that neither source is “the safe one”",
    ("gut-inflammation", "just"): "what not to say of diarrhea",
    ("gvhd-risk-and-donor-tests", "better"): "on a word",
    ("how-long-cells-last", "better"): "a question",
    ("goal-of-treatment", "cure"): "a question",
    ("compare-cart-and-nk", "safe"): "a question",
    ("steroids-timing", "safe"): "a question, and that only the team can say",
    ("interpreter-and-access", "best"): "on languages",
    ("claims-and-ties", "better"): "the person tells what they were told",
    ("how-know-working", "better"): "a question",
    ("when-to-call", "better"): "to call early rather than to wait",
    ("daily-life", "better"): "a question",
    ("second-opinion", "safe"): "a question",
    ("time-to-decide", "safe"): "a question",
    ("off_the_shelf", "proven"): "it says what the word does not mean",
    ("icans", "better"): "with “it can be serious” in the same sentence",
    ("immunoglobulin", "fight"): "of germs, not of cancer",
    ("remission", "cure"): "it says “not always”",
    ("relapse", "better"): "in what the word means",
}
NAMED_PRODUCTS = {
    ("late-nerve-problems", "Carvykti"): "the label with the warning is this product's",
    ("gut-inflammation", "Carvykti"): "the label with the warning is this product's",
}
TOLD_TO = {
    "Do not start, stop or delay any treatment because of it.": "the notice: leave the treatment as it is",
    "Skip anything you like.": "on the form",
}

KINDS = {
    "harm": {"crs-treatment-plan", "my-personal-risk", "infection-plan", "low-blood-counts"},
    "benefit": {"goal-of-treatment", "chance-it-works-for-me"},
    "alternatives": {"other-options", "second-opinion"},
    "what is not known": {"how-long-cells-last", "is-it-approved", "trial-basics"},
    "what if not": {"if-it-does-not-work"},
    "cost": {"coverage", "other-costs"},
}
"""Questions that weigh a treatment. They must come alike for all of them."""
ONLY_FOR_SOME = {
    "hlh-like-reaction": {"car_t"},
    "neuro-daily-checks": {"car_t", "car_nk"},
    "second-cancers": {"car_t", "car_nk"},
    "low-antibodies-and-vaccines": {"car_t", "car_nk"},
    "infusion-day-reaction": {"car_nk", "nk_cells"},
    "repeat-doses": {"car_nk", "nk_cells"},
    "compare-cart-and-nk": {"car_nk", "nk_cells"},
}
"""Questions about what is known of one kind of cells. The rest is the same for all three."""


def texts(data: Any, path: tuple[str, ...] = (), name: str = "") -> Iterator[tuple[str, str]]:
    """Every text that people read, with the id of what it belongs to, or else the place in the file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_READ:
                yield from texts(value, (*path, key), data.get("id", name))
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value, path, name)
    elif isinstance(data, str):
        yield name or ".".join(path[:2]), data


TEXTS = [(place, text) for place, text in texts(REAL.model_dump()) if " " in text]


def holding(words: tuple[str, ...]) -> set[tuple[str, str]]:
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)
    return {(place, found) for place, text in TEXTS for found in map(str, pattern.findall(text))}


def sentences() -> Iterator[str]:
    yield from (sentence for _, text in TEXTS for sentence in SENTENCE.split(text))


def test_banned_words_are_only_quoted_where_the_text_warns_against_them() -> None:
    assert {(place, word.lower()) for place, word in holding(REAL.banned_words)} == set(QUOTED)


def test_no_treatment_is_praised() -> None:
    assert {(place, word.lower()) for place, word in holding(PRAISE)} == set(ALLOWED_PRAISE)


def test_products_are_named_only_where_their_label_warns() -> None:
    assert set(PRODUCTS) < set(REAL.field["product"].options.values())
    assert holding(PRODUCTS) == set(NAMED_PRODUCTS)


def test_no_text_says_for_whom_a_treatment_is() -> None:
    assert [sentence for sentence in sentences() if VERDICT.search(sentence) and "?" not in sentence] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (DOSE, "about 2 mg a day"),
        (DOSE, "10 cells for each kilogram"),
        (DOSE, "a million /kg"),
        (VERDICT, "You may be a good candidate."),
        (VERDICT, "They are not eligible."),
        (MEDICINE, "Stop your steroid."),
        (MEDICINE, "Do not take aspirin."),
        (MEDICINE, "Then you should skip a day."),
    ],
)
def test_what_must_not_be_said_would_be_found(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_no_text_gives_a_dose_or_a_percentage() -> None:
    assert [text for _, text in TEXTS if DOSE.search(text) or "%" in text or "percent" in text.lower()] == []


def test_no_sentence_tells_anyone_to_start_stop_or_skip_anything() -> None:
    told = {s for s in sentences() if MEDICINE.search(s) and not s.rstrip("”").endswith("?")}
    assert told == set(TOLD_TO)


@pytest.mark.parametrize("stage", ["exploring", "deciding", "preparing", "not_sure"])
def test_every_treatment_is_weighed_by_the_same_questions(stage: str) -> None:
    got = {}
    for therapy in ("car_t", "car_nk", "nk_cells"):
        said = {**ALL, "therapy": (therapy,), "stage": (stage,)}
        got[therapy] = {chosen.question.id for chosen in select(Answers.of(REAL, said))}
        for kind, names in KINDS.items():
            assert names <= got[therapy], kind
    everything = set().union(*got.values())
    some = {name: {therapy for therapy in got if name in got[therapy]} for name in everything}
    assert {name: who for name, who in some.items() if len(who) < len(got)}.items() <= ONLY_FOR_SOME.items()


def test_questions_for_one_kind_of_cells_come_for_those_cells() -> None:
    for name, therapies in ONLY_FOR_SOME.items():
        for therapy in ("car_t", "car_nk", "nk_cells"):
            got = {
                c.question.id
                for c in select(Answers.of(REAL, {**ALL, "therapy": (therapy,), "stage": ("deciding",)}))
            }
            assert (name in got) == (therapy in therapies)


def test_no_page_or_sheet_leads_to_an_address_that_is_not_meant_for_patients(
    visitor: Visitor, client: LintingClient
) -> None:
    everyone = [{**said, **ALL} for said in extremes(REAL, "most") if said.get("stage") == ("preparing",)]
    visitor.walk(max(everyone, key=lambda said: len(select(Answers.of(REAL, said)))))
    shown = {
        address for source in REAL.sources if source.show_link for address in (source.address, *source.also)
    }
    hidden = {
        address
        for source in REAL.sources
        if not source.show_link
        for address in (source.address, *source.also)
        if address and address not in shown
    }
    assert hidden
    pages = ("/", "/about", "/privacy", "/accessibility", "/check", "/questions", "/sheet", "/ready")
    for page in (*pages, "/sheet/page", "/sheet.txt"):
        response = client.get(page)
        assert response.status_code == 200
        assert [address for address in hidden if address in response.get_data(as_text=True)] == []
    links = poppler("pdfinfo", client.get("/sheet.pdf").data, "-url").decode()
    assert "https://" in links
    assert [address for address in hidden if address in links] == []
