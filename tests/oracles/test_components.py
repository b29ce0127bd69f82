"""Form components have the same accessibility tree as those of the NHS and GOV.UK design systems."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from app.web.service import Service
from tests.oracles.chromium import Chromium
from tests.oracles.designs import DESIGNS, Box, Design, Group, Option
from tests.oracles.states import ODD, TOO_LONG, button, catalogue_of, fitting, wrong
from tests.web.page import TICKED, Page, classes, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from app.content import Field, Step
    from tests.web.visitor import Visitor

UNTOUCHED, FILLED, WRONG = "untouched", "filled in", "wrong"
DATE = ("month", "day", "year")
COLUMNS = ("column_1", "column_2", "column_3")
TEXTS = ("visit_with", *COLUMNS)
KINDS: dict[str, Callable[[Field], bool]] = {
    "radio buttons": lambda field: field.choose == "one" and not field.hint,
    "radio buttons with a hint": lambda field: field.choose == "one" and bool(field.hint),
    "checkboxes with a hint": lambda field: field.choose == "many" and not field.exclusive,
    "checkboxes with an option that stands alone": lambda field: bool(field.exclusive),
}
# A page for components of a design system. Labels are inline blocks as on our pages: Chromium leaves out the
# text of other labels of text fields.
OTHERS = (
    '<!doctype html><html lang="en"><title>Fields</title><style>label {{ display: inline-block }}</style>'
    "<main>{}</main></html>"
)
each_design = pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
each_state = pytest.mark.parametrize("state", [UNTOUCHED, FILLED, WRONG])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    chromium = Chromium()
    yield chromium
    chromium.close()


# --- Our pages ---------------------------------------------------------------------------------------


def steps(visitor: Visitor) -> tuple[Step, ...]:
    return catalogue_of(visitor.client.application).steps


def our_step(visitor: Visitor, step: Step, state: str) -> str:
    visitor.open(f"/step/{step.id}")
    if state == UNTOUCHED:
        return visitor.response.text
    data = visitor.form.data(button(visitor.form))
    for field in step.fields:
        data.setlist(field.id, wrong(field) if state == WRONG else fitting(field))
    visitor.send(data)
    return _seen(visitor, state, f"/step/{step.id}")


def our_settings(visitor: Visitor, state: str) -> str:
    visitor.open("/sheet")
    if state == UNTOUCHED:
        return visitor.response.text
    date = ("13", "40", "2026") if state == WRONG else ("2", "28", f"{Service.today().year}")
    for name, number in zip(DATE, date, strict=True):
        visitor.write(name, number)
    for name in TEXTS:
        visitor.write(name, TOO_LONG if state == WRONG else f"The text of {name}")
    data = visitor.form.data(button(visitor.form))
    data["paper"] = ODD if state == WRONG else "a4"
    visitor.send(data)
    return _seen(visitor, state, "/sheet")


def our_questions(visitor: Visitor, state: str) -> str:
    visitor.open("/questions")
    if state == UNTOUCHED:
        return visitor.response.text
    visitor.write("own-1", TOO_LONG if state == WRONG else "Can I bring my dog?")
    visitor.press(button(visitor.form, "save"))
    return _seen(visitor, state, "/questions")


def _seen(visitor: Visitor, state: str, address: str) -> str:
    """Return the page with the errors, or the page as it is on the next visit."""
    if state == WRONG:
        assert visitor.status == 400
    else:
        visitor.open(address)
    return visitor.response.text


# --- Components of our pages, as data for the design systems -----------------------------------------


def of_catalogue(field: Field, page: Page, state: str) -> Group:
    """Return a field of the catalogue as a group; only the hint comes from the page."""
    chosen = {UNTOUCHED: (), FILLED: fitting(field), WRONG: wrong(field)}[state]
    hint = text_of(page.by_id[f"{field.id}-hint"]) if field.hint or field.choose == "many" else ""
    assert field.hint in hint
    options = [
        Option(value, option.label, value in chosen, or_before=value in field.exclusive[:1])
        for value, option in field.options.items()
    ]
    return Group(field.id, field.ask, hint, options, many=field.choose == "many")


def of_page(page: Page, *names: str) -> Group:
    """Return a group that is defined in a template, with its texts from the page."""
    fields = [control(page, name) for name in names]
    group = next(above for above in page.above(fields[0]) if above.tag == "fieldset")
    hint = next((text_of(child) for child in group if "hint" in classes(child)), "")
    ticks = [field for field in page.within(group, "input") if field.get("type") in TICKED]
    options = [Option(f.get("value", ""), label(page, f), "checked" in f.attrib) for f in ticks]
    boxes = [] if ticks else [box(page, name) for name in names]
    return Group(names[0], text_of(group[0]), hint, options, boxes)


def box(page: Page, name: str) -> Box:
    field = control(page, name)
    value = field.text or "" if field.tag == "textarea" else field.get("value", "")
    hint = text_of(page.by_id[f"{name}-hint"]) if f"{name}-hint" in page.by_id else ""
    return Box(name, label(page, field), value.strip("\n"), hint, rows=int(field.get("rows", "0")))


def control(page: Page, name: str) -> Element:
    return next(field for field in page.all("input", "textarea") if field.get("name") == name)


def label(page: Page, field: Element) -> str:
    return next(text_of(label) for label in page.all("label") if label.get("for") == field.get("id"))


def error(page: Page, name: str) -> str:
    """Return the message in the error summary for the first control with this name."""
    return page.errors.get(control(page, name).get("id", ""), "")


def group_of(name: str) -> str:
    return f'fieldset:has([name="{name}"])'


# --- Comparison --------------------------------------------------------------------------------------


def others(chromium: Chromium, *components: str) -> list[list[str]]:
    drawn = "".join(f'<div id="component-{number}">{html}</div>' for number, html in enumerate(components))
    selectors = [f"#component-{number}" for number in range(len(components))]
    return chromium.read(OTHERS.format(drawn), *selectors)


def assert_alike(ours: list[list[str]], theirs: list[list[str]]) -> None:
    # A refused text is spoken as invalid here; the design systems leave that to its message.
    heard = [[line.replace(" invalid true", "") for line in lines] for lines in ours]
    lines = [line for pair in zip(heard, theirs, strict=True) for line in unified_diff(*pair, n=0)]
    differences = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    if differences:
        pytest.fail("\n".join(["ours (-) and design system (+):", *differences]))


@each_design
@each_state
@pytest.mark.parametrize("kind", KINDS)
def test_options_match_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str, kind: str
) -> None:
    compared = 0
    for step in steps(visitor):
        fields = [field for field in step.fields if KINDS[kind](field)]
        if fields:
            html, page = our_step(visitor, step, state), visitor.page
            theirs = [design.options(of_catalogue(f, page, state), error(page, f.id)) for f in fields]
            selectors = [group_of(field.id) for field in fields]
            assert_alike(chromium.read(html, *selectors), others(chromium, *theirs))
            compared += len(fields)
    assert compared, f"no step has {kind}"


@each_design
@each_state
def test_paper_choice_matches_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str
) -> None:
    html, page = our_settings(visitor, state), visitor.page
    theirs = design.options(of_page(page, "paper"), error(page, "paper"))
    assert_alike(chromium.read(html, group_of("paper")), others(chromium, theirs))


@each_design
@each_state
def test_date_input_matches_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str
) -> None:
    html, page = our_settings(visitor, state), visitor.page
    theirs = design.date(of_page(page, *DATE), error(page, DATE[0]))
    assert_alike(chromium.read(html, group_of(DATE[0])), others(chromium, theirs))


@each_design
@each_state
def test_text_with_hint_matches_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str
) -> None:
    html, page = our_settings(visitor, state), visitor.page
    ours = box(page, "visit_with")
    assert ours.hint
    theirs = design.box(ours, error(page, "visit_with"))
    assert_alike(chromium.read(html, ":has(> #visit_with)"), others(chromium, theirs))


@each_design
@each_state
def test_grouped_inputs_match_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str
) -> None:
    html, page = our_settings(visitor, state), visitor.page
    theirs = design.boxes(of_page(page, *COLUMNS), page.errors)
    assert_alike(chromium.read(html, group_of(COLUMNS[0])), others(chromium, theirs))


@each_design
@each_state
def test_textarea_matches_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str
) -> None:
    # Once it is saved it stands behind a fold.
    html, page = our_questions(visitor, state).replace("<details>", "<details open>"), visitor.page
    ours = box(page, "own-1")
    assert ours.rows > 1
    theirs = design.box(ours, error(page, "own-1"))
    assert_alike(chromium.read(html, ":has(> #own-1)"), others(chromium, theirs))


@each_design
def test_step_errors_match_design_system(chromium: Chromium, visitor: Visitor, design: Design) -> None:
    for step in steps(visitor):
        html, page = our_step(visitor, step, WRONG), visitor.page
        messages = {field.id: error(page, field.id) for field in step.fields}
        theirs = design.error_summary(title_of_summary(page), messages)
        fields = [design.options(of_catalogue(field, page, WRONG)) for field in step.fields]
        assert_alike(chromium.read(html, ".errors"), others(chromium, theirs, *fields)[:1])


@each_design
def test_sheet_errors_match_design_system(chromium: Chromium, visitor: Visitor, design: Design) -> None:
    html, page = our_settings(visitor, WRONG), visitor.page
    date, paper = of_page(page, *DATE), of_page(page, "paper")
    targets = {DATE[0]: f"{date.name}-{DATE[0]}", control(page, "paper").get("id", ""): paper.name}
    messages = {targets.get(target, target): message for target, message in page.errors.items()}
    assert len(messages) == len((date, paper, *TEXTS))
    theirs = design.error_summary(title_of_summary(page), messages)
    fields = [design.date(date), design.options(paper), *(design.box(box(page, name)) for name in TEXTS)]
    assert_alike(chromium.read(html, ".errors"), others(chromium, theirs, *fields)[:1])


def title_of_summary(page: Page) -> str:
    (summary,) = page.of_class("errors")
    return text_of(page.within(summary, "h2")[0])


@each_design
@pytest.mark.parametrize("state", [UNTOUCHED, WRONG])
def test_back_link_and_button_match_design_system(
    chromium: Chromium, visitor: Visitor, design: Design, state: str
) -> None:
    html = our_step(visitor, steps(visitor)[1], state)
    sends = design.draw("button", text=button(visitor.form))
    assert_alike(chromium.read(html, "button#continue"), others(chromium, sends))
    visitor.open("/check")
    back = design.draw("back-link", text="Back", href=visitor.page.back)
    assert_alike(chromium.read(visitor.response.text, "a.back"), others(chromium, back))
