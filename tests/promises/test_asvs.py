"""The ASVS self-assessment lists each item of levels 1 and 2 once, with a test or a reason."""

from __future__ import annotations

from collections import Counter

from tests.promises.tables import named_in, table

PAPER = "ASVS.md"
APPLY = table(PAPER, "Items that apply")
DO_NOT = table(PAPER, "Items of these chapters that do not apply")
STATES = {"yes", "yes, host", "by design", "partly", "partly, host", "no", "host"}

# The number of items of levels 1 and 2 in each section of ASVS 5.0.0, where they come first. Chapters 6, 8,
# 10 and 17 do not apply.
ITEMS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "9.1": 3, "9.2": 4,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
}  # fmt: skip


def test_each_item_is_listed_once() -> None:
    wanted = {f"{section}.{number}" for section, count in ITEMS.items() for number in range(1, count + 1)}
    listed = Counter(row["item"] for row in APPLY)
    listed.update(item for row in DO_NOT for item in row["items"].split(", "))
    assert [item for item, times in listed.items() if times > 1] == []
    assert set(listed) == wanted


def test_each_chapter_is_assessed_or_left_out() -> None:
    left_out = {
        int(row["chapter"].split()[0].removeprefix("V")) for row in table(PAPER, "Chapters that do not apply")
    }
    assert left_out == set(range(1, 18)) - {int(section.partition(".")[0]) for section in ITEMS}


def test_each_item_has_a_test_or_reason() -> None:
    for row in APPLY:
        evidence = row["test or reason"]
        assert row["state"] in STATES, row
        proved = (
            row["state"] not in {"yes", "yes, host"}
            or list(named_in(evidence))
            or "docs/PRIVACY.md" in evidence
        )
        assert proved, f"{row['item']} names no test"
        assert len(evidence) > 7, row
    assert all(row["reason"] for row in DO_NOT)
