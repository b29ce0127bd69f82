from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.linter import LintingClient
from tests.web.page import classes, text_of
from tests.web.sheets import in_text, in_topic, listed, on_paper, rest, topics
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue


ORDER = "/questions/order"


@pytest.fixture
def at_order(visitor: Visitor) -> Visitor:
    """Someone who wants to change the order of a list before answering anything."""
    visitor.open("/questions")
    visitor.press("Change the order")
    return visitor


def button(visitor: Visitor, move: str, name: str) -> str:
    """Return the text of the button that moves a question up or down."""
    return next(text for text, _do, value in visitor.form.buttons if value == f"{move}:{name}")


def test_a_question_moves_within_its_topic(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    page = visitor.open(ORDER)
    topic = next(topic for topic in topics(page)[1:] if len(in_topic(page, topic)) >= 3)
    first, second, *others = in_topic(page, topic)
    page = visitor.press(button(visitor, "up", second))
    assert in_topic(page, topic) == [second, first, *others]
    assert visitor.address == f"{ORDER}#q-{second}"
    page = visitor.press(button(visitor, "down", second))
    assert in_topic(page, topic) == [first, second, *others]


def test_move_at_topic_edge_moves_the_topic(visitor: Visitor) -> None:
    visitor.answer("what-matters", length="full")
    page = visitor.open(ORDER)
    core, first, second, *others = topics(page)
    top, bottom = in_topic(page, second)[0], in_topic(page, second)[-1]
    page = visitor.press(button(visitor, "up", top))
    assert topics(page) == [core, second, first, *others]
    page = visitor.press(button(visitor, "down", bottom))
    assert topics(page) == [core, first, second, *others]


@pytest.mark.parametrize(("move", "place"), [("up", 0), ("down", -1)])
def test_end_questions_have_no_useless_button(at_order: Visitor, move: str, place: int) -> None:
    pressed = {value for _text, _name, value in at_order.form.buttons}
    edge = rest(at_order.page)[place]
    assert f"{move}:{edge}" not in pressed
    assert {f"up:{edge}", f"down:{edge}"} & pressed


@pytest.mark.parametrize(
    "what", ["up:nowhere", "down:", "up:crs-risk-this-product", "sideways:driving", "::"]
)
def test_a_move_that_leads_nowhere_only_saves(at_order: Visitor, what: str) -> None:
    before = list(listed(at_order.page))
    data = at_order.form.data(button(at_order, "down", rest(at_order.page)[0]))
    data["do"] = what
    at_order.send(data)
    assert (at_order.status, list(listed(at_order.page))) == (200, before)


def test_the_sheet_follows_a_move(client: LintingClient, at_order: Visitor) -> None:
    before = on_paper(client)
    at_order.open(ORDER)
    at_order.press(button(at_order, "down", rest(at_order.page)[0]))
    moved = list(listed(at_order.page))
    assert on_paper(client) == in_text(client) != before
    assert list(listed(at_order.open("/questions"))) == moved


def test_the_way_to_the_order_saves_the_list(visitor: Visitor) -> None:
    name, other = rest(visitor.open("/questions"))[:2]
    visitor.tick("star", name)
    visitor.untick("q", other)
    visitor.write("own-1", "Who holds my hand?")
    visitor.press("Change the order")
    assert visitor.address == ORDER
    visitor.press(button(visitor, "down", name))
    items = listed(visitor.open("/questions"))
    assert (items[name].starred, items[other].ticked) == (True, False)
    assert items["own-1"].text == "Who holds my hand?"


def test_the_first_four_cannot_be_moved(at_order: Visitor, catalogue: Catalogue) -> None:
    moves = {value.partition(":")[2] for _text, name, value in at_order.form.buttons if name == "do"}
    core = [question.id for question in catalogue.core]
    assert list(listed(at_order.page))[:4] == core
    assert not moves & set(core)


def test_the_order_page_has_names_only(at_order: Visitor, catalogue: Catalogue) -> None:
    shown = {name: item.text for name, item in listed(at_order.page).items()}
    assert shown == {name: catalogue.question[name].name for name in shown}
    assert {control.kind for control in at_order.form.controls} == {"hidden"}


def test_a_stale_order_page_is_refused(at_order: Visitor) -> None:
    before = list(listed(at_order.page))
    data = at_order.form.data(button(at_order, "down", rest(at_order.page)[0]))
    data.setlist("csrf_token", ["old"])
    at_order.send(data)
    assert (at_order.status, list(listed(at_order.page))) == (400, before)
    assert set(at_order.page.errors) == {"list"}


def test_no_topic_can_pass_what_is_first_of_all(visitor: Visitor, catalogue: Catalogue) -> None:
    (first,) = [place.question for place in catalogue.ranking.first_of_all]
    visitor.answer(catalogue.step_of["fertility"].id, fertility="wants_children")
    visitor.answer("what-matters", length="full")
    page = visitor.open(ORDER)
    topic, following = topics(page)[1:3]
    assert (topic, in_topic(page, topic)) == (catalogue.texts.first_of_all, [first])
    moves = {value for _text, name, value in visitor.form.buttons if name == "do"}
    assert not {f"up:{first}", f"down:{first}"} & moves
    top = in_topic(page, following)[0]
    assert f"up:{top}" not in moves
    assert f"down:{top}" in moves
    visitor.press(button(visitor, "down", in_topic(page, following)[-1]))
    assert topics(visitor.page)[1:3] != [topic, following]
    assert topics(visitor.page)[1] == topic


def test_whatever_has_no_buttons_says_why(real_app: Flask) -> None:
    client = real_app.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.answer("about-you", role="patient")
    page = visitor.open(ORDER)
    for section in page.within(page.by_id["list"], "section"):
        items = [each for each in page.within(section, "li") if "question" in classes(each)]
        still = [each for each in items if not page.within(each, "button")]
        assert (re.search("do(es)? not move", text_of(section)) is not None) == bool(still)
        assert not [each for each in page.within(section, "p") if not text_of(each)]


def test_a_move_is_named_without_a_sign_between(at_order: Visitor) -> None:
    names = {item.text for item in listed(at_order.page).values()}
    moves = [text for text, _do, value in at_order.form.buttons if value.startswith(("up:", "down:"))]
    assert moves
    for text in moves:
        assert any(text.endswith(f" {name}") for name in names)
        assert ":" not in text.split()[1]
