"""docs/coverage.yaml: which points of published lists our questions cover."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Annotated, Any

import pydantic
from ruamel.yaml import YAML

from app.content.types import FrozenModel, Id, Text
from app.settings import ROOT
from tests.catalogues import real


class Gist(FrozenModel):
    gist: Text
    ours: tuple[Id, ...] = ()
    not_ours: str = ""


class PublishedList(FrozenModel):
    id: Id
    publisher: Text
    title: Text
    year: int | None = None
    address: Annotated[str, pydantic.Field(pattern=r"^(https?://\S+)?$")]
    read: Text
    gists: Annotated[tuple[Gist, ...], pydantic.Field(min_length=1)]


class Coverage(FrozenModel):
    seen: dt.date
    lists: tuple[PublishedList, ...]


COVERAGE = Coverage.model_validate(YAML(typ="safe", pure=True).load(ROOT / "docs" / "coverage.yaml"))
GISTS = [(each.id, gist) for each in COVERAGE.lists for gist in each.gists]


def repeated(values: Any) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


def test_each_gist_has_a_counterpart_or_a_reason() -> None:
    assert [(name, gist) for name, gist in GISTS if bool(gist.ours) == bool(gist.not_ours)] == []


def test_counterparts_are_in_the_catalogue() -> None:
    known = {question.id for question in real().questions}
    assert [(name, gist.gist, gone) for name, gist in GISTS for gone in gist.ours if gone not in known] == []


def test_reasons_name_no_unknown_question() -> None:
    """A word with a hyphen in a reason is the id of a question."""
    known = {question.id for question in real().questions}
    named = {word for _, gist in GISTS for word in re.findall(r"[a-z]+(?:-[a-z]+)+", gist.not_ours)}
    assert named - known == set()


def test_no_question_stands_twice_in_a_gist() -> None:
    assert [(name, gist.gist) for name, gist in GISTS if repeated(gist.ours)] == []


def test_lists_and_their_gists_stand_once() -> None:
    assert repeated(each.id for each in COVERAGE.lists) == []
    assert repeated((name, gist.gist) for name, gist in GISTS) == []


def test_about_page_states_the_figures() -> None:
    partly = [each for each in COVERAGE.lists if not each.read.startswith("whole")]
    covered = [gist for _, gist in GISTS if gist.ours]
    stated = [int(number) for number in re.findall(r"\d+", real().texts.coverage)]
    assert stated == [len(GISTS), len(COVERAGE.lists), len(partly), len(covered)]


def test_head_of_the_file_states_the_figures() -> None:
    partly = sum(not each.read.startswith("whole") for each in COVERAGE.lists)
    head = (ROOT / "docs" / "coverage.yaml").read_text(encoding="utf-8").partition("\nseen:")[0]
    assert f"{partly} of the {len(COVERAGE.lists)} could be read only in part" in head
