"""Phrases that are false at a moment, and the texts of wordings in which they are looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.proof.placed import stages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Question, Wording

WHO = r"(my|their|the|your|any|my child's)"
LIES_BEHIND = re.compile(
    rf"before ({WHO} )?(own |donor )?cells are (collected|taken|made|given|infused)"
    r"|\b(will|must|to) be (collected|made in a lab|infused)\b"
    r"|\bif (this|it) is (a|in a|part of a) (trial|study)\b|^is this (a|in a|part of a) (trial|study)\b"
    r"|\b(get|gets|wait for|waiting for) the (new )?cells\b|\bbridging\b"
    r"|\bbefore (the|my|their) (infusion|chemo)\b|\bbefore treatment starts\b|\bfirst check before\b"
    r"|\b(would|will) (I|they|my child|the patient) get (the|these|this)\b|\bwhich product (would|will)\b"
    r"|\bhow likely is (CRS|cytokine)|\b(good )?candidate\b|\bcell therapy fits\b|\bif donor cells are used\b"
    r"|\bif my own cells\b|\bare these cells\b|\bhow long would it take\b|\bafter the infusion must\b"
    r"|\bwhat must (I|they) stop\b|\bwhat can (I|they) do before treatment\b|\bbefore (I|they|we) sign\b",
    re.IGNORECASE,
)  # fmt: skip
"""Once the cells are given: what asks as if they were still to come."""
NEXT = re.compile(r"\bnext treatment\b|\bplanned now\b|\belsewhere\b|\bchoices?\b|\bagain\b", re.IGNORECASE)
"""What shows that a text asks about a treatment to come."""
OLD_PRODUCT = re.compile(r"\b(exact|this|that|the same) product\b", re.IGNORECASE)
NOTHING_WAS_GIVEN = re.compile(
    r"\bsince the infusion\b|\bcells (were|have been) (used|given|infused|made)\b"
    r"|\bdid (I|they) (get|react)\b|\bstill in (my|their) body\b|\bafter (my|their) cell therapy\b",
    re.IGNORECASE,
)
"""Before, and after a no: what speaks as if cells had been given."""


def texts_of(wording: Wording) -> list[str]:
    """What is printed of a wording, in both voices."""
    asked = [each for each in (wording.ask.patient, wording.ask.caregiver) if each]
    return [*dict.fromkeys((*asked, *wording.hints.patient, *wording.hints.caregiver)), *wording.fill_in]


def wordings_at(*stages: str) -> Iterator[tuple[Question, Wording]]:
    for question in real().questions:
        for wording in question.wordings:
            if set(stages) & set(stages_of(real(), wording.moments)):
                yield question, wording


def asks_of_the_next(wording: Wording) -> bool:
    return all(NEXT.search(text) for text in (wording.ask.patient, wording.ask.caregiver) if text)
