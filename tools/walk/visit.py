"""The visit of one worked person, compared with the lists that the rules give them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools.walk.browser import WalkError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.walk.browser import Browser, Page
    from tools.walk.people import People, Person

PAPERS = ("letter", "a4")
MAX_STEPS = 30

Groups = dict[str, tuple[str, ...]]


@dataclass
class Visit:
    """The visit of one worked person for one length.

    `own`: questions they typed; `asked`: the texts of all listed questions; `differs`: differences found.
    """

    people: People
    person: Person
    length: str
    browser: Browser
    folder: Path
    own: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def walk(self) -> None:
        try:
            checked = self.answer()
            questions = self.pick(checked)
            self.print_sheet(questions)
        except WalkError as error:
            self.note(str(error))

    def note(self, problem: str) -> None:
        self.differs.append(f"{self.length}: {problem}")

    def timed(self, what: str, page: Page) -> Page:
        self.times[what].append(page.reply.milliseconds)
        return page

    def answer(self) -> Page:
        """Go from the start page through all steps to “Check your answers”, and compare the answers."""
        page = self.timed("first page", self.browser.page("/"))
        page = self.browser.page(page.link("Start"))
        left, said = dict(self.person.answers), list[str]()
        for _step in range(MAX_STEPS):
            if page.heading == "Check your answers":
                break
            form = page.form()
            for name in form.names & left.keys():
                said += form.choose(name, left.pop(name))
            page = self.timed("a step", self.browser.press(form, "Continue"))
        page.expect("Check your answers")
        self.check_answers(page, left, said)
        return page

    def check_answers(self, page: Page, left: Mapping[str, object], said: list[str]) -> None:
        shown = [node.text for node in page.main.all("dd") if not node.has_class("open")]
        if left:
            self.note(f"never asked for {', '.join(left)}")
        if sorted(shown) != sorted(said):
            self.note(f"“Check your answers” shows {shown}, said was {said}")

    def pick(self, checked: Page) -> Page:
        """Open “Your questions”, which has the short list, and change the length if needed."""
        page = self.timed("questions page", self.browser.page(checked.link("See my questions")))
        page.expect("Your questions")
        self.compare(page, "short")
        if self.length != "short":
            page = self.browser.press(page.form(), self.people.button(self.length))
            self.compare(page, self.length)
        return page

    def compare(self, page: Page, length: str) -> None:
        expected, found = self.people.grouped(self.person.letter, length), groups_on(page)
        wanted, got = ids_of(expected), ids_of(found)
        missing, extra = sorted(wanted - got), sorted(got - wanted)
        if missing or extra:
            self.note(f"the {length} list lacks {missing} and has {extra} too many")
        elif list(found.items()) != list(expected.items()):
            self.note(f"the {length} list is {formatted(found)} instead of {formatted(expected)}")

    def print_sheet(self, questions: Page) -> None:
        """Go to “Your sheet” and save the PDF in both paper sizes."""
        self.asked = [node.text for node in questions.main.all("p", "label") if is_question(node.text)]
        if len(self.asked) != len(self.people.listed(self.person.letter, self.length)) + len(self.own):
            self.note(f"{len(self.asked)} questions have a number")
        page = self.browser.press(questions.form(), "Make my sheet")
        for paper in PAPERS:
            page.expect("Your sheet")
            form = page.form()
            form.choose("paper", [paper])
            ready = self.browser.press(form, "Continue")
            ready.expect("Your sheet is ready")
            self.save_pdf(ready, paper)
            page = self.browser.page(ready.link("Back"))
        self.save_readable(ready)

    def save_pdf(self, ready: Page, paper: str) -> None:
        reply = self.browser.fetch(ready.link("Download the PDF"))
        self.times[f"PDF, {self.length}"].append(reply.milliseconds)
        if reply.kind != "application/pdf" or not reply.body.startswith(b"%PDF-"):
            self.note(f"{reply.url} is no PDF")
        self.save(f"-{paper}.pdf", reply.body)

    def save_readable(self, ready: Page) -> None:
        """Save the web page and the plain text, and check that both contain every question."""
        page = self.browser.page(ready.link("Read or print it as a web page"))
        text = self.browser.fetch(ready.link("The whole text"))
        self.save(".html", page.reply.body)
        self.save(".txt", text.body)
        for where, content in (("page", page.root.text), ("text", " ".join(text.body.decode().split()))):
            gone = [question for question in self.asked if question not in content]
            if gone:
                self.note(f"the {where} lacks {gone}")

    def save(self, ending: str, content: bytes) -> None:
        (self.folder / f"{self.person.letter}-{self.length}{ending}").write_bytes(content)


def groups_on(page: Page) -> Groups:
    """Return the ids of the listed questions by heading, as on “Your questions”."""
    listed = page.main.by_id("list")
    if listed is None:
        raise WalkError(f"there is no list of questions on “{page.heading}”")
    found: Groups = {}
    for section in listed.all("section"):
        heading = next(section.all("h2")).text
        ids = [node.attributes.get("id", "") for node in section.all("li")]
        if heading in found:
            raise WalkError(f"“{heading}” stands on the list twice")
        found[heading] = tuple(name.removeprefix("q-") for name in ids if name.startswith("q-"))
    return found


def ids_of(groups: Groups) -> set[str]:
    return {name for names in groups.values() for name in names}


def formatted(groups: Groups) -> str:
    return " / ".join(f"{heading}: {', '.join(names)}" for heading, names in groups.items())


def is_question(text: str) -> bool:
    """Return whether the text is a listed question, which begins with its number: “12. How …”."""
    number, point, _question = text.partition(". ")
    return number.isdecimal() and bool(point)
