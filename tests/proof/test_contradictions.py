"""Nobody reads what their own answers rule out. The table says who can get each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.content.form import ROLES
from app.core.answers import Answers
from app.core.ranking import select
from app.core.sheet import available_questions
from tests.catalogues import ALL, real
from tests.proof.gets import sheet
from tests.proof.walk import every_pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.sheet import Item, Sheet


def everything(drawn: Sheet) -> Iterator[Item]:
    """What is on a sheet and what may be added to it."""
    available = available_questions(drawn)
    yield from (*drawn.printed, *available.sensitive)
    yield from (item for group in available.groups for item in group.items)


@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_their_own_voice(role: str) -> None:
    for said in every_pair(real()):
        drawn = sheet({**said, "role": (role,)})
        for item in everything(drawn):
            assert item.wording
            assert item.text == item.wording.ask.of(drawn.voice)
            assert item.hints == item.wording.hints.of(drawn.voice)


@pytest.mark.parametrize("wish", [(), ("ask_me",), ("no",)])
def test_sensitive_questions_need_consent(wish: tuple[str, ...]) -> None:
    for said in every_pair(real()):
        answers = {name: ticks for name, ticks in said.items() if name != "show_sensitive"}
        answers |= {"length": ("full",)} | ({"show_sensitive": wish} if wish else {})
        assert not [chosen for chosen in select(Answers.of(real(), answers)) if chosen.question.sensitive]
        if wish == ("no",):
            assert not available_questions(sheet(answers)).sensitive


def test_what_may_be_added_is_of_the_moment() -> None:
    for said in every_pair(real()):
        drawn = sheet({**said, **ALL})
        here = {drawn.answers.stage, drawn.answers.moment}
        assert all(item.wording and here & set(item.wording.moments) for item in everything(drawn))
