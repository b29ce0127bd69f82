"""Nobody gets a question that their own answers rule out, whatever else they say."""

from __future__ import annotations

import re

import pytest

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.selection import fitting, select
from app.core.sheet import available_questions, build_sheet
from tests.proof.catalogues import ALL, REAL
from tests.proof.situation import hears
from tests.proof.walk import all_that_matters_to, every_pair

BEFORE = ("exploring", "deciding", "preparing", "not_sure")
NOT_TREATED_YET = (
    "my-personal-risk", "serious-harm-or-death", "am-i-a-candidate", "time-to-treatment",
    "if-cells-cannot-be-made", "bridging", "prep-chemo", "coverage", "center-experience", "time-to-decide",
)  # fmt: skip
STILL_A_CHOICE = (
    "goal-of-treatment", "chance-it-works-for-me", "other-options", "second-opinion",
    "wishes-and-comfort-care",
)  # fmt: skip
IN_CARE = ("shared-care", "emergency-card", "how-know-working", "cg-backup")
GIVEN_SOON_OR_NOW = (
    "crs-treatment-plan", "neuro-daily-checks", "infusion-day-reaction", "where-stay-how-long",
    "caregiver-needed", "first-weeks-checks", "cg-my-role-and-training", "other-costs",
)  # fmt: skip
MAY_COME: dict[str, dict[str, tuple[str, ...]]] = {
    **{name: {"stage": BEFORE} for name in NOT_TREATED_YET},
    **{name: {"stage": (*BEFORE, "came_back")} for name in STILL_A_CHOICE},
    **{name: {"stage": ("preparing", "first_month", "recovering", "long_term")} for name in IN_CARE},
    **{name: {"stage": (*BEFORE, "first_month")} for name in GIVEN_SOON_OR_NOW},
    "infusion-day-reaction": {
        "stage": (*BEFORE, "first_month"),
        "therapy": ("car_nk", "nk_cells", "not_sure"),
    },
    "neuro-daily-checks": {"stage": (*BEFORE, "first_month"), "therapy": ("car_t", "car_nk", "not_sure")},
    "time-to-decide": {"stage": ("exploring", "deciding", "not_sure")},
    "if-cells-cannot-be-made": {"stage": BEFORE, "cell_source": ("own", "not_sure")},
    "gvhd-risk-and-donor-tests": {"cell_source": ("donor", "not_sure")},
    "hlh-like-reaction": {"therapy": ("car_t", "not_sure")},
    "repeat-doses": {"therapy": ("car_nk", "nk_cells", "not_sure")},
    "gvhd-after-transplant": {"past_tx": ("allo_transplant",)},
    "steroids-timing": {"current_meds": ("steroid",)},
    "older-adult-check": {"age": ("a70_plus",)},
    "child-or-teen": {"age": ("under_18",)},
    "interpreter-and-access": {"practical": ("interpreter", "vision_hearing")},
    "cg-own-health": {"role": ("caregiver",)},
    "cg-work-and-money": {"role": ("caregiver",)},
}
"""By question: what must be so, or not be known, for it to make sense. From the wording, not the rules."""

LOOKS_BACK = re.compile(
    r"\b(did (I|they) have|were (my|the) cells|how does (my|the) cell therapy)\b", re.IGNORECASE
)


@pytest.mark.parametrize("name", MAY_COME)
def test_no_question_comes_to_people_for_whom_it_makes_no_sense(name: str) -> None:
    question = REAL.question[name]
    catalogue = REAL.model_copy(update={"questions": (question,)})
    for said in all_that_matters_to(REAL, question):
        heard = hears(REAL, said)
        sense = all(heard[field] & set(options) for field, options in MAY_COME[name].items())
        assert sense or not fitting(Answers.of(catalogue, said)), said


def test_no_question_is_put_to_a_patient_in_a_caregivers_words() -> None:
    for said in every_pair(REAL, ticks=1):
        sheet = build_sheet(Answers.of(REAL, {**said, **ALL, "role": ("patient",)}), Choices(), FreeText())
        everything = [
            *sheet.printed,
            *available_questions(sheet).sensitive,
            *(item for group in available_questions(sheet).groups for item in group.items),
        ]
        for item in everything:
            assert item.question
            ask = item.question.ask
            after = item.question.after_treatment
            assert item.text in {ask.patient, after.patient if after else None}


@pytest.mark.parametrize("wish", [(), ("ask_me",), ("no",)])
def test_no_sensitive_question_is_on_a_list_unasked(wish: tuple[str, ...]) -> None:
    for said in every_pair(REAL, ticks=1):
        answers = {name: ticks for name, ticks in said.items() if name != "show_sensitive"}
        answers |= {"length": ("full",)} | ({"show_sensitive": wish} if wish else {})
        assert not [chosen for chosen in select(Answers.of(REAL, answers)) if chosen.question.sensitive]
        if wish == ("no",):
            assert not available_questions(
                build_sheet(Answers.of(REAL, answers), Choices(), FreeText())
            ).sensitive


def test_the_wording_for_after_treatment_is_there_after_treatment_and_only_then() -> None:
    for said in every_pair(REAL, ticks=1):
        sheet = build_sheet(Answers.of(REAL, {**said, **ALL}), Choices(), FreeText())
        after = said.get("stage") in {("recovering",), ("long_term",)}
        texts = [item.text for item in sheet.printed if LOOKS_BACK.search(item.text)]
        assert bool(texts) == after
        voices = [q.after_treatment for q in REAL.questions if q.after_treatment]
        looking_back = {voice.of(sheet.role) for voice in voices}
        assert bool(looking_back & {item.text for item in sheet.printed}) == after
