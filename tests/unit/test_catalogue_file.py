"""Whatever an editor saves, or saves by mistake: a message with its place, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import CatalogueError
from app.content.load import load
from app.content.yaml_characters import character_issues
from tests.unit.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from app.content import LocatedIssue

SMALL = (ROOT / "tests" / "catalogues" / "small.yaml").read_bytes()
BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"


def fault(tmp_path: Path, data: bytes) -> LocatedIssue:
    """Return the one fault of a file with these bytes."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(data)
    with pytest.raises(CatalogueError) as caught:
        load(path)
    (found,) = caught.value.issues
    return found


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"", 1, 1, "keys with values"),
        (b"just a text", 1, 1, "keys with values"),
        (b"- a\n- b\n", 1, 1, "keys with values"),
        (b"name: x\n\tsteps: []\n", 2, 1, "spaces, not with the Tab key"),
        (b"name: a\nname: b\n", 2, 1, "stand only once"),
        (b"name: say: it\n", 1, 10, "quotation marks"),
        (b'name: "never closed\n', 1, 7, "this quotation mark is not closed"),
        (b"name: [never closed\n", 2, 1, "a bracket is missing"),
        (b"a:\n  - b\n c: d\n", 3, 2, "right column"),
        (b"---\na: 1\n---\nb: 2\n", 3, 1, "only one document"),
        (BOMB, 1, 4, "write the text out"),
        (b"a: &one text\n", 1, 4, "write the text out"),
        (b"a: {<<: *none}\n", 1, 9, "write the text out"),
        (b"name: x\nname2: caf\xe9\n", 2, 11, "save the file as UTF-8"),
        ("name: é\nname2: \x07\n".encode(), 2, 8, "may not stand here"),
        (b"\xff\xfen\x00a\x00", 1, 1, "save the file as UTF-8"),
        (b"date: 2026-11-31\n", 1, 7, "no such date"),
        (b"number: " + b"9" * 5000, 1, 9, "no such date or number"),
        pytest.param(b"[" * 5000, 1, 1, "nested too deeply", marks=pytest.mark.slow),
        (b"a: " + b"[" * 400 + b"]" * 400, 1, 1, ""),
        (b"x: " + b"y" * 5_000_000, 1, 1, "larger than 2,000,000 bytes"),
    ],
    ids=range(21),
)
def test_invalid_file_is_reported_with_place(
    tmp_path: Path, data: bytes, line: int, column: int, words: str
) -> None:
    found = fault(tmp_path, data)
    assert (found.line, found.column) == (line, column)
    assert words in str(found)
    assert found.issue.suggestion
    assert "\n" not in str(found)
    assert len(str(found)) < 300


def test_folder_and_missing_file_are_reported(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(CatalogueError, match="cannot be read"):
            load(path)


def test_bom_and_crlf_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace(b"\n", b"\r\n"))
    assert load(path).catalogue.name == "Garden Question Sheet"


def test_faults_come_in_file_order(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(
        SMALL.replace(b"priority: 3", b"priority: soon").replace(b"topic: care", b"tropic: care")
    )
    with pytest.raises(CatalogueError) as caught:
        load(path)
    lines = [found.line for found in caught.value.issues]
    assert len(lines) > 2
    assert lines == sorted(lines)


pieces = st.sampled_from(
    [
        b"", b"\t", b":", b"- ", b"&a ", b"*a", b"!!binary ", b"!!set ", b"? ", b"[", b"]", b"{", b"}", b"'",
        b'"', b"|", b"2026-99-99", b"0x", b".inf", b"~", b"\x00", b"\xff", b"\r", b"<<: ", b"---\n",
        b"%YAML 9.9\n", b"#", b"1e999",
    ]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 40), pieces), min_size=1, max_size=4))
def test_damaged_file_raises_only_catalogue_error(
    tmp_path: Path, damage: list[tuple[int, int, bytes]]
) -> None:
    data = SMALL
    for place, length, piece in damage:
        data = data[:place] + piece + data[place + length :]
    path = tmp_path / "mine.yaml"
    path.write_bytes(data)
    try:
        load(path)
    except CatalogueError as error:
        assert all(found.line >= 1 and found.column >= 1 and found.issue.message for found in error.issues)  # noqa: PT017  both ways out are right


@pytest.mark.parametrize("version", ["9.9", "1.7", "0.1", "1.1"])
def test_other_yaml_version_is_reported(tmp_path: Path, version: str) -> None:
    assert fault(tmp_path, f"%YAML {version}\n---\nname: x\nname: y\n".encode()).issue.suggestion


def test_unprintable_letters_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(SMALL.replace(b'"Plants drink."', '"Plants 蛾 drink 日蛾."'.encode()))
    with pytest.raises(CatalogueError) as caught:
        load(path)
    (found,) = caught.value.issues
    line = path.read_text(encoding="utf-8").splitlines().index('    why: "Plants 蛾 drink 日蛾."') + 1
    assert (
        str(found)
        == f"mine.yaml:{line}:10: no font here can print 蛾日; write it in other letters, or add a font"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (">\n      Plants\n      drink.", "Plants drink."),
        (">-\n      Plants\n      drink.", "Plants drink."),
        (">+\n      Plants drink.\n", "Plants drink."),
        ("|\n      Plants drink #1.", "Plants drink #1."),
        ('"Plants\n      drink."', "Plants drink."),
        ("Plants\n      drink.", "Plants drink."),
        ('"Take 10\u00a0mg : \u202f“so”\u202f"', "Take 10\u00a0mg : \u202f“so”\u202f"),
        ("Take 10\u00a0mg", "Take 10\u00a0mg"),
        ("“Drink” means “water”", "“Drink” means “water”"),
        ("“Drink” is “water”, \u2019tis said", "“Drink” is “water”, \u2019tis said"),
        ('"They call it “dew”"  # so they say', "They call it “dew”"),
        ("Plants  # or trees", "Plants"),
        ("Plants # 2 of them", "Plants"),
        ("Plants# drink", "Plants# drink"),
        ("Plants drink.\n    # and so on", "Plants drink."),
    ],
)
def test_texts_may_be_written_in_many_ways(tmp_path: Path, written: str, read: str) -> None:
    path = tmp_path / "mine.yaml"
    text = SMALL.decode().replace('why: "Plants drink."', f"why: {written}")
    path.write_text(text, encoding="utf-8")
    assert load(path).catalogue.question["water"].why == read


def test_odd_characters_are_told_of_each_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes("a: x\u200by\u202e\r\nb: z\r\n\u00a0c: 1\r# \ufffc\r\n".encode())
    with pytest.raises(CatalogueError) as caught:
        load(path)
    places = [(found.line, found.column) for found in caught.value.issues]
    assert places == [(1, 5), (3, 1), (4, 3)]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_spaces_that_may_be_meant_are_no_fault(tmp_path: Path, space: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL.decode().replace("Plants drink.", f"Plants{space}drink."), encoding="utf-8")
    assert load(path).catalogue.question["water"].why == f"Plants{space}drink."


@pytest.mark.parametrize("name", ["questions.yaml", "docs/another-treatment.yaml", "docs/coverage.yaml"])
def test_our_own_files_hold_no_odd_characters(name: str) -> None:
    assert list(character_issues((ROOT / name).read_text(encoding="utf-8"))) == []


def test_letters_that_can_be_printed_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(SMALL)
    assert load(path).catalogue.name
