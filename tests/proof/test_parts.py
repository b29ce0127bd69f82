"""Which parts of the paper are on before a person chooses: exact, over all that rules tell apart."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from app.content.form import LENGTHS
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.catalogues import real
from tests.proof.gets import ids, place_of
from tests.proof.placed import PlacedClause, placed
from tests.proof.situation import SAYS_NOTHING
from tests.proof.walk import situations_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.answers import OptionsByField

PRIVATE = {"private_clinic", "abroad"}
COMPARISON = "compare-cart-and-nk"


def everybody(*names: str) -> Iterator[tuple[OptionsByField, tuple[str, ...]]]:
    """People that the rules of these parts can tell apart, and the parts that are on for them."""
    rules = [rule for name in names for rule in _rules_of_part(name)]
    catalogue = real().model_copy(update={"questions": real().core[:1]})
    for said in situations_of(real(), rules):
        answers = Answers.of(catalogue, said)
        yield said, build_sheet(answers, Choices(), FreeText()).parts


def _rules_of_part(name: str) -> list[PlacedClause]:
    part = real().parts[name]
    stages = [PlacedClause(name, {"stage": (stage,)}) for stage in real().moment_of]
    lengths = [PlacedClause(name, {"length": (length,)}) for length in LENGTHS]
    settings = [PlacedClause(name, {"setting": (option,)}) for option in real().field["setting"].options]
    return [*placed(name, part.default), *placed(name, part.suggest), *stages, *lengths, *settings]


def test_private_clinics_bring_the_clinic_check() -> None:
    stages = {*real().moments["before"], *real().moments["told_no"], *real().moments["came_back"]}
    found = 0
    for said, parts in everybody("check_clinic"):
        stage = said.get("stage", ("not_sure",))[0]
        if PRIVATE & set(said.get("setting", ())):
            assert ("check_clinic" in parts) == (stage in stages), said
            found += 1
    assert found


def test_the_warning_card_is_on_after_infusion() -> None:
    stages = {
        stage for stage, moment in real().moment_of.items() if moment in ("during", "after", "came_back")
    }
    for said, parts in everybody("warning_card"):
        if said.get("stage", ("not_sure",))[0] in stages:
            assert "warning_card" in parts, said


def test_two_treatments_bring_the_comparison() -> None:
    stages = {"exploring", "deciding", "not_sure", "came_back"}
    for said, parts in everybody("compare"):
        treatments = [name for name in said.get("therapy", ()) if name not in SAYS_NOTHING]
        asked = len(treatments) > 1 and said.get("stage", ("not_sure",))[0] in stages
        assert ("compare" in parts) == (asked or "not_sure" in said.get("therapy", ())), said


def test_two_treatments_bring_the_question() -> None:
    """On a short list only where it has a kept place among the first."""
    question = real().question[COMPARISON]
    treatments = [name for name in real().field["therapy"].options if name not in SAYS_NOTHING]
    several = [ticks for count in (2, 3) for ticks in combinations(treatments, count)]
    for stage, therapy, length in product(real().moment_of, several, LENGTHS):
        said = {"stage": (stage,), "therapy": therapy, "length": (length,)}
        promised = length != "short" or stage in {"exploring", "deciding"}
        if promised and place_of(question, said) is not None:
            assert COMPARISON in ids(real(), said), said
