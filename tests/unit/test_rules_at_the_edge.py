"""Cases at the edge of the rules that no sheet of questions.yaml happens to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.content import CatalogueError
from app.content.load import load
from app.content.types import When
from app.core.answers import Answers, step_after
from app.core.reasons import reason
from app.core.selection import fitting
from tests.unit.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from app.content import Catalogue

SMALL_FILE = ROOT / "tests" / "catalogues" / "small.yaml"


def test_step_after_stops_at_both_ends(small: Catalogue) -> None:
    first, second, last = small.steps
    assert step_after(small.steps, first.id) == second
    assert step_after(small.steps, second.id) == last
    assert step_after(small.steps, last.id) is None
    assert step_after(small.steps, last.id, by=-1) == second
    assert step_after(small.steps, second.id, by=-1) == first
    assert step_after(small.steps, first.id, by=-1) is None


def test_answers_after_a_skipped_step_count(small: Catalogue) -> None:
    said = {"plants": ("herbs",), "soil": ("clay",), "stage": ("winter",)}
    assert Answers.of(small, said).on_path == {"plants": ("herbs",), "stage": ("winter",)}


def test_caregiver_only_question_skips_patients(
    catalogue: Catalogue,
) -> None:
    question = catalogue.question["cg-own-health"].model_copy(update={"when": When.model_validate("always")})
    only = catalogue.model_copy(update={"questions": (question,)})
    assert fitting(Answers.of(only, {"role": ("patient",)})) == ()
    assert [chosen.question for chosen in fitting(Answers.of(only, {"role": ("caregiver",)}))] == [question]


def test_reason_kind_follows_the_rule(small: Catalogue) -> None:
    answers = Answers.of(small, {"stage": ("winter",), "plants": ("herbs",)})
    kinds = {chosen.question.id: reason(answers, chosen).kind for chosen in fitting(answers)}
    assert kinds == {"what-first": "everyone", "water": "everyone", "frost": "everyone", "clay": "answers"}


def test_reason_does_not_repeat_itself(small: Catalogue) -> None:
    prune = small.question["prune"].model_copy(update={"when": When.model_validate([{"plants": ["roses"]}])})
    only = small.model_copy(update={"questions": (prune,)})
    answers = Answers.of(only, {"plants": ("roses",), "soil": ("clay",)})
    (chosen,) = fitting(answers)
    told = reason(answers, chosen)
    assert (told.because, told.lifted) == (("you said “Roses”",), (("you said “Clay”",),))


def test_invalid_value_is_reported_with_line(tmp_path: Path) -> None:
    text = SMALL_FILE.read_text(encoding="utf-8")
    broken = text.replace("    priority: 3\n", "    priority: 9\n", 1)
    path = tmp_path / "garden.yaml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(path)
    (fault,) = caught.value.issues
    assert (fault.file, fault.line) == (
        "garden.yaml",
        text[: text.index("    priority: 3\n")].count("\n") + 1,
    )


def test_loaded_catalogue_keeps_file_and_tree() -> None:
    read = load(SMALL_FILE)
    assert read.file.path == SMALL_FILE
    assert read.file.tree["name"] == read.catalogue.name
