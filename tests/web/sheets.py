"""What stands on "Your questions" and on the sheet, read from what the visitor is sent."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.web.page import Page, classes, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor


@dataclass(frozen=True)
class ListedQuestion:
    """One question on the list. `number` is its place on the sheet, `ticked` None if it has no box."""

    id: str
    topic: str
    text: str
    number: int | None
    ticked: bool | None
    starred: bool


def listed(page: Page) -> dict[str, ListedQuestion]:
    """Return the questions of the list by id, in its order."""
    sections = page.within(page.by_id["list"], "section")
    found = [
        _listed(page, text_of(section[0]), item)
        for section in sections
        for item in page.within(section, "li")
        if "question" in classes(item)
    ]
    return {item.id: item for item in found}


def _listed(page: Page, topic: str, item: Element) -> ListedQuestion:
    name = item.get("id", "").removeprefix("q-")
    ask = next(below for below in item.iter() if "ask" in classes(below))
    number, text = re.fullmatch(r"(?:(\d+)\. )?(.*)", text_of(ask)).groups()  # type: ignore[union-attr]
    boxes = {box.get("name"): "checked" in box.attrib for box in page.within(item, "input")}
    return ListedQuestion(
        name, topic, text, int(number) if number else None, boxes.get("q"), boxes.get("star", False)
    )


def rest(page: Page) -> list[str]:
    """Return the ids of the listed questions after the first four."""
    return list(listed(page))[4:]


def topics(page: Page) -> list[str]:
    return list(dict.fromkeys(item.topic for item in listed(page).values()))


def in_topic(page: Page, topic: str) -> list[str]:
    return [item.id for item in listed(page).values() if item.topic == topic]


def offered(page: Page) -> list[str]:
    """Return the ids on “Other questions”, the page of what can be added."""
    boxes = [box for topic in page.of_class("topic") for box in page.within(topic, "input")]
    assert all("checked" not in box.attrib for box in boxes)
    return [box.get("value", "") for box in boxes]


def add(visitor: Visitor, *names: str) -> Page:
    """Add other questions to the list."""
    visitor.open("/questions/more")
    visitor.tick("q", *names)
    return visitor.press("Add to my list")


def add_own(visitor: Visitor, *texts: str) -> None:
    """Write into the one empty box of the list, and press the button below it."""
    for text in texts:
        (section,) = [each for each in visitor.page.all("section") if "own" in classes(each)]
        (box,) = visitor.page.within(section, "textarea")
        visitor.write(box.get("name", ""), text)
        visitor.press("Add")


def on_sheet(page: Page) -> list[str]:
    """Return the questions on the list that are printed, as “number. text”."""
    return [f"{item.number}. {item.text}" for item in listed(page).values() if item.number]


def on_paper(client: LintingClient) -> list[str]:
    """Return the numbered questions of the sheet as a web page."""
    client.get("/sheet/page")
    asks = [ask for ask in client.page.of_class("ask") if ask.tag == "p"]
    return [_plain(text_of(ask)) for ask in asks]


def top_three(client: LintingClient) -> list[str]:
    """Return what stands after “My top 3 questions” on the sheet: “number name”, or “1. blank” if free."""
    client.get("/sheet/page")
    (top,) = client.page.of_class("top")
    *_, line = client.page.within(top, "p")
    return [text_of(part).rstrip(";") for part in line.iter() if "segment" in classes(part)]


def in_text(client: LintingClient) -> list[str]:
    """Return the numbered questions of the plain text."""
    text = client.get("/sheet.txt").get_data(as_text=True)
    return [_plain(line) for line in re.findall(r"^\[ \] (\d+\. .*)$", text, re.MULTILINE)]


def in_pdf(client: LintingClient) -> str:
    """Return the words of the PDF in the order in which they are read aloud, single spaces between them."""
    command, data = ["pdfinfo", "-struct-text", "-"], client.get("/sheet.pdf").data
    tree = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    texts = (line.strip()[1:-1] for line in tree.splitlines() if line.strip().startswith('"'))
    return _plain(" ".join(" ".join(texts).split()))


def _plain(text: str) -> str:
    """Leave out the mark of a starred question, which stands between its number and its text."""
    return re.sub(r"(?<=\d\. )TOP 3 (- )?", "", text)
