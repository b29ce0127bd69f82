"""What must be heard of each kind of page. New expectations belong here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.core.choices import MAX_STARS
from tools.hear.expectations import Expectation, never, opens_with, says, spoken

if TYPE_CHECKING:
    from app.content import Catalogue, Field, Step
    from app.core.sheet import Sheet
    from app.core.sheet.items import Item

Expected = list[Expectation]

RADIO = ("selected radio button", "not selected radio button")
CHECKBOX = ("check box checked", "check box not checked")
CHOSEN = ("chosen", "current", "selected", "pressed")


def page(heading: str) -> Expected:
    """Every page: its title when it opens, and its h1."""
    return [opens_with(f"Finished loading {heading}"), says(f"{heading} heading level 1")]


def start(catalogue: Catalogue) -> Expected:
    return [*page(catalogue.texts.start), says("Start link")]


def step(shown: Step) -> Expected:
    return [*page(shown.title), *(expectation for field in shown.fields for expectation in _group(field))]


def open_sheet() -> Expected:
    return [*page("Open a saved sheet"), says("Your file"), says("Open push button")]


def visit(sheet: Sheet) -> Expected:
    """Each question as the name of a group, with its three states and a box for the answer."""
    states = ("Answered", "Asked, still open", "Not asked")
    groups = [says(f"{item.number}. {item.text}") for item in sheet.printed]
    return [
        *page("After your visit"),
        *groups,
        *(_control(state, RADIO) for state in states),
        says("What you heard"),
    ]


def _group(field: Field) -> Expected:
    states = RADIO if field.choose == "one" else CHECKBOX
    return [says(field.ask), *(_control(option.label, states) for option in field.options.values())]


def _control(label: str, states: tuple[str, ...]) -> Expectation:
    return says(*(f"{label} {state}" for state in states))


def answers(labels: list[str]) -> Expected:
    return [*page("Check your answers"), *map(says, labels)]


def questions(sheet: Sheet, chosen: str) -> Expected:
    """“Your questions”, with the words of the button for the chosen length."""
    return [
        *page("Your questions"),
        _length(chosen),
        *(says(f"{item.number}. {item.text}") for item in sheet.printed),
        *(expectation for item in sheet.printed for expectation in _star(item)),
    ]


def _length(chosen: str) -> Expectation:
    spoken_as = [f"{chosen} {between} {word}" for between in ("", "push button") for word in CHOSEN]
    before = [f"{word} {chosen}" for word in CHOSEN]
    return Expectation(f"“{chosen}” is not heard as the chosen length", (*spoken_as, *before))


def _star(item: Item) -> Expected:
    """The star of a question says its name, and says it once."""
    label = f"top {MAX_STARS}: {item.name}"
    twice = (f"{label} {state} {item.name}" for state in CHECKBOX)
    return [_control(label, CHECKBOX), never(f"“{item.name}” is heard twice at its star", *twice)]


def saved() -> Expected:
    return [opens_with("Finished loading Up to date"), says("Up to date")]


def refused(heading: str, field: str, text: str) -> Expected:
    """A form that came back because of the text in this field."""
    return [
        opens_with(f"Finished loading Error: {heading}"),
        opens_with("There is a problem"),
        says(f"{heading} heading level 1"),
        says("Error:"),
        Expectation(f"“{field}” is not heard as invalid", (f"{field} entry {text} invalid entry",)),
    ]


def paper(sheet: Sheet) -> Expected:
    """The sheet: the same as a web page and as a PDF."""
    catalogue, texts = sheet.catalogue, sheet.catalogue.paper
    title = texts.title.of(sheet.voice)
    return [
        opens_with(f"Finished loading {title}"),
        says(texts.to_the_doctor.of(sheet.voice)),
        says(f"{title} heading level 1"),
        *(says(f"{catalogue.heading(section.topic)} heading level 2") for section in sheet.sections),
        *(says(f"box {item.number}. {item.text}") for item in sheet.printed),
        says("Appointment: blank With: blank"),
        says("1. blank 2. blank 3. blank"),
        *(says(line, times=times) for line, times in _fill_ins(sheet).items()),
        never("lines to write on are heard", "blank blank", "underscore", "separator"),
    ]


def _fill_ins(sheet: Sheet) -> Counter[str]:
    """Return how each line to fill in sounds, and how often it stands on the sheet."""
    return Counter(spoken(line) for item in sheet.printed for line in item.fill_in)


def asked(sheet: Sheet) -> Expected:
    return [says(f"{item.number}. {item.text}") for item in sheet.printed]


def paper_in_two(sheet: Sheet) -> Expected:
    """The sheet in two languages: each question in both, the second right behind the first."""
    assert sheet.second
    title = sheet.catalogue.paper.title.of(sheet.voice)
    return [
        opens_with(f"Finished loading {title}"),
        says(f"{title} heading level 1"),
        says(sheet.second.catalogue.paper.to_the_doctor.of(sheet.voice)),
        *(says(f"{item.number}. {item.text} {sheet.second.item(item.id).text}") for item in sheet.printed),
    ]
