"""The questions alone, as a text for a message to the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.sheets import on_sheet

if TYPE_CHECKING:
    from tests.web.page import Page
    from tests.web.visitor import Visitor


def message(page: Page) -> str:
    (box,) = page.all("textarea")
    assert {"readonly", "id"} <= set(box.attrib)
    assert "name" not in box.attrib  # a browser that goes back would fill it
    return (box.text or "").removeprefix("\n")


def test_it_holds_the_questions_alone(visitor: Visitor) -> None:
    expected = on_sheet(visitor.open("/questions"))
    title, *lines = message(visitor.open("/sheet/message")).split("\n")
    assert title == "Questions for the visit"
    assert [line for line in lines if line] == expected


def test_the_top_three_come_first_with_their_numbers(visitor: Visitor) -> None:
    expected = on_sheet(visitor.open("/questions"))
    last = [control.value for control in visitor.form.controls if control.name == "star"][-1]
    visitor.tick("star", last)
    visitor.press("Update my list")
    text = message(visitor.open("/sheet/message"))
    assert f"\n\nMy top 3 questions\n{expected[-1]}\n\nMy other questions\n{expected[0]}\n" in text
    assert text.count(expected[-1]) == 1


def test_the_appointment_stands_above(settled: Visitor) -> None:
    assert "With: Dr. Lee\n" in message(settled.open("/sheet/message"))


def test_its_length_is_said(visitor: Visitor) -> None:
    page = visitor.open("/sheet/message")
    length = f"{len(message(page)):,} characters"
    assert f"Your questions: {length}" in page.text
    assert "This is short enough." in page.text
    assert f"({length})" in visitor.open("/ready").text


def test_a_text_that_is_too_long_says_so(visitor: Visitor) -> None:
    visitor.open("/questions")
    for number in range(1, 6):
        visitor.write(f"own-{number}", "word " * 39 + "end?")
        visitor.press("Add")
    page = visitor.open("/sheet/message")
    assert len(message(page)) > 1000
    visitor.answer("what-matters", length=("full",))
    page = visitor.open("/sheet/message")
    assert len(message(page)) > 1500
    assert "this is too long" in page.text
