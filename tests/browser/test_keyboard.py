"""Keyboard use: focus order, visible focus and errors."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.person import (
    CATALOGUE,
    CHECK,
    CLEAR,
    CLEARED,
    DOWN,
    OWN,
    OWN_BOX,
    PROBLEM,
    QUESTIONS,
    READY,
    SHEET,
    STAR,
    UP,
    arrived,
    option,
    tick,
    ticked,
)
from tests.browser.states import MAIN, NOT_PRINTED, STATES, TOO_LONG, State, begun_at, by_name
from tests.catalogues import SAYS_EVERYTHING as PATIENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from app.content import Field
    from tests.browser.conftest import Visits

MOST_TABS = 400
HAS_FOCUS = "element => element === document.activeElement"
FOCUSED = """() => {
  const element = document.activeElement
  return {tag: element.localName, id: element.id, question: element.closest('li[id]')?.id ?? ''}
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until this element has the focus."""
    handle = target.element_handle()
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if handle.evaluate(HAS_FOCUS):
            return
    pytest.fail(f"Tab never comes to {target}")


def tab_to_button(page: Page, name: str | re.Pattern[str], key: str = "Enter") -> None:
    tab_to(page, page.get_by_role("button", name=name).first)
    page.keyboard.press(key)


def tab_to_link(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("link", name=name, exact=True).first)
    page.keyboard.press("Enter")


def focused(page: Page) -> dict[str, str]:
    """Return tag and id of the focused element, and the id of its question."""
    found: dict[str, str] = page.evaluate(FOCUSED)
    return found


def pick(page: Page, field: Field, values: tuple[str, ...]) -> None:
    """Answer a field with Tab, Space and arrow keys, with the focus before it."""
    if field.choose == "many":
        for value in sorted(values, key=list(field.options).index):
            tab_to(page, option(page, field.id, value))
            page.keyboard.press("Space")
    elif values:
        options = list(field.options)
        tab_to(page, option(page, field.id, options[0]))
        page.keyboard.press("Space")
        for _option in range(options.index(values[0])):
            page.keyboard.press("ArrowDown")


def test_journey_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    tab_to_link(page, "Start")
    for step in CATALOGUE.steps:
        arrived(page, step.title)
        for field in step.fields:
            pick(page, field, PATIENT[field.id])
        assert ticked(page) == {field.id: PATIENT[field.id] for field in step.fields}
        tab_to_button(page, "Continue")

    arrived(page, CHECK)
    tab_to_link(page, "See my questions")
    arrived(page, QUESTIONS)
    tab_to(page, page.get_by_label(OWN_BOX))
    page.keyboard.type(OWN)
    tab_to_button(page, "Make my sheet", key="Space")
    arrived(page, SHEET)
    tab_to(page, page.get_by_label("Letter"))
    page.keyboard.press("ArrowDown")
    tab_to_button(page, "Continue")
    arrived(page, READY)
    tab_to(page, page.get_by_role("link", name="Download the PDF", exact=True))
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    assert downloading.value.suggested_filename == "question-sheet.pdf"
    tab_to_link(page, CLEAR)
    arrived(page, CLEAR)
    tab_to_button(page, CLEAR)
    arrived(page, CLEARED)


def test_details_open_by_keyboard(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/questions")
    why = page.get_by_role("heading", name="Why it matters").first
    assert not why.is_visible()
    tab_to(page, page.locator("summary").first)
    page.keyboard.press("Enter")
    assert why.is_visible()


# Every element that Tab can reach with its style, in document order.
LOOKS = """() => {
  const look = element => {
    const style = getComputedStyle(element)
    return {outline: [style.outlineStyle, style.outlineWidth, style.outlineColor].join(' '),
            shadow: style.boxShadow}
  }
  const radios = new Set()
  const all = [...document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]')]
    .filter(element => element.tabIndex >= 0 && element.type !== 'hidden' && element.checkVisibility())
    .filter(element => {
      if (element.type !== 'radio') return true
      const inGroup = [...document.getElementsByName(element.name)]
      return element === (inGroup.find(radio => radio.checked) ?? inGroup[0])
    })
  window.focusOrder = all
  window.look = look
  return all.map(element => ({html: element.outerHTML.slice(0, 120), ...look(element)}))
}"""
SEEN = """() => {
  const element = document.activeElement
  const {top, bottom, left, right} = element.getBoundingClientRect()
  const bar = document.querySelector('.bar')
  const covered = bar && !bar.contains(element) && bottom > bar.getBoundingClientRect().top + 1
    && top < bar.getBoundingClientRect().bottom
  return {
    at: window.focusOrder.indexOf(element), ...window.look(element),
    inView: !covered && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
  }
}"""
FROM_THE_TOP = "() => { history.replaceState(null, '', location.pathname); document.activeElement.blur() }"
INVISIBLE = re.compile(r"^none |^\w+ 0px |rgba\(0, 0, 0, 0\)$")


def unseen(before: dict[str, Any], after: dict[str, Any], *, shadows: bool) -> str | None:
    """Return the fault in the visible focus of an element, if any."""
    drawn = not INVISIBLE.search(after["outline"]) or (shadows and after["shadow"] != "none")
    changed = (after["outline"], after["shadow"]) != (before["outline"], before["shadow"])
    if not after["inView"]:
        return f"the focus is out of sight on {before['html']}"
    return None if drawn and changed else f"the focus cannot be seen on {before['html']}"


def faults_of_focus(page: Page, *, shadows: bool = True) -> list[str]:
    """Tab through the whole page; return elements without visible focus, and those not reached."""
    looks = page.evaluate(LOOKS)
    assert looks
    reached: dict[int, str | None] = {}
    for _press in range(len(looks) + 1):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen["at"] in reached:
            break
        if seen["at"] >= 0:
            reached[seen["at"]] = unseen(looks[seen["at"]], seen, shadows=shadows)
    missed = [f"Tab does not reach {look['html']}" for at, look in enumerate(looks) if at not in reached]
    return [*(fault for fault in reached.values() if fault), *missed]


WITH_FOCUS = [*MAIN, *(state for state in STATES if state.name in {
    "start-lost", "about", "questions-all-open", "questions-full", "settings-wrong", "clear", "error-404",
})]  # fmt: skip


@pytest.mark.parametrize("state", WITH_FOCUS, ids=by_name)
def test_tab_reaches_all_with_visible_focus(visits: Visits, state: State) -> None:
    page = visits.look(state.who)
    state.open(page)
    page.evaluate(FROM_THE_TOP)
    assert faults_of_focus(page) == []


@pytest.mark.parametrize("colors", ["dark", "forced"])
@pytest.mark.parametrize("path", ["/step/stage", "/sheet/page"])
def test_the_focus_is_seen_in_other_colors(visits: Visits, path: str, colors: str) -> None:
    page = visits.look("patient", colors)
    page.goto(path)
    assert faults_of_focus(page, shadows=colors != "forced") == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ("a.style = 'outline: none; box-shadow: none'", "the focus cannot be seen on"),
        ("a.style = 'position: fixed; left: -999px'", "the focus is out of sight on"),
        ("a.onfocus = () => a.blur()", "Tab does not reach"),
    ],
)
def test_a_fault_of_focus_that_is_put_in_is_found(visits: Visits, fault: str, found: str) -> None:
    page = visits.look("nobody")
    page.goto("/privacy")
    page.evaluate(f"() => {{ const a = document.querySelector('footer a'); {fault} }}")
    assert any(line.startswith(found) for line in faults_of_focus(page))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/about",
        "/step/stage",
        "/check",
        "/questions",
        "/sheet",
        "/ready",
        "/blank",
        "/clear",
        "/nowhere",
    ],
)
def test_skip_link_is_first_tab_stop(page: Page, path: str) -> None:
    begun_at(path)(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main content")
    assert skip.evaluate(HAS_FOCUS)
    assert skip.bounding_box()["x"] >= 0  # type: ignore[index]  # it is visible, or the line above would fail
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("path", "button", "heading"),
    [("/step/about-you", "Continue", "The cancer"), ("/step/what-matters", "Continue", CHECK),
     ("/questions", "Make my sheet", SHEET), ("/sheet", "Continue", READY), ("/clear", CLEAR, CLEARED)],
)  # fmt: skip
def test_a_new_page_begins_at_its_top(page: Page, path: str, button: str, heading: str) -> None:
    begun_at(path)(page)
    tab_to_button(page, button)
    arrived(page, heading)
    page.keyboard.press("Tab")
    assert page.get_by_role("link", name="Skip to the main content").evaluate(HAS_FOCUS)


def order(page: Page) -> list[str]:
    """Return the ids of the listed questions, in order."""
    found: list[str] = page.locator("li[id^=q-]").evaluate_all("items => items.map(item => item.id)")
    return found


@pytest.mark.parametrize(("button", "which"), [(UP, -1), (UP, 1), (DOWN, 0), (DOWN, 2)])
def test_a_moved_question_keeps_the_focus(visits: Visits, button: re.Pattern[str], which: int) -> None:
    page = visits.open("patient")
    page.goto("/questions/order")
    before = order(page)
    mover = page.get_by_role("button", name=button).nth(which)
    moved = mover.locator("xpath=ancestor::li[@id]").get_attribute("id")
    tab_to(page, mover)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/questions/order#{moved}")
    assert order(page) != before
    assert focused(page)["id"] == moved
    box = page.locator(f"#{moved}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < page.viewport_size["height"]  # type: ignore[index]
    page.keyboard.press("Tab")
    assert focused(page)["question"] == moved
    assert focused(page)["id"] != moved


def test_a_saved_list_says_so_where_the_focus_is(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/questions")
    tab_to_button(page, "Update my list")
    message = page.locator("#saved")
    assert "Up to date" in message.inner_text()
    assert message.evaluate(HAS_FOCUS)


@dataclass(frozen=True)
class Mistake:
    """An invalid input, and the label of the field that the first link of the summary leads to."""

    path: str
    make: Callable[[Page], object]
    button: str
    field: str


def too_many_stars(page: Page) -> None:
    for star in page.get_by_role("checkbox", name=STAR).all()[:4]:
        star.check()


MEDICINES, WORRIES = CATALOGUE.field["current_meds"], CATALOGUE.field["worries"]
MISTAKES = {
    "step": Mistake(
        "/step/other-treatments",
        lambda page: tick(page, MEDICINES.id, "steroid", "none"),
        "Continue",
        MEDICINES.options["steroid"].label,
    ),
    "step-too-many": Mistake(
        "/step/what-matters",
        lambda page: tick(page, WORRIES.id, *list(WORRIES.options)[:6]),
        "Continue",
        next(iter(WORRIES.options.values())).label,
    ),
    "own-question": Mistake(
        "/questions",
        lambda page: page.get_by_label(OWN_BOX).fill(NOT_PRINTED),
        "Update my list",
        "My question 1",
    ),
    "date": Mistake("/sheet", lambda page: page.get_by_label("Day").fill("32"), "Continue", "Month"),
    "doctor": Mistake(
        "/sheet",
        lambda page: page.get_by_label("Who is it with?").fill(TOO_LONG),
        "Continue",
        "Who is it with?",
    ),
}  # fmt: skip


IN_SUMMARY = """problem => {
  const element = document.activeElement
  return element.textContent.includes(problem) && element.querySelector('h1') === null
}"""


def summary(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has=page.get_by_role("heading", name=PROBLEM))


def has_the_focus_on_its_errors(page: Page) -> None:
    """Wait for an error summary; check that it has the focus, or an element that contains only it."""
    expect(summary(page)).to_be_visible()
    assert page.evaluate(IN_SUMMARY, PROBLEM)


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_error_summary_has_focus_and_links(page: Page, mistake: Mistake) -> None:
    begun_at(mistake.path)(page)
    mistake.make(page)
    for _again in ("first", "again, now that the address points to the field"):
        tab_to_button(page, mistake.button)
        has_the_focus_on_its_errors(page)
        assert page.title().startswith("Error: ")
        page.keyboard.press("Tab")
        assert summary(page).get_by_role("link").first.evaluate(HAS_FOCUS)
        page.keyboard.press("Enter")
        expect(page.get_by_label(mistake.field, exact=True).first).to_be_focused()


def test_error_summary_has_focus_after_adding(page: Page) -> None:
    page.goto("/questions")
    page.get_by_label(OWN_BOX).fill(OWN)
    tab_to_button(page, "Add")
    page.wait_for_url("**#q-own-1")
    MISTAKES["own-question"].make(page)
    tab_to_button(page, "Update my list")
    has_the_focus_on_its_errors(page)


def test_too_many_stars_lead_to_the_list(visits: Visits) -> None:
    page = visits.open("patient")
    page.goto("/questions")
    too_many_stars(page)
    tab_to_button(page, "Update my list")
    has_the_focus_on_its_errors(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.contains(document.querySelector('li[id^=q-]'))")


NAMED = re.compile(r"""^\s*- '?(button|checkbox|radio|textbox|link) "((?:[^"\\]|\\.)*)\"""", re.MULTILINE)


def names(page: Page) -> dict[str, Counter[str]]:
    """Return the accessible names of the controls of a page, by role."""
    found: dict[str, Counter[str]] = {}
    for role, name in NAMED.findall(page.locator("body").aria_snapshot()):
        found.setdefault(role, Counter())[name] += 1
    return found


@pytest.mark.parametrize(
    "state", [s for s in STATES if s.name.startswith(("questions-", "others-", "order-"))], ids=by_name
)
def test_question_controls_have_unique_names(visits: Visits, state: State) -> None:
    page = visits.look(state.who)
    state.open(page)
    found = names(page)
    assert found["button"]
    for role in ("button", "checkbox", "textbox"):
        assert [name for name, count in found.get(role, {}).items() if count > 1 or not name] == []


@pytest.mark.parametrize("state", MAIN, ids=by_name)
def test_links_of_one_name_lead_to_one_place(visits: Visits, state: State) -> None:
    page = visits.look(state.who)
    state.open(page)
    links = page.locator("a[href]").evaluate_all(
        "all => all.map(link => [link.textContent.trim(), link.href])"
    )
    assert links
    assert all(name for name, _place in links)
    places: dict[str, set[str]] = {}
    for name, place in links:
        places.setdefault(name, set()).add(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
