from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.content.load import load
from tests.catalogues import SMALL_FILE

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "    checked: 2026-11-22\n    certainty"
WHY = 'why: "Plants drink."'
TODAY = dt.date(2026, 11, 23)
SMALL = SMALL_FILE.read_text(encoding="utf-8")
REVIEWED = "reviewed_by: [{name: 'D. Rose', role: 'gardener', date: 2026-06-01}]"
GOOD = SMALL.replace("reviewed_by: []", REVIEWED)
HERBS = next(line for line in GOOD.splitlines(keepends=True) if line.startswith("          herbs:"))
SAND = next(line for line in GOOD.splitlines(keepends=True) if line.startswith("          sand:"))
CLAY = SAND.replace("sand", "clay").replace("Sand", "Clay")


def warned(tmp_path: Path, text: str, today: dt.date = TODAY) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(warning) for warning in load(path).warnings(today)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (REVIEWED, "reviewed_by: []", "no clinician has reviewed this; make a review pack"),
        ("date: 2026-06-01", "date: 2025-06-01", "the last review was on 2025-06-01"),
        ("date: 2026-06-01", "date: 2099-06-01", "2099-06-01 is in the future; put in the day"),
        ("facts_checked: 2026-11", "facts_checked: 2099-11", "2099-11-22 is in the future"),
        (SOURCE, SOURCE.replace("2026", "2099"), "2099-11-22 is in the future"),
        ("facts_checked: 2026-11", "facts_checked: 2026-05", "the facts were last checked on 2026-05-22"),
        (SOURCE, SOURCE.replace("-11-", "-05-"), "source 'G1' was last checked on"),
        (WHY, 'why: "Horticultural irrigation necessitates attention."', "years of school"),
        (WHY, f'why: "Plants {"drink and " * 11}drink."', "a sentence of 24 words (aim: 20)"),
        ('patient: "When do I water?"', 'patient: "When do I water? How?"', "two sentences"),
        (WHY, 'why: "Plants drink. Mulch helps."', "'Mulch' is used and not explained; add mulch"),
        (WHY, f"{WHY}\n    words: [mulch]", "'Mulch' is explained and not used; take mulch out"),
        (HERBS, f"{HERBS}          moss: {{label: Moss, short: moss}}\n", ""),
        (SAND, f"{SAND}          chalk: {{label: Chalk}}\n", "the option 'chalk' of soil changes nothing"),
    ],
)  # fmt: skip
def test_warnings_name_their_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in GOOD
    before, after = warned(tmp_path, GOOD), warned(tmp_path, GOOD.replace(old, new, 1))
    fresh = [line for line in after if line.partition(": ")[2] not in {b.partition(": ")[2] for b in before}]
    if not words:  # the field is part of the situation that is printed, so nothing in it is idle
        assert fresh == []
        return
    (line,) = fresh
    assert words in line
    assert int(line.split(":")[1]) in _lines(GOOD.replace(old, new, 1), new)


def test_an_explained_term_counts_as_a_short_word(tmp_path: Path) -> None:
    why = 'why: "Horticultural irrigation helps."'
    named = GOOD.replace('term: "Mulch"', 'term: "Mulch (horticultural irrigation)"')
    hard, explained = (named.replace(WHY, text) for text in (why, f"{why}\n    words: [mulch]"))
    assert [line for line in warned(tmp_path, hard) if "years of school" in line]
    assert not [line for line in warned(tmp_path, explained) if "years of school" in line]


def test_a_term_does_not_shorten_a_sentence(tmp_path: Path) -> None:
    long = GOOD.replace(WHY, f'why: "Mulch {"and mulch " * 11}helps."\n    words: [mulch]')
    assert [line for line in warned(tmp_path, long) if "a sentence of 24 words" in line]


def _lines(text: str, new: str) -> range:
    """The lines of the entry around a change; some warnings stand at the key, some at its entry."""
    line = text[: text.index(new)].count("\n") + 1
    return range(line - 12, line + 13)


def test_facts_expire_after_the_last_day(tmp_path: Path) -> None:
    last = dt.date(2026, 11, 22) + dt.timedelta(days=183)
    assert not [line for line in warned(tmp_path, GOOD, last) if "last checked" in line]
    assert [line for line in warned(tmp_path, GOOD, last + dt.timedelta(days=1)) if "last checked" in line]


def test_tomorrow_is_today_elsewhere(tmp_path: Path) -> None:
    checked = dt.date(2026, 11, 22)
    ahead = [
        any("in the future" in line for line in warned(tmp_path, GOOD, checked - dt.timedelta(days)))
        for days in (0, 1, 2)
    ]
    assert ahead == [False, False, True]


def test_the_next_check_is_due_after_its_day(tmp_path: Path) -> None:
    due = GOOD.replace("facts_checked:", "next_check: 2026-12-01, facts_checked:")
    told = [
        any(
            "were to be checked by 2026-12-01" in line
            for line in warned(tmp_path, due, dt.date(2026, 12, day))
        )
        for day in (1, 2)
    ]
    assert told == [False, True]


def test_idle_option_must_not_be_in_a_rule(tmp_path: Path) -> None:
    idle = GOOD.replace(SAND, f"{SAND}          chalk: {{label: Chalk, idle: true}}\n")
    assert not [line for line in warned(tmp_path, idle) if "chalk" in line]
    used = GOOD.replace(CLAY, CLAY.replace("label:", "idle: true, label:"))
    assert any("the option 'clay' of soil is in a rule" in line for line in warned(tmp_path, used))


def test_options_of_at_least_two_are_not_idle(tmp_path: Path) -> None:
    tools = "{id: tools, ask: A, label: T, choose: many, weight: 8, options: {rake: Rake, hoe: Hoe}}"
    text = GOOD.replace("      - id: length\n", f"      - {tools}\n      - id: length\n")
    assert len([line for line in warned(tmp_path, text) if "of tools changes nothing" in line]) == 2
    two = text.replace("suggest: [{plants: [not_sure]}]", "suggest: [{at_least_two: [tools]}]")
    assert not [line for line in warned(tmp_path, two) if "tools" in line]


@pytest.mark.parametrize("works", ["implies: {tools: rake}", "answered_by: [clay]"])
def test_option_that_works_without_a_rule(tmp_path: Path, works: str) -> None:
    tools = "{id: tools, ask: A, label: T, choose: one, weight: 8, options: {rake: Rake, hoe: Hoe}}"
    text = GOOD.replace("      - id: length\n", f"      - {tools}\n      - id: length\n")
    chalk = text.replace(SAND, f"{SAND}          chalk: {{label: Chalk, {works}}}\n")
    assert not [line for line in warned(tmp_path, chalk) if "chalk" in line]
