"""Nobody reads what their own answers rule out. The table says who can get each question."""

from __future__ import annotations

import pytest

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.selection import select
from app.core.sheet import available_questions, build_sheet
from tests.catalogues import ALL, real
from tests.proof.situation import hears, rule_fits
from tests.proof.walk import every_pair


def test_no_patient_reads_a_caregivers_words() -> None:
    for said in every_pair(real(), ticks=1):
        sheet = build_sheet(Answers.of(real(), {**said, **ALL, "role": ("patient",)}), Choices(), FreeText())
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
def test_sensitive_questions_need_consent(wish: tuple[str, ...]) -> None:
    for said in every_pair(real(), ticks=1):
        answers = {name: ticks for name, ticks in said.items() if name != "show_sensitive"}
        answers |= {"length": ("full",)} | ({"show_sensitive": wish} if wish else {})
        assert not [chosen for chosen in select(Answers.of(real(), answers)) if chosen.question.sensitive]
        if wish == ("no",):
            assert not available_questions(
                build_sheet(Answers.of(real(), answers), Choices(), FreeText())
            ).sensitive


def test_each_time_and_voice_has_its_own_wording() -> None:
    for said in every_pair(real(), ticks=1):
        sheet = build_sheet(Answers.of(real(), {**said, **ALL}), Choices(), FreeText())
        after = rule_fits(real().after_treatment.when, hears(real(), said))
        for item in sheet.printed:
            assert item.question
            voices = item.question.after_treatment if after else None
            assert item.text == (voices or item.question.ask).of(sheet.role)
