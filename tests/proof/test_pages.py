"""One sheet of paper for a short list and four pages for a medium one, whatever the answers.

Pages for at home and the comparison stand behind them, and are not counted.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.types import PAPERS
from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import PARTS, build_sheet
from tests.catalogues import real
from tests.pdf.conftest import pages
from tests.proof.gets import longest
from tests.proof.tallest import in_tallest_wordings, tallest
from tests.unit.answers import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.content import Catalogue
    from app.content.form import LimitedLength
    from app.core.sheet import Sheet
    from tests.pdf.conftest import Print

    Draw = Callable[[Sheet], bytes]

pytestmark = pytest.mark.slow
PAGES: dict[LimitedLength, int] = {"short": 2, "medium": 4}
MOST_AROUND = {
    "diagnosis": ("lbcl",),
    "therapy": ("car_t", "car_nk", "nk_cells"),
    "product": ("Yescarta",),
    "setting": ("private_clinic", "abroad"),
    "current_meds": ("steroid", "blood_thinner", "immune_suppressant"),
    "past_tx": ("auto_transplant", "prior_cart", "bispecific"),
    "conditions": ("heart", "lung", "infection_now"),
    "show_sensitive": ("yes",),
}
"""The longest line under the title, answers that are printed, and those that bring the most parts."""


def counted(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts that stand on the pages of the sheet."""
    return tuple(part for part in parts if PARTS[part].place != "own_page")


def of_these(catalogue: Catalogue, said: OptionsByField, names: tuple[str, ...], paper: str) -> Sheet:
    """Untick what the rules chose and tick these."""
    person = Answers.of(catalogue, said)
    by_rule = build_sheet(person, Choices(), FreeText())
    choices = {
        "added": names,
        "order": names,
        "dropped": tuple(item.id for item in by_rule.printed if item.id not in names),
        "starred": names[:3],
        "parts": counted(by_rule.parts),
        "paper": paper,
    }
    return build_sheet(person, Choices.model_validate(choices), FreeText(visit_with="Dr. Ağaoğlu"))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("length", PAGES)
def test_the_tallest_list_stays_within_pages(
    draw: Draw, length: LimitedLength, at_stage: str, paper: str
) -> None:
    for role in ("patient", "caregiver"):
        said = {**MOST_AROUND, "role": (role,), "length": (length,), "stage": (at_stage,)}
        catalogue = in_tallest_wordings(at_stage, Answers.of(real(), said).voice)
        names = tallest(catalogue, said)
        sheet = of_these(catalogue, said, names, paper)
        assert {item.id for item in sheet.printed[len(real().core) :]} == set(names)
        assert len(sheet.printed) == len(real().core) + real().ranking.lengths[length]
        assert len(pages(draw(sheet))) <= PAGES[length], role


@pytest.mark.parametrize("paper", PAPERS)
def test_lists_of_worked_people_stay_within_pages(printed: Print, paper: str) -> None:
    for person, (length, most) in product(real().people, PAGES.items()):
        said = {**person.answers, "length": (length,)}
        usual = build_sheet(Answers.of(real(), said), Choices(), FreeText())
        starred = tuple(item.id for item in usual.printed[-3:])
        choices = Choices.model_validate({"paper": paper, "starred": starred, "parts": counted(usual.parts)})
        pdf = printed(said, choices, FreeText(visit_with="Dr. Ağaoğlu"))[0]
        assert len(pages(pdf)) <= most, (person.id, length)


@settings(max_examples=12)
@given(data=st.data())
def test_lists_of_anybody_stay_within_pages(printed: Print, data: st.DataObject) -> None:
    for length, most in PAGES.items():
        said = {**data.draw(answers(real())), "length": (length,)}
        usual = build_sheet(Answers.of(real(), said), Choices(), FreeText()).parts
        assert len(pages(printed(said, Choices(parts=counted(usual)))[0])) <= most


def test_the_longest_list_is_printed_whole(printed: Print) -> None:
    pdf, _, sheet = printed(longest())
    text = " ".join(pages(pdf))
    assert all(f"{item.number}. {item.text[:40]}" in text for item in sheet.printed)
