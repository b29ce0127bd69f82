"""One sheet of paper for a short list and four pages for a medium one, whatever the answers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.pdf.conftest import pages
from tests.proof.catalogues import ALL, REAL
from tests.proof.tallest import heights, tallest
from tests.proof.walk import extremes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from _pytest.mark import ParameterSet

    from tests.pdf.conftest import Print

PAGES = {"short": 2, "medium": 4}
STAGES = tuple(REAL.field["stage"].options)
EVERY_QUESTION = tuple(question.id for question in REAL.questions)
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
    for role in REAL.field["role"].options:
        pdf, _, sheet = printed({**ALL, "role": (role,)}, Choices(added=EVERY_QUESTION, parts=()))
        found[role] = heights(pdf, sheet)
        assert len(found[role]) == len(sheet.printed) - len(REAL.core)
    return found


def with_these_instead(said: OptionsByField, names: tuple[str, ...], paper: str) -> Choices:
    """Untick what the rules chose and tick these. The comparison has pages of its own."""
    by_rule = build_sheet(Answers.of(REAL, said), Choices(), FreeText())
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


def everyone_on_every_paper() -> Iterator[ParameterSet]:
    for case in product(PAGES, STAGES, ("patient", "caregiver"), ("letter", "a4")):
        yield pytest.param(*case, id=" ".join(case))


@pytest.mark.parametrize(("length", "stage", "role", "paper"), list(everyone_on_every_paper()))
def test_the_tallest_list_stays_within_its_pages(  # noqa: PLR0913, PLR0917  one for each thing that counts
    printed: Print, height: Mapping[str, Mapping[str, float]], length: str, stage: str, role: str, paper: str
) -> None:
    said = {**MOST_AROUND, "role": (role,), "length": (length,), "stage": (stage,)}
    names = tallest(role, stage, length, height[role])
    choices = with_these_instead(said, names, paper)
    pdf, _, sheet = printed(said, choices, FreeText(visit_with="Dr. Ağaoğlu"))
    assert {item.id for item in sheet.printed[4:]} == set(names)
    assert len(sheet.printed) == {"short": 8, "medium": 15}[length]
    assert len(pages(pdf)) <= PAGES[length]


def test_the_longest_list_that_the_rules_make_is_printed_whole(printed: Print) -> None:
    everyone = [{**said, **ALL} for said in extremes(REAL, "most")]
    most = max(
        everyone, key=lambda said: len(build_sheet(Answers.of(REAL, said), Choices(), FreeText()).printed)
    )
    pdf, _, sheet = printed(most)
    text = " ".join(pages(pdf))
    assert all(f"{item.number}. {item.text[:40]}" in text for item in sheet.printed)
