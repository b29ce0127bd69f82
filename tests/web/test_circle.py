"""A sheet goes round twice: kept, opened on another device, filled in, summed up, and made anew."""

from __future__ import annotations

import random
import re
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.pdf import read_fields
from tests.catalogues import real
from tests.web.sheets import listed
from tests.web.test_after import NEXT, SUMMARY
from tests.web.test_open import filled, keep, open_file
from tests.web.visitor import Visitor
from tools.hostile.visitors import random_person_with_sheet

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.sheets import ListedQuestion

pytestmark = pytest.mark.slow
ROUNDS, HEARD = 2, "1 in 10, said Dr. Żak."
MOST_PAGES = {"short": 2, "medium": 4}  # of a sheet in one language


def on_list(visitor: Visitor) -> dict[str, ListedQuestion]:
    return {name: each for name, each in listed(visitor.open("/questions")).items() if each.number}


def pages(pdf: bytes) -> int:
    """Return how many pages the sheet itself has: the card and the like stand behind it."""
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return int(re.findall(r"Page 1 of (\d+)", run.stdout.decode())[0])


@pytest.mark.parametrize("seed", range(10))
def test_a_sheet_goes_round(real_app: Flask, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  reproducible
    person = random_person_with_sheet(real(), rng)
    length = rng.choice(["short", "medium"])
    visitor = Visitor(real_app.test_client())  # type: ignore[arg-type]
    answers = {name: real().field[name].valid(tuple(said)) for name, said in person.answers.items()}
    visitor.walk({**answers, "length": (length,)})
    answered_before: set[str] = set()
    for _round in range(ROUNDS):
        before = on_list(visitor)
        assert not answered_before & {*before}
        elsewhere = Visitor(real_app.test_client())  # type: ignore[arg-type]
        open_file(elsewhere, keep(visitor.client))
        assert on_list(elsewhere) == before
        empty = elsewhere.client.get("/sheet-to-fill-in.pdf").data
        can_write = [name for name in before if f"answer-{name}" in fields_of(empty)]
        answered, asked = set(rng.sample(sorted(before), 3)), rng.choice(sorted(before))
        texts = {f"answer-{name}": HEARD for name in can_write if name in answered}
        ticks = {f"asked-{asked}": True, **{f"answered-{name}": True for name in answered}}
        typed = filled(empty, {**ticks, **texts})
        assert read_fields(typed).fault is None
        visitor = Visitor(real_app.test_client())  # type: ignore[arg-type]
        open_file(visitor, typed, "Open, and write down what I heard")
        assert all(visitor.form.ticked(f"state-{name}") == ["answered"] for name in answered)
        assert all(visitor.form.value(f"heard-{name.removeprefix('answer-')}") == HEARD for name in texts)
        visitor.press(SUMMARY)
        visitor.press(NEXT)
        answered_before |= answered
        new = on_list(visitor)
        assert not answered_before & {*new}
        in_both = visitor.open("/sheet").form().ticked("second_language") != [""]
        assert pages(visitor.client.get("/sheet.pdf").data) <= MOST_PAGES[length] + in_both
    assert visitor.client.get(f"/after/{ROUNDS}.txt").status_code == 200


def fields_of(pdf: bytes) -> set[str]:
    """Return the names of the fields of a PDF to fill in."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {str(field.T) for field in opened.Root.AcroForm.Fields}
