"""The date of the appointment, as people write it. It is read as they mean it, or they are asked."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask_babel import Babel, force_locale, format_date
from hypothesis import given
from hypothesis import strategies as st
from wtforms import ValidationError

from app.core.free_text import clean
from app.web.forms import date_in_line
from app.web.forms.dates import NotADateError, read_date
from app.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.visitor import Visitor

YEARS = range(2025, 2030)
NO_SUCH_DATE = "There is no such date. Check the month, the day and the year."
CHECK_THE_YEAR = "Check the year of this date."
DATES = st.dates(dt.date(2025, 1, 1), dt.date(2029, 12, 31))
NUMBERS = ["{d.month}/{d.day}/{d.year}", "{d.day}.{d.month}.{d.year}", "{d.year}-{d.month:02}-{d.day:02}",
           "{d:%m %d %Y}", "{d:%d-%m-%y}", "{d:%m/%d/%y}"]  # fmt: skip
NAMED = ["{d:%B} {d.day}, {d.year}", "{d.day} {d:%b} {d.year}", "{d:%b}. {d.day} {d:%y}", "{d:%d%b%Y}",
         "{d.year} {d:%B} {d.day}", "the {d.day}th of {d:%B}, {d.year}", "{d:%d/%b/%y}"]  # fmt: skip


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def read(*boxes: str) -> dt.date:
    return read_date([clean(box) for box in (*boxes, "", "")[:3]], YEARS)


def refusal(*boxes: str) -> str:
    with pytest.raises(ValidationError) as caught:
        read(*boxes)
    return str(caught.value)


@pytest.mark.parametrize(
    "month",
    ["12", " 12 ", "Dec", "dec", "DEC.", "dec.", "December", "december", "Decem", "12.", "١٢"],
)
@pytest.mark.parametrize("day", ["3", "03", "3rd", "3 rd", "3.", "the 3rd"])
@pytest.mark.parametrize("year", ["2026", "26", "'26", "\u201926"])
def test_boxes_take_what_people_write(month: str, day: str, year: str) -> None:
    assert read(month, day, year) == dt.date(2026, 12, 3)


@pytest.mark.parametrize(
    ("month", "number"),
    [("Jan", 1), ("Feb.", 2), ("mar", 3), ("Apr", 4), ("may", 5), ("Jun", 6), ("july", 7), ("Aug.", 8),
     ("Sept", 9), ("sept.", 9), ("Sep", 9), ("Octob", 10), ("NOV", 11)],
)  # fmt: skip
def test_months_have_names_and_short_forms(month: str, number: int) -> None:
    assert read(month, "21st", "2026") == dt.date(2026, number, 21)


@pytest.mark.parametrize("box", [0, 1, 2])
@pytest.mark.parametrize(
    "text",
    ["11/26/2026", "26/11/2026", "11-26-26", "2026-11-26", "26.11.2026", "11 26 2026", "Nov 26, 2026",
     "26 Nov 2026", "November 26th 2026", "26th of November, 2026", "26-Nov-26", "26Nov2026"],
)  # fmt: skip
def test_a_whole_date_may_stand_in_one_box(text: str, box: int) -> None:
    boxes = ["", "", ""]
    boxes[box] = text
    assert read(*boxes) == dt.date(2026, 11, 26)


@pytest.mark.parametrize(
    "boxes",
    [("Nov 26", "", "2026"), ("", "26 November", "2026"), ("26", "Nov", "2026"), ("11", "26/2026", "")],
)
def test_a_date_may_stand_in_two_boxes(boxes: tuple[str, str, str]) -> None:
    assert read(*boxes) == dt.date(2026, 11, 26)


@pytest.mark.parametrize("boxes", [("12/3/2026", "", ""), ("", "3.12.26", ""), ("12 3", "", "2026")])
def test_a_date_with_two_readings_is_asked_about(boxes: tuple[str, str, str]) -> None:
    assert refusal(*boxes) == (
        "This can be March 12, 2026 or December 3, 2026. Write the month by name, or each number in its box."
    )


@pytest.mark.parametrize(
    "boxes",
    [("5", "", "2027"), ("", "", "2027"), ("Dec 3", "", ""), ("-5", "2", "2027"), ("5", "2", "20277"),
     ("5", "²", "2027"), ("5", "2-3", "2027"), ("Ma", "2", "2027"), ("J", "2", "2027"), ("Juin", "2", "2027"),
     ("Smarch", "2", "2027"), ("May", "June", "2027"), ("soon", "", ""), ("11262026", "", ""), ("?", "", ""),
     ("5", "1e1", "2027"), ("Nov 26 2026 3pm", "", ""), ("1 2 3 4", "", ""), ("a" * 9000, "", ""),
     ("1" * 9000, "", ""), ("the", "of", "")],
)  # fmt: skip
def test_what_is_no_date_is_refused(boxes: tuple[str, str, str]) -> None:
    with force_locale("en"), pytest.raises(NotADateError):
        read(*boxes)


@pytest.mark.parametrize(
    ("boxes", "message"),
    [
        (("2", "30", "2027"), NO_SUCH_DATE),
        (("13", "1", "2027"), NO_SUCH_DATE),
        (("26", "11", "2026"), NO_SUCH_DATE),  # each in its box, as labelled
        (("0", "0", "0"), NO_SUCH_DATE),
        (("31 June 2027", "", ""), NO_SUCH_DATE),
        (("5", "2", "99"), CHECK_THE_YEAR),
        (("May", "2", "202"), CHECK_THE_YEAR),
        (("5/2/1999", "", ""), CHECK_THE_YEAR),
    ],
)
def test_a_wrong_date_is_told(boxes: tuple[str, str, str], message: str) -> None:
    assert refusal(*boxes) == message


@given(DATES, st.sampled_from(NAMED))
def test_a_month_by_name_is_never_misread(date: dt.date, form: str) -> None:
    with force_locale("en"):
        assert read(form.format(d=date)) == date


@given(DATES, st.sampled_from(NUMBERS))
def test_numbers_are_read_or_asked_about(date: dt.date, form: str) -> None:
    with force_locale("en"):
        try:
            assert read(form.format(d=date)) == date
        except ValidationError as error:
            assert format_date(date, "long") in str(error)  # noqa: PT017  both ways out are right


@given(st.lists(st.text(st.sampled_from("0123456789 /.-'\u2019abdecJMn\u00e9²,"), max_size=14), max_size=3))
def test_any_text_is_read_or_refused(boxes: list[str]) -> None:
    with force_locale("en"):
        try:
            assert read(*boxes).year in YEARS
        except ValidationError as error:
            assert isinstance(error, NotADateError) or re.search("Check|There is", str(error))  # noqa: PT017


@pytest.mark.parametrize(
    ("language", "text"),
    [("es", "3 dic. 2026"), ("es", "diciembre 3 2026"), ("de", "3. Dez. 2026"), ("fr", "3 déc. 2026"),
     ("fr", "3 decembre 2026"), ("pl", "3 grudnia 2026"), ("pl", "grudzień 3 2026"), ("ru", "3 дек. 2026")],
)  # fmt: skip
def test_other_languages_have_other_names(language: str, text: str) -> None:
    with force_locale(language):
        assert read(text) == dt.date(2026, 12, 3)


@pytest.mark.parametrize("month", ["mar", "Sept.", "août", "aout", "juil"])
def test_names_are_those_of_the_language(month: str) -> None:
    with force_locale("fr"):
        assert read(month, "2", "2027").day == 2


def test_typed_date_reaches_the_sheet_and_comes_back(visitor: Visitor) -> None:
    visitor.open("/sheet")
    visitor.write("month", "Sept. 3rd, '27")
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    visitor.open("/sheet")
    assert [visitor.form.value(name) for name in ("month", "day", "year")] == ["9", "3", "2027"]
    visitor.open("/sheet/page")
    assert "Friday, September 3, 2027" in visitor.page.text


@pytest.mark.parametrize(("year", "status"), [(2024, 400), (2025, 200), (2029, 200), (2030, 400)])
def test_a_visit_is_at_most_a_year_back_and_three_ahead(visitor: Visitor, year: int, status: int) -> None:
    """Today is in 2026."""
    visitor.open("/sheet")
    for name, text in {"month": "11", "day": "30", "year": str(year)}.items():
        visitor.write(name, text)
    visitor.press("Continue")
    assert visitor.status == status
    assert [*visitor.page.errors.values()] == [CHECK_THE_YEAR] * (status == 400)


@pytest.mark.parametrize("boxes", [("12/3/2026", "", ""), ("Dezember", "3", "2026"), ("Nov", "31st", "26")])
def test_refused_boxes_keep_what_was_typed(visitor: Visitor, boxes: tuple[str, str, str]) -> None:
    visitor.open("/sheet")
    typed = dict(zip(("month", "day", "year"), boxes, strict=True))
    for name, text in typed.items():
        visitor.write(name, text)
    visitor.press("Continue")
    assert visitor.status == 400
    assert list(visitor.page.errors) == ["month"]
    assert {name: visitor.form.value(name) for name in typed} == typed


def ready_for(visitor: Visitor, day: dt.date) -> str:
    visitor.open("/sheet")
    for name in ("month", "day", "year"):
        visitor.write(name, str(getattr(day, name)))
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    return visitor.page.text


def test_an_appointment_that_has_passed_is_pointed_out(visitor: Visitor) -> None:
    remark = "The day of your appointment has passed: Monday, January 5, 2026."
    assert remark in ready_for(visitor, dt.date(2026, 1, 5))
    visitor.go("Change the day")
    assert visitor.address == "/sheet#month"
    assert "has passed" not in ready_for(visitor, dt.date(2027, 1, 5))


@pytest.mark.parametrize(
    ("utc", "is_past"), [("2026-11-23T11:59", False), ("2026-11-23T12:00", True)], ids=["still", "over"]
)
@pytest.mark.parametrize("zone", [-12, 0, 14], ids=lambda hours: f"a server at {hours:+}")
def test_a_day_has_passed_once_it_is_over_everywhere(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, utc: str, zone: int, *, is_past: bool
) -> None:
    server = dt.timezone(dt.timedelta(hours=zone))
    now = dt.datetime.fromisoformat(f"{utc}+00:00").astimezone(server)
    monkeypatch.setattr(Service, "now", staticmethod(lambda: now))
    assert ("has passed" in ready_for(visitor, dt.date(2026, 11, 22))) == is_past


def test_a_visit_that_has_passed_is_no_news(visitor: Visitor) -> None:
    visitor.open("/questions")
    visitor.open("/after")
    visitor.write("month", "11 2 2026")
    visitor.press("Save")
    assert "has passed" not in visitor.page.text
    assert "has passed" not in visitor.open("/ready").text


@pytest.mark.parametrize(("path", "example"), [("/sheet", "12 26 2026"), ("/after", "10 26 2026")])
def test_the_example_of_a_day_is_never_a_wrong_one(visitor: Visitor, path: str, example: str) -> None:
    visitor.open("/questions")
    assert f"For example {example}." in visitor.open(path).text


@pytest.mark.parametrize(("language", "month"), [("en", 12), ("es", 3), ("pt", 3), ("hu", None)])
def test_numbers_in_a_line_stand_in_the_order_of_the_language(language: str, month: int | None) -> None:
    with force_locale(language):
        found = date_in_line("12/3/2026", dt.date(2026, 11, 30))
    assert found == (month and dt.date(2026, month, 15 - month))
