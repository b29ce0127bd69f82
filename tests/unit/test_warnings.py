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


def warned(tmp_path: Path, text: str, today: dt.date = TODAY) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(warning) for warning in load(path).warnings(today)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (REVIEWED, "reviewed_by: []", "no clinician has reviewed this; make a review pack"),
        ("date: 2026-06-01", "date: 2025-06-01", "the last review was on 2025-06-01"),
        ("facts_checked: 2026-11", "facts_checked: 2026-05", "the facts were last checked on 2026-05-22"),
        (SOURCE, SOURCE.replace("-11-", "-05-"), "source 'G1' was last checked on"),
        (WHY, 'why: "Horticultural irrigation necessitates attention."', "years of school"),
        (WHY, f'why: "Plants {"drink and " * 11}drink."', "a sentence of 24 words (aim: 20)"),
        (WHY, 'why: "Plants drink. Mulch helps."', "'Mulch' is used and not explained; add mulch"),
        ('herbs: "Herbs"', 'herbs: "Herbs", moss: "Moss"', ""),
        ('sand: "Sand", ', 'sand: "Sand", chalk: "Chalk", ', "the option 'chalk' of soil changes nothing"),
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


def _lines(text: str, new: str) -> range:
    """The lines of the entry around a change; some warnings stand at the key, some at its entry."""
    line = text[: text.index(new)].count("\n") + 1
    return range(line - 12, line + 13)


def test_facts_expire_after_the_last_day(tmp_path: Path) -> None:
    last = dt.date(2026, 11, 22) + dt.timedelta(days=183)
    assert not [line for line in warned(tmp_path, GOOD, last) if "last checked" in line]
    assert [line for line in warned(tmp_path, GOOD, last + dt.timedelta(days=1)) if "last checked" in line]


def test_idle_option_must_not_be_in_a_rule(tmp_path: Path) -> None:
    idle = GOOD.replace('{sand: "Sand", ', '{sand: "Sand", chalk: "Chalk", ').replace(
        "        weight: 16\n", "        weight: 16\n        idle: [chalk]\n"
    )
    assert not [line for line in warned(tmp_path, idle) if "chalk" in line]
    used = idle.replace("idle: [chalk]", "idle: [chalk, clay]")
    assert any("the option 'clay' of soil is in a rule" in line for line in warned(tmp_path, used))
