from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from app.content import CatalogueError
from app.content.load import load
from tests.unit.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from app.content import Catalogue

SMALL = (ROOT / "tests" / "catalogues" / "small.yaml").read_text(encoding="utf-8")


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(path)
    return [str(fault) for fault in caught.value.issues]


def line_of(text: str, needle: str) -> int:
    return text[: text.index(needle)].count("\n") + 1


def test_hidden_sources_have_no_link(catalogue: Catalogue) -> None:
    hidden = [source for source in catalogue.sources if not source.show_link]
    assert hidden
    assert all(source.link is None for source in hidden)


def test_emergency_number_is_filled_in(small: Catalogue) -> None:
    assert small.texts.short_notice == "In an emergency call 112."
    assert "{emergency_number}" not in small.model_dump_json()


FAULTS = YAML(typ="safe", pure=True).load(ROOT / "tests" / "catalogues" / "faults.yaml")["faults"]


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change["what"])
def test_a_fault_is_named_with_its_place(tmp_path: Path, change: dict[str, str]) -> None:
    assert change["old"] in SMALL
    found = faults(tmp_path, SMALL.replace(change["old"], change["new"], 1))
    assert any(change["message"] in fault for fault in found), found
    assert all(re.match(r"questions\.yaml:\d+:\d+: \S.*; \S", fault) for fault in found), "place; what to do"


def test_fault_has_line_and_column_of_value(tmp_path: Path) -> None:
    broken = SMALL.replace("{plants: [roses, trees, not_sure]}", "{plants: [roses, trees, nut_sure]}")
    line = line_of(broken, "nut_sure")
    column = broken.splitlines()[line - 1].index("nut_sure") + 1
    assert faults(tmp_path, broken) == [
        f"questions.yaml:{line}:{column}: unknown option 'nut_sure' of plants; did you mean 'not_sure'?"
    ]


def test_all_faults_are_reported_in_file_order(tmp_path: Path) -> None:
    broken = SMALL.replace("words: [mulch]", "words: [mulsh]").replace(
        "Plants drink.", "Plants <i>drink</i>."
    )
    lines = [int(fault.split(":")[1]) for fault in faults(tmp_path, broken)]
    assert len(lines) == 3  # the wrong word, the word that is now unused, the HTML
    assert lines == sorted(lines)


def test_banned_word_is_allowed_where_quoted(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(SMALL.replace("Helpers tire.", "They call it magic."), encoding="utf-8")
    assert load(path).catalogue.question["own-rest"].why == "They call it magic."


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"- a\n- b\n", b"just text", b"a: &x [*x]\n", b"\t- x: ["]
)
def test_non_catalogue_raises_catalogue_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "questions.yaml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError):
        load(path)


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load(tmp_path / "none.yaml")
