from __future__ import annotations

import ast
import re
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from app.content import CatalogueError, checks
from app.content.load import load
from tests.unit.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from app.content import Catalogue, Issue

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


def changed(change: dict[str, Any]) -> str:
    """Return small.yaml with one change, and with a second one that belongs to it."""
    text = SMALL
    for each in filter(None, (change, change.get("and"))):
        assert each["old"] in text
        text = text.replace(each["old"], each["new"], 1)
    return text


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change["what"])
def test_a_fault_is_named_with_its_place(tmp_path: Path, change: dict[str, Any]) -> None:
    found = faults(tmp_path, changed(change))
    assert any(change["message"] in fault for fault in found), found
    assert len(found) == len(set(found)), "a text for both voices stands in the file once"
    assert all(re.match(r"questions\.yaml:\d+:\d+: \S.*; \S", fault) for fault in found), "place; what to do"


@pytest.mark.parametrize("found", [*re.finditer(r"\{(\w+): \[", SMALL)], ids=lambda found: found[1])
def test_a_mistyped_name_is_a_fault_wherever_it_stands(tmp_path: Path, found: re.Match[str]) -> None:
    mistyped = f"{SMALL[: found.end(1)]}z{SMALL[found.end(1) :]}"
    assert any(f"'{found[1]}z'" in fault for fault in faults(tmp_path, mistyped))


def raised_in(module: ModuleType) -> set[tuple[str, int]]:
    """Return the lines of a module where an issue is made."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        (module.__name__, call.lineno)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in {"Issue", "unknown"}
    }


@pytest.mark.slow
def test_each_fault_of_a_check_has_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = [import_module(f"app.content.checks.{check.name}") for check in checks.FAULTS]
    seen: set[tuple[str, int]] = set()

    def noted(module: ModuleType, make: Callable[..., Issue]) -> Callable[..., Issue]:
        def made(*args: Any) -> Issue:
            caller = traceback.extract_stack(limit=2)[0]
            seen.add((module.__name__, caller.lineno or 0))
            return make(*args)

        return made

    for module in modules:
        for name in ("Issue", "unknown"):
            if make := vars(module).get(name):
                monkeypatch.setattr(module, name, noted(module, make))
    for change in FAULTS:
        faults(tmp_path, changed(change))
    assert sorted(set().union(*map(raised_in, modules)) - seen) == []


def test_fault_in_an_only_entry_is_named_alone(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SMALL.replace('signs: ["it bleeds"]', "signs: [2]"))
    assert "a text is needed here (here: '2')" in fault


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
