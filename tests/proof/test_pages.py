"""One sheet of paper for a short list and four pages for a medium one, whatever the answers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.form import ROLES
from app.content.types import PAPERS
from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.catalogues import ALL, real
from tests.pdf.conftest import pages
from tests.proof.tallest import heights, tallest
from tests.proof.walk import extremes
from tests.unit.answers import answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.content.notices import LimitedLength
    from tests.pdf.conftest import Print

PAGES: dict[LimitedLength, int] = {"short": 2, "medium": 4}
MOST_AROUND = {
    "diagnosis": ("lbcl",),
    "therapy": ("car_t", "car_nk", "nk_cells"),
    "product": ("Yescarta",),
    "setting": ("private_clinic", "abroad"),
    "show_sensitive": ("yes",),
}
"""The longest line under the title, a product, and the answers that bring the most parts."""


@pytest.fixture(scope="session")
def height(printed: Print) -> dict[str, dict[str, float]]:
    """How tall each question is, by role."""
    found = {}
    for role in real().field["role"].options:
        pdf, _, sheet = printed({**ALL, "role": (role,)}, Choices(added=tuple(real().question), parts=()))
        found[role] = heights(pdf, sheet)
        assert len(found[role]) == len(sheet.printed) - len(real().core)
    return found


def with_these_instead(said: OptionsByField, names: tuple[str, ...], paper: str) -> Choices:
    """Untick what the rules chose and tick these. The comparison has pages of its own."""
    by_rule = build_sheet(Answers.of(real(), said), Choices(), FreeText())
    return Choices.model_validate(
        {
            "added": names,
            "order": names,
            "dropped": tuple(item.id for item in by_rule.printed if item.id not in names),
            "starred": names[:3],
            "parts": tuple(part for part in by_rule.parts if part != "compare"),
            "paper": paper,
        }
    )


@pytest.mark.parametrize("length", PAGES)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_tallest_list_stays_within_its_pages(
    printed: Print, height: Mapping[str, Mapping[str, float]], length: LimitedLength, role: str, paper: str
) -> None:
    for stage in real().field["stage"].options:
        said = {**MOST_AROUND, "role": (role,), "length": (length,), "stage": (stage,)}
        names = tallest(role, stage, length, height[role])
        choices = with_these_instead(said, names, paper)
        pdf, _, sheet = printed(said, choices, FreeText(visit_with="Dr. Ağaoğlu"))
        assert {item.id for item in sheet.printed[len(real().core) :]} == set(names)
        assert len(sheet.printed) == len(real().core) + real().ranking.lengths[length]
        assert len(pages(pdf)) <= PAGES[length], stage


@pytest.mark.parametrize("paper", PAPERS)
def test_lists_of_worked_people_stay_within_pages(printed: Print, paper: str) -> None:
    for person, (length, most) in product(real().people, PAGES.items()):
        choices = Choices.model_validate({"paper": paper, "starred": (real().questions[-1].id,)})
        pdf = printed({**person.answers, "length": (length,)}, choices, FreeText(visit_with="Dr. Ağaoğlu"))[0]
        assert len(pages(pdf)) <= most, person.id


@settings(max_examples=12)
@given(data=st.data())
def test_lists_of_anybody_stay_within_pages(printed: Print, data: st.DataObject) -> None:
    for length, most in PAGES.items():
        said = {**data.draw(answers(real())), "length": (length,)}
        usual = [part for part in printed(said)[2].parts if part != "compare"]  # it has pages of its own
        assert len(pages(printed(said, Choices(parts=tuple(usual)))[0])) <= most


def test_the_longest_list_is_printed_whole(printed: Print) -> None:
    everyone = [{**said, **ALL} for said in extremes(real(), "most")]
    most = max(
        everyone, key=lambda said: len(build_sheet(Answers.of(real(), said), Choices(), FreeText()).printed)
    )
    pdf, _, sheet = printed(most)
    text = " ".join(pages(pdf))
    assert all(f"{item.number}. {item.text[:40]}" in text for item in sheet.printed)
