"""One person's whole way: answers, an own question, an own order, a rest, the PDF, and a look back."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from tools.walk.browser import LostError
from tools.walk.visit import BUTTON, PAPERS, Visit, groups_on, in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.walk.browser import Control, Page
    from tools.walk.visit import Groups

LONGEST_REST = 300  # seconds; only a drill that has failed lets people rest that long
PLACES = 4


@dataclass
class Journey(Visit):
    """A visit with changes of one's own. At one of its places the person rests until something begins."""

    number: int = 0
    place: int = 0
    until: Event = field(default_factory=Event)
    said: list[str] = field(default_factory=list)
    order: Groups = field(default_factory=dict)

    def rest(self, place: int) -> None:
        if place == self.place and not self.until.wait(LONGEST_REST):
            raise LostError("what they rested for never began")

    def check_answers(self, page: Page, left: Mapping[str, object], said: list[str]) -> None:
        super().check_answers(page, left, said)
        self.said = said

    def pick(self, checked: Page) -> Page:
        """Pick the length, write a question, then move the last question up."""
        self.rest(0)
        page = super().pick(checked)
        self.said += [] if self.length == "short" else [BUTTON[self.length]]
        self.own = (f"Could you tell the one who came as number {self.number} what matters most?",)
        form = page.form()
        form.write("own-1", self.own[0])
        self.rest(1)
        page = self.browser.press(form, "Save changes")
        form, before = page.form(), groups_on(page)
        button = [button for button in form.buttons if button.value.startswith("up:")][-1]
        self.order = moved_up(before, button)
        page = self.browser.press(form, button.label)
        self.look(page, "after moving a question")
        return page

    def print_sheet(self, questions: Page) -> None:
        self.rest(2)
        super().print_sheet(questions)
        self.rest(3)
        self.look_back()

    def look_back(self) -> None:
        """Go back to the questions and the answers: all is as it was left."""
        page = self.browser.page("/questions")
        self.look(page, "at the end")
        own = {control.name: control.value for control in page.form().controls}.get("own-1")
        if own != self.own[0]:
            self.note(f"the own question is {own!r} at the end")
        checked = self.browser.page(page.link("Back"))
        checked.expect("Check your answers")
        self.check_answers(checked, {}, self.said)

    def look(self, page: Page, when: str) -> None:
        found = groups_on(page)
        if list(found.items()) != list(self.order.items()):
            self.note(f"{when} the list is {in_words(found)} instead of {in_words(self.order)}")

    def read_papers(self) -> None:
        """Look for every question, in its order, in the PDFs that were taken home."""
        for paper in PAPERS:
            text, at = words_of(self.folder / f"{self.person.letter}-{self.length}-{paper}.pdf"), 0
            for question in self.asked:
                found = text.find(question, at)
                if found < 0:
                    self.note(f"the PDF on {paper} lacks “{question}” or has it elsewhere")
                at = max(at, found)


def moved_up(groups: Groups, button: Control) -> Groups:
    """Return the list after pressing “Move up” or “Move this topic up”."""
    name, order = button.value.removeprefix("up:"), list(groups)
    home = next(heading for heading in order if name in groups[heading])
    if not button.label.startswith("Move up"):
        at = order.index(home)
        order[at - 1 : at + 1] = [home, order[at - 1]]
        return {heading: groups[heading] for heading in order}
    names = list(groups[home])
    at = names.index(name)
    names[at - 1 : at + 1] = [name, names[at - 1]]
    return {heading: tuple(names) if heading == home else groups[heading] for heading in order}


def words_of(pdf: Path) -> str:
    command = ["pdftotext", "-raw", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout
    return " ".join(text.decode().split())
