"""Parts of the paper: registry, templates and catalogue belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import PARTS, build_sheet, drawn_parts
from app.core.sheet.parts import PartKind, Place, sources_of
from app.settings import ROOT, TEMPLATES, Settings
from app.web import part_problems

if TYPE_CHECKING:
    from app.content import Catalogue

SMALL = ROOT / "tests" / "catalogues" / "small.yaml"
SETTINGS = Settings((Fernet.generate_key().decode(),), SMALL)


def test_matching_parts_have_no_problem() -> None:
    assert part_problems({"a"}, ["base.html", "parts/a.html", "parts/a.txt"]) == []


@pytest.mark.parametrize(
    ("templates", "words"),
    [
        (["parts/a.html"], "templates/parts/a.txt is missing"),
        (["parts/a.txt"], "templates/parts/a.html is missing"),
        (["parts/a.html", "parts/a.txt", "parts/b.html"], "templates/parts/b.html belongs to no part"),
    ],
)
def test_part_problem_is_named(templates: list[str], words: str) -> None:
    (problem,) = part_problems({"a"}, templates)
    assert words in problem


def test_part_without_files_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARTS, "pharmacist", PartKind())
    with pytest.raises(SystemExit, match=r"parts/pharmacist\.html is missing.*\n.*pharmacist\.txt"):
        create_app(SETTINGS)


def test_file_without_part_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PARTS, "handover")
    with pytest.raises(SystemExit, match=r"parts/handover\.html belongs to no part"):
        create_app(SETTINGS)


def test_parts_keep_the_order_of_the_catalogue(small: Catalogue) -> None:
    answers = Answers.of(small, {"length": ("full",)})
    sheet = build_sheet(answers, Choices(parts=tuple(reversed(small.parts))), FreeText())
    assert list(sheet.printed_parts) == [name for name in small.parts if name != "words"]  # none is explained
    for place in get_args(Place):
        names = [name for name in sheet.printed_parts if PARTS[name].place == place]
        assert [part.id for part in drawn_parts(sheet, place)] == names


def test_part_off_the_sheet_adds_no_source(small: Catalogue) -> None:
    two = small.model_copy(
        update={"warning_card": small.warning_card.model_copy(update={"sources": ("G2",)}),
                "sources": (*small.sources, small.sources[0].model_copy(update={"id": "G2"}))}
    )  # fmt: skip
    with_card, without = (
        build_sheet(Answers.of(two, {}), Choices(parts=parts), FreeText())
        for parts in (("warning_card",), ())
    )
    assert "G2" in {source.id for source in sources_of(with_card)}
    assert "G2" not in {source.id for source in sources_of(without)}


def test_parts_that_close_the_paper_mark_its_end() -> None:
    closing = [name for name, kind in PARTS.items() if kind.place == "closing"]
    assert closing
    for name, file in ((name, TEMPLATES / "parts" / f"{name}.html") for name in PARTS):
        assert ('id="end"' in file.read_text(encoding="utf-8")) == (name in closing), name
