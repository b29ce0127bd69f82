"""One sheet of paper for a short list and four pages for a medium one, whatever the answers and the language.

A paper in two languages has a page more. Pages for at home and the comparison stand behind them, and are not
counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from app import create_app
from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import PARTS, build_sheet
from app.settings import Settings
from app.web.drafts import drafts
from app.web.languages import app_in
from app.web.service import service
from tests.catalogues import REAL_FILE, real
from tests.pdf.conftest import pages
from tests.proof.gets import longest
from tests.proof.tallest import only_wordings, tallest, tallest_wordings
from tests.unit.answers import answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from app.content import Catalogue
    from app.content.form import LimitedLength
    from app.core.sheet import Sheet
    from tests.pdf.conftest import Print

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


@dataclass(frozen=True)
class Paper:
    """Papers in one language, or in two."""

    app: Flask
    language: str
    second: str
    paper: str

    def most(self, length: LimitedLength) -> int:
        return PAGES[length] + bool(self.second)

    def catalogue(self, code: str = "") -> Catalogue:
        with self.app.app_context():
            return service().in_languages[code or self.language].catalogue

    def sheet(
        self,
        said: OptionsByField,
        choices: Mapping[str, object] | None = None,
        wordings: Mapping[str, int] | None = None,
    ) -> Sheet:
        """Return the sheet of a person; with `wordings`, of a catalogue that has these alone."""
        first, second = (
            only_wordings(self.catalogue(code), wordings, said["stage"][0])
            if wordings
            else self.catalogue(code)
            for code in (self.language, self.second or self.language)
        )
        made = Choices.model_validate({"paper": self.paper, **(choices or {})})
        text = FreeText(visit_with="Dr. Ağaoğlu")
        return build_sheet(Answers.of(first, said), made, text, second if self.second else None)

    def pages(self, sheet: Sheet) -> int:
        with app_in(self.language, self.app).test_request_context():
            return len(pages(service().renderer.render(drafts(sheet))))


@pytest.fixture(scope="module")
def all_languages() -> Flask:
    return create_app(Settings((Fernet.generate_key().decode(),), REAL_FILE))


@pytest.fixture(scope="module")
def of_paper(in_languages: tuple[str, str, str], all_languages: Flask) -> Paper:
    return Paper(all_languages, *in_languages)


def counted(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts that stand on the pages of the sheet."""
    return tuple(part for part in parts if PARTS[part].place != "own_page")


@pytest.mark.parametrize("length", PAGES)
def test_the_tallest_list_stays_within_pages(of_paper: Paper, length: LimitedLength, at_stage: str) -> None:
    for role in ("patient", "caregiver"):
        said = {**MOST_AROUND, "role": (role,), "length": (length,), "stage": (at_stage,)}
        catalogue = of_paper.catalogue()
        wordings = tallest_wordings(catalogue, at_stage, Answers.of(catalogue, said).voice)
        names = tallest(only_wordings(catalogue, wordings, at_stage), said)
        by_rule = of_paper.sheet(said, wordings=wordings)
        # Untick what the rules chose, and tick these.
        choices = {
            "added": names,
            "order": names,
            "dropped": tuple(item.id for item in by_rule.printed if item.id not in names),
            "starred": names[:3],
            "parts": counted(by_rule.parts),
        }
        sheet = of_paper.sheet(said, choices, wordings)
        assert {item.id for item in sheet.printed[len(real().core) :]} == set(names)
        assert len(sheet.printed) == len(real().core) + real().ranking.lengths[length]
        assert of_paper.pages(sheet) <= of_paper.most(length), role


def test_lists_of_worked_people_stay_within_pages(of_paper: Paper) -> None:
    for person, length in product(real().people, PAGES):
        said = {**person.answers, "length": (length,)}
        usual = of_paper.sheet(said)
        starred = tuple(item.id for item in usual.printed[-3:])
        sheet = of_paper.sheet(said, {"starred": starred, "parts": counted(usual.parts)})
        assert of_paper.pages(sheet) <= of_paper.most(length), (person.id, length)


@settings(max_examples=12)
@given(data=st.data())
def test_lists_of_anybody_stay_within_pages(of_paper: Paper, data: st.DataObject) -> None:
    for length in PAGES:
        said = {**data.draw(answers(real())), "length": (length,)}
        usual = of_paper.sheet(said).parts
        assert of_paper.pages(of_paper.sheet(said, {"parts": counted(usual)})) <= of_paper.most(length)


def test_the_longest_list_is_printed_whole(printed: Print) -> None:
    pdf, _, sheet = printed(longest())
    text = " ".join(pages(pdf))
    assert all(f"{item.number}. {item.text[:40]}" in text for item in sheet.printed)
