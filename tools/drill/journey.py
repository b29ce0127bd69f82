"""One journey: answers, an own question, a reordering, a pause, the PDF, and a check of what was saved."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from tools.walk.browser import WalkError
from tools.walk.visit import PAPERS, Visit, formatted, groups_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.walk.browser import Control, Page
    from tools.walk.visit import Groups

MAX_PAUSE_SECONDS = 300  # reached only when the drill has failed
PAUSE_POINTS = 4


@dataclass
class Journey(Visit):
    """A visit with changes to the list. It pauses at `pause_point` until the event `waits_for` is set."""

    number: int = 0
    pause_point: int = 0
    waits_for: Event = field(default_factory=Event)
    said: list[str] = field(default_factory=list)
    order: Groups = field(default_factory=dict)

    def pause(self, pause_point: int) -> None:
        if pause_point == self.pause_point and not self.waits_for.wait(MAX_PAUSE_SECONDS):
            raise WalkError("the stage to wait for never started")

    def check_answers(self, page: Page, left: Mapping[str, object], said: list[str]) -> None:
        super().check_answers(page, left, said)
        self.said = said

    def pick(self, checked: Page) -> Page:
        """Pick the length, write a question, and move the last question up."""
        self.pause(0)
        page = super().pick(checked)
        self.said += [] if self.length == "short" else [self.people.button(self.length)]
        self.own = (f"Could you tell the one who came as number {self.number} what matters most?",)
        form = page.form()
        form.write("own-1", self.own[0])
        self.pause(1)
        page = self.browser.press(self.browser.press(form, "Add").form(), "Change the order")
        form, before = page.form(), groups_on(page)
        button = [button for button in form.buttons if button.value.startswith("up:")][-1]
        self.order = moved_up(before, button)
        page = self.browser.press(form, button.label)
        self.check_order(page, "after moving a question")
        return self.browser.page(page.link("Back to your questions"))

    def print_sheet(self, questions: Page) -> None:
        self.pause(2)
        super().print_sheet(questions)
        self.pause(3)
        self.check_saved_state()

    def check_saved_state(self) -> None:
        """Check that questions and answers are still as they were left."""
        page = self.browser.page("/questions")
        self.check_order(page, "at the end")
        own = {control.name: control.value for control in page.form().controls}.get("own-1")
        if own != self.own[0]:
            self.note(f"the own question is {own!r} at the end")
        checked = self.browser.page("/check")
        checked.expect("Check your answers")
        self.check_answers(checked, {}, self.said)

    def check_order(self, page: Page, when: str) -> None:
        found = groups_on(page)
        if list(found.items()) != list(self.order.items()):
            self.note(f"{when} the list is {formatted(found)} instead of {formatted(self.order)}")

    def check_pdfs(self) -> None:
        """Check that the saved PDFs contain every question with its number.

        Not in which order they stand in the file: a question beside circles is drawn after its neighbors.
        """
        for paper in PAPERS:
            text = words_of(self.folder / f"{self.person.letter}-{self.length}-{paper}.pdf")
            for question in self.asked:
                if question not in text:
                    self.note(f"the PDF on {paper} lacks “{question}”")


def moved_up(groups: Groups, button: Control) -> Groups:
    """Return the list after the button “Move up” or “Move this topic up”."""
    name, order = button.value.removeprefix("up:"), list(groups)
    topic = next(heading for heading in order if name in groups[heading])
    if not button.label.startswith("Move up"):
        at = order.index(topic)
        order[at - 1 : at + 1] = [topic, order[at - 1]]
        return {heading: groups[heading] for heading in order}
    names = list(groups[topic])
    at = names.index(name)
    names[at - 1 : at + 1] = [name, names[at - 1]]
    return {heading: tuple(names) if heading == topic else groups[heading] for heading in order}


def words_of(pdf: Path) -> str:
    command = ["pdftotext", "-raw", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout
    return " ".join(text.decode().split())
