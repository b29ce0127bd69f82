from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from app.cli import command_line
from app.content.checks import FAULTS, WARNINGS
from app.core.answers import Answers
from app.core.exclusions import excluded
from app.core.ranking import Selection, select
from app.core.selection import fitting
from app.review.rules_in_words import untranslated
from app.review.steps import let_in, step_in_words
from tests.catalogues import JOURNEY_FILE, REAL_FILE, journey, real

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
    *_, counted, asked = result.output.splitlines()
    assert counted.startswith("journey.yaml: 29 questions, 3 words, no fault, ")
    moments = "before 29, during 29, after 29, came_back 29"
    assert asked == f"asked at each moment: {moments} (flask catalogue matrix names them)"


def test_without_a_name_our_own_is_checked() -> None:
    result = run("check")
    assert result.exit_code == 0
    counted = f"{len(real().questions)} questions, {len(real().words)} words, no fault"
    assert f"questions.yaml: {counted}" in result.output


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
    answers = Answers.of(catalogue, {**PEOPLE[letter], "length": ("medium",)})
    listed = re.findall(r"^ *\d+ +\w+  ([\w-]+): (?:\[(.*?)\])?", "\n".join(lines), re.MULTILINE)
    steps = [(each.id, step_in_words(let_in(answers, each), untranslated)) for each in select(answers)]
    assert listed == [(name, "" if step == "core" else step) for name, step in steps]


def test_the_list_gives_place_step_and_reason() -> None:
    given = "stage=deciding, current_meds=steroid,worries=crs+cost"
    told = run("list", "--answers", given).output
    assert "  1  core  crs-risk-this-product: for everyone\n" in told
    assert re.search(r"^ +\d +\d+  when-to-call: \[kept place 1\] ", told, re.MULTILINE)
    assert "crs-treatment-plan: [ticked topic “CRS”] for everyone; lifted because you said “CRS”" in told
    assert "Not on it" not in told
    longer = run("list", "--answers", f"{given},length=medium").output
    assert "steroids-timing: [score] because you said “A steroid”" in longer


def test_the_full_list_says_so() -> None:
    assert "goal-of-treatment: [full list] " in run("list", "--answers", "length=full").output


def test_people_not_covered_get_one_line() -> None:
    told = run("list", "--answers", "diagnosis=not_cancer", "--why-not").output
    assert told == "These people are not covered, and get no sheet: “This sheet is for people with cancer”\n"


@pytest.mark.parametrize("letter", PEOPLE)
def test_list_accounts_for_every_question(catalogue: Catalogue, letter: str) -> None:
    told = run("list", "--person", letter, "--why-not").output
    for question in catalogue.questions:
        assert len(re.findall(rf"(?<![\w-]){question.id}:", told)) == 1


def test_absence_reasons_are_correct(catalogue: Catalogue) -> None:
    answers = PEOPLE["A"]
    fit = [chosen.question.id for chosen in fitting(Answers.of(catalogue, answers))]
    listed = {chosen.question.id for chosen in select(Answers.of(catalogue, answers))}
    selection = Selection.of(Answers.of(catalogue, answers))
    why = {missing.question.id: missing for missing in excluded(selection)}
    assert why.keys() | listed == catalogue.question.keys()
    kept_off = {"score", "sensitive", "yields"}
    fitting_and_absent = {name for name, missing in why.items() if missing.why in kept_off}
    assert fitting_and_absent == set(fit) - listed
    for name, missing in why.items():
        if missing.why == "score":
            assert missing.score == {chosen.id: chosen.score for chosen in selection.fit}[name]
        if missing.why == "rule":
            mended = {**answers, **{field: (options[0],) for field, options in missing.still_needed.items()}}
            assert name in {chosen.question.id for chosen in fitting(Answers.of(catalogue, mended))}
        if missing.why == "voice":
            assert not any(each.ask.patient for each in catalogue.question[name].wordings)
        assert (missing.why == "sensitive") == (catalogue.question[name].sensitive and name in fit)


def test_score_below_the_last_one_is_told(catalogue: Catalogue) -> None:
    told = run("list", "--person", "A", "--answers", "length=medium", "--why-not").output
    person = Answers.of(catalogue, {**PEOPLE["A"], "length": ("medium",)})
    last = [chosen.score for chosen in select(person) if chosen.step == "score"][-1]
    found = re.findall(r"it fits, with the score (\d+); the last one let in by score has (\d+)\n", told)
    assert len(found) > 3
    assert all(int(score) <= last == int(lowest) for score, lowest in found)
    topics = run("list", "--answers", "stage=deciding,worries=crs+cost", "--why-not").output
    assert "; kept places and ticked topics took all places\n" in topics


PLAN = """why: "A plan helps."
    wordings:
      - for: [before, during, came_back, after]
        ask: {patient: "What will you do first if I get CRS?", caregiver:"""
WITHOUT = {
    "not asked at “Meeting a team or deciding”: too early": PLAN.replace(
        "wordings:\n      - for: [before, ", 'not_asked: {before: "too early"}\n    wordings:\n      - for: ['
    ),
    "its wordings for this moment would need: Wants to talk about includes “CRS”": PLAN.replace(
        "after]\n", "after]\n        when: [{worries: [crs]}]\n"
    ),
    "its wording has no text for a patient": PLAN.replace(
        'patient: "What will you do first if I get CRS?", ', ""
    ),
    "it fits, and gives way to when-to-call": f"yields_to: [when-to-call]\n    {PLAN}",
}


@pytest.mark.parametrize("said", WITHOUT)
def test_why_not_names_the_step(tmp_path: Path, said: str) -> None:
    mine = broken(tmp_path, PLAN, WITHOUT[said])
    told = run("list", "--answers", "stage=deciding", "--why-not", "--questions", str(mine)).output
    assert f"  crs-treatment-plan: {said}\n" in told


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--answers", "stage"], "'stage' has no answer; write such as stage=exploring"),
        (["--answers", "stage=,worries=crs"], "'stage' has no answer"),
        (
            ["--answers", "stage=deciding,stage=recovering"],
            "nobody can answer 'stage' like this; see how many",
        ),
        (["--answers", "stage=deciding+recovering"], "nobody can answer 'stage' like this"),
        (["--answers", "current_meds=steroid+none"], "nobody can answer 'current_meds' like this"),
        (
            ["--answers", "worries=crs+cost+work_driving+trust+dying+long_term"],
            "nobody can answer 'worries' like this",
        ),
        (["--answers", "stage=decidng"], "unknown option 'decidng' of stage; did you mean 'deciding'?"),
        (["--answers", "stag=deciding"], "unknown field 'stag'; did you mean 'stage'?"),
        (["--answers", "nonsense"], "unknown field 'nonsense'; there are age, "),
        (["--person", "Z"], "unknown person 'Z'"),
    ],
)
def test_answers_that_nobody_can_give_are_refused(args: list[str], said: str) -> None:
    result = run("list", *args)
    assert result.exit_code == 2
    assert f"Error: Invalid value for {args[0]}: {said}" in result.output


def test_a_list_of_no_file_is_told() -> None:
    result = run("list", "--questions", "/nowhere.yaml")
    assert result.exit_code == 1
    assert "cannot be read" in result.output


# --- matrix -----------------------------------------------------------------------------------------


def test_matrix_has_a_line_per_question(catalogue: Catalogue) -> None:
    lines = run("matrix").output.splitlines()
    table = {line.split()[0].rstrip("*"): line.split()[1:] for line in lines if re.search(r"  +\S+$", line)}
    for question in catalogue.questions:
        assert len(table[question.id]) == len(catalogue.moment_of)
    assert table["crs-risk-this-product"] == ["1"] * 5 + ["2"] * 2 + ["1"]
    assert "serious-harm-or-death*" in "\n".join(lines)


def test_our_own_matrix_fits_100_columns() -> None:
    for voice in ("patient", "caregiver"):
        lines = run("matrix", "--voice", voice, "--questions", str(REAL_FILE)).output.splitlines()
        assert max(map(len, lines)) <= 100


def test_matrix_tells_voices_apart(catalogue: Catalogue) -> None:
    patient, caregiver = (
        json.loads(run("matrix", "--json", "--voice", voice).output) for voice in ("patient", "caregiver")
    )
    assert patient["questions"].keys() == catalogue.question.keys()
    mine, theirs = (said["questions"]["cg-own-health"]["stages"] for said in (patient, caregiver))
    assert set(mine.values()) == {"."}
    assert "1" in theirs.values()
    assert patient["asked"] == caregiver["asked"] == dict.fromkeys(catalogue.moments, 29)


def test_matrix_prints_reasons(tmp_path: Path) -> None:
    mine = broken(tmp_path, PLAN, WITHOUT["not asked at “Meeting a team or deciding”: too early"])
    told = run("matrix", "--reasons", "--questions", str(mine)).output
    assert told == "crs-treatment-plan\n  before: too early\n"


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
    assert '"o worries crs" -> "q crs-treatment-plan" [style=dashed];' in text


def test_graph_draws_two_answers_or_more(tmp_path: Path) -> None:
    old = "[{stage: [exploring, deciding, preparing, first_month, not_sure]}]\n    lift: [{worries: [crs]}]"
    mine = broken(tmp_path, old, old.replace("[{stage", "[{at_least_two: [therapy]}, {stage"))
    out = tmp_path / "rules.dot"
    assert run("graph", str(out), "--questions", str(mine)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert '"o at_least_two therapy" [label="two or more"];' in text
    assert '"o at_least_two therapy" -> "q crs-treatment-plan";' in text


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


def test_blank_sheet_of_an_unknown_stage(tmp_path: Path) -> None:
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "sheet.pdf"), "--stage", "later", *JOURNEY])
    assert result.exit_code == 1
    assert result.output.startswith("--stage must be one of exploring, ")
    assert result.output.endswith(", not 'later'.\n")
    assert not (tmp_path / "sheet.pdf").exists()


@pytest.mark.parametrize("args", [("--second", "en"), ("--language", "es", "--second", "es")])
def test_blank_sheet_is_not_beside_itself(tmp_path: Path, args: tuple[str, ...]) -> None:
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "sheet.pdf"), *args])
    assert result.exit_code == 2
    assert "Invalid value for --second: the sheet is in this language; name another one" in result.output
    assert not (tmp_path / "sheet.pdf").exists()


@pytest.mark.slow
def test_blank_sheet_is_written_or_fails(tmp_path: Path) -> None:
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "sheet.pdf"), "--size", "large", *JOURNEY])
    assert result.output == f"{tmp_path / 'sheet.pdf'}: 15 questions\n"
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-1.7")
    result = RUN.invoke(
        args=["sheet", "blank", str(tmp_path / "after.pdf"), "--stage", "recovering", *JOURNEY]
    )
    assert result.exit_code == 0
    assert (tmp_path / "after.pdf").read_bytes() != (tmp_path / "sheet.pdf").read_bytes()
    result = RUN.invoke(args=["sheet", "blank", str(tmp_path / "nowhere" / "sheet.pdf"), *JOURNEY])
    assert result.exit_code == 1
    assert (
        result.output
        == f"{tmp_path / 'nowhere' / 'sheet.pdf'}: cannot be written: No such file or directory\n"
    )
