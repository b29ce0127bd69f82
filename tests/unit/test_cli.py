from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from app.cli import command_line
from app.content.checks import FAULTS, WARNINGS
from app.core.answers import Answers
from app.core.exclusions import excluded
from app.core.selection import fitting, select
from tests.catalogues import JOURNEY_FILE, journey, real

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from app.content import Catalogue

RUN = command_line().test_cli_runner()
JOURNEY = ("--questions", str(JOURNEY_FILE))
PEOPLE = {person.id: person.answers for person in journey().people}


def run(*args: str) -> Result:
    """Run a command over the catalogue of the tests, unless it names another."""
    which = () if args[0] == "check" or "--questions" in args else JOURNEY
    result = RUN.invoke(args=["catalogue", *args, *which])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = JOURNEY_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_good_catalogue_passes_and_says_so() -> None:
    result = run("check", str(JOURNEY_FILE))
    assert result.exit_code == 0
    *_, warning, last = result.output.splitlines()
    assert warning.endswith("needs 8.4 years of school (aim: 8); use shorter words (warning)")
    assert last == "journey.yaml: 29 questions, 3 words, no fault, 3 warnings"


def test_without_a_name_our_own_is_checked() -> None:
    result = run("check")
    assert result.exit_code == 0
    counted = f"{len(real().questions)} questions, {len(real().words)} words, no fault"
    assert result.output.splitlines()[-1].startswith(f"questions.yaml: {counted}")


def test_check_prints_one_fault_per_line(tmp_path: Path) -> None:
    result = run("check", str(broken(tmp_path, "current_meds: [steroid]", "current_meds: [steriod]")))
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == 3  # in `when`, in `lift` and among the answers of a worked person
    assert all("unknown option 'steriod' of current_meds; did you mean 'steroid'?" in line for line in lines)


def test_a_machine_can_read_faults_and_warnings(tmp_path: Path) -> None:
    good = json.loads(run("check", "--json", str(JOURNEY_FILE)).output)
    assert good["faults"] == []
    assert good["warnings"][0].keys() == {"file", "line", "column", "message", "suggestion"}
    result = run("check", "--json", str(broken(tmp_path, "topic: core", "topic: cor")))
    assert result.exit_code == 1
    found = json.loads(result.output)["faults"]
    assert found
    assert {fault["suggestion"] for fault in found if "unknown topic" in fault["message"]} == {
        "did you mean 'core'?"
    }


def test_the_help_names_every_kind_of_check() -> None:
    told = run("check", "--help").output
    for kind in ("file", "shape", *(check.name for check in (*FAULTS, *WARNINGS))):
        assert re.search(rf"^ +{kind} ", told, re.MULTILINE), kind


# --- list -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", PEOPLE)
def test_a_worked_person_gets_their_list(catalogue: Catalogue, letter: str) -> None:
    lines = run("list", "--person", letter, "--answers", "length=medium").output.splitlines()
    chosen = select(Answers.of(catalogue, {**PEOPLE[letter], "length": ("medium",)}))
    listed = re.findall(r"^ *\d+ +\w+  ([\w-]+):", "\n".join(lines), re.MULTILINE)
    assert listed == [each.question.id for each in chosen]


def test_the_list_gives_place_score_and_reason() -> None:
    told = run("list", "--answers", "stage=deciding, therapy=car_t,worries=crs+cost").output
    assert "  1  core  crs-risk-this-product: for everyone\n" in told
    assert "lifted by Wants to talk about: CRS" in told
    assert "Not on it" not in told


@pytest.mark.parametrize("letter", PEOPLE)
def test_list_accounts_for_every_question(catalogue: Catalogue, letter: str) -> None:
    told = run("list", "--person", letter, "--why-not").output
    for question in catalogue.questions:
        assert len(re.findall(rf"(?<![\w-]){question.id}:", told)) == 1


def test_absence_reasons_are_correct(catalogue: Catalogue) -> None:
    answers = PEOPLE["A"]
    fit = [chosen.question.id for chosen in fitting(Answers.of(catalogue, answers))]
    listed = {chosen.question.id for chosen in select(Answers.of(catalogue, answers))}
    why = {missing.question.id: missing for missing in excluded(Answers.of(catalogue, answers))}
    assert why.keys() | listed == catalogue.question.keys()
    fitting_and_absent = {name for name, missing in why.items() if missing.why in {"rank", "sensitive"}}
    assert fitting_and_absent == set(fit) - listed
    for name, missing in why.items():
        if missing.why == "rank":
            assert fit[missing.place - 1] == name
        if missing.why == "rule":
            mended = {**answers, **{field: (options[0],) for field, options in missing.still_needed.items()}}
            assert name in {chosen.question.id for chosen in fitting(Answers.of(catalogue, mended))}
        assert (missing.why == "caregivers") == (catalogue.question[name].ask.patient is None)
        assert (missing.why == "sensitive") == (catalogue.question[name].sensitive and name in fit)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--answers", "stage=decidng"], "unknown option 'decidng' of stage; did you mean 'deciding'?"),
        (["--answers", "stag=deciding"], "unknown field 'stag'; did you mean 'stage'?"),
        (["--answers", "nonsense"], "unknown field 'nonsense'; there are age, "),
        (["--person", "Z"], "unknown person 'Z'"),
        (["--questions", "/nowhere.yaml"], "cannot be read"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_told(args: list[str], said: str) -> None:
    result = run("list", *args)
    assert result.exit_code == 1
    assert said in result.output


# --- graph ------------------------------------------------------------------------------------------


def test_graph_has_every_question_and_clause(tmp_path: Path, catalogue: Catalogue) -> None:
    out = tmp_path / "rules.dot"
    assert run("graph", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    for question in catalogue.questions:
        assert f'"q {question.id}" [label=' in text
        for number, clause in enumerate(question.when.clauses):
            target = f'"and {question.id} {number}"' if len(clause) > 1 else f'"q {question.id}"'
            for name, options in clause.items():
                assert all(f'"o {name} {option}" -> {target};' in text for option in options)


def test_topic_graph_has_only_its_questions(tmp_path: Path, catalogue: Catalogue) -> None:
    out = tmp_path / "rules.dot"
    run("graph", str(out), "--topic", "cost")
    found = re.findall(r'^  "q ([\w-]+)" \[', out.read_text(encoding="utf-8"), re.MULTILINE)
    assert found == [question.id for question in catalogue.questions if question.topic == "cost"]


def test_the_picture_is_drawn_by_graphviz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, program = tmp_path / "rules.svg", tmp_path / "dot"
    program.write_text('#!/bin/sh\necho "drawn with $1"\nexec /bin/cat\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("graph", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("drawn with -Tsvg\ndigraph rules {")


def test_missing_graphviz_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("graph", str(tmp_path / "rules.svg"))
    assert result.exit_code == 1
    assert "apt-get install graphviz" in result.output


def test_a_graph_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    assert "unknown topic 'cots'; did you mean 'cost'?" in run("graph", "x.dot", "--topic", "cots").output
    assert "cannot be written" in run("graph", str(tmp_path / "no" / "x.dot")).output


def test_blank_sheet_reports_catalogue_faults(tmp_path: Path) -> None:
    mine = broken(tmp_path, "current_meds: [steroid]", "current_meds: [steriod]")
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "sheet.pdf"), "--questions", str(mine)])
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert "unknown option 'steriod' of current_meds" in result.output
    assert not (tmp_path / "sheet.pdf").exists()


@pytest.mark.slow
def test_blank_sheet_is_written_or_fails(tmp_path: Path) -> None:
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "sheet.pdf"), "--size", "large", *JOURNEY])
    assert result.output == f"{tmp_path / 'sheet.pdf'}: 15 questions\n"
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-1.7")
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "nowhere" / "sheet.pdf"), *JOURNEY])
    assert result.exit_code == 1
    assert (
        result.output
        == f"{tmp_path / 'nowhere' / 'sheet.pdf'}: cannot be written: No such file or directory\n"
    )
