"""The way of one worked person from the start page to the sheet, heard page by page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.content.form import LENGTH
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.reasons import labels
from app.core.sheet import build_sheet
from tools.hear import pages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.content import Catalogue, Step
    from app.core.sheet import Sheet
    from tools.gunicorn_server import Server
    from tools.hear.listener import Listener

NO_MONTH = "13"


@dataclass
class Journey:
    catalogue: Catalogue
    translated: Mapping[str, Catalogue]
    server: Server
    listener: Listener
    folder: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def answers(self) -> Answers:
        """The answers of the first of the worked people."""
        return Answers.of(self.catalogue, self.catalogue.people[0].answers)

    @property
    def sheet(self) -> Sheet:
        return build_sheet(self.answers, Choices(), FreeText())

    def walk(self) -> None:
        self.start()
        for step in self.answers.steps:
            self.answer(step)
        self.check()
        self.questions()
        self.settings()
        self.visit()
        self.paper()
        for language, catalogue in self.translated.items():
            self.in_two_languages(language, catalogue)

    def start(self) -> None:
        go = partial(self.listener.browser.go, self.base)
        self.listener.hear("start page", go, pages.start(self.catalogue))

    def answer(self, step: Step) -> None:
        """Hear a step, then answer it; the way there is the button of the page before."""
        browser = self.listener.browser
        if step is self.answers.steps[0]:
            go = partial(browser.follow, "Start")
        else:
            go = partial(browser.press, "Continue")
        self.listener.hear(f"step “{step.title}”", go, pages.step(step))
        for field in step.fields:
            for option in self.answers.on_path.get(field.id, ()):
                browser.tick(field.id, option)

    def check(self) -> None:
        said = [label for name in self.answers.on_path for label in labels(self.answers, name)]
        go = partial(self.listener.browser.press, "Continue")
        self.listener.hear("answers", go, pages.answers(said))

    def questions(self) -> None:
        browser = self.listener.browser
        chosen = self.catalogue.field[LENGTH].options[self.sheet.length].label
        go = partial(browser.follow, "See my questions")
        self.listener.hear("questions", go, pages.questions(self.sheet, chosen))
        self.listener.hear("updated questions", partial(browser.press, "Update my list"), pages.saved())

    def settings(self) -> None:
        """Have the form refused for its date, then accepted."""
        browser = self.listener.browser
        browser.press("Make my sheet")
        browser.write("month", NO_MONTH)
        go = partial(browser.press, "Continue")
        self.listener.hear("refused date", go, pages.refused("Your sheet", "Month", NO_MONTH))
        browser.write("month", "")
        browser.press("Continue")
        ready = partial(browser.go, f"{self.base}/ready")
        self.listener.hear("ready", ready, pages.page("Your sheet is ready"))

    def visit(self) -> None:
        """Hear where a file is opened, and the page about a visit with its summary."""
        browser = self.listener.browser
        opening = partial(browser.go, f"{self.base}/open")
        self.listener.hear("open a saved sheet", opening, pages.open_sheet())
        after = partial(browser.go, f"{self.base}/after")
        self.listener.hear("after the visit", after, pages.visit(self.sheet))
        summary = partial(browser.press, "Make my summary")
        self.listener.hear("summary", summary, pages.page("Your summary is ready"))

    def paper(self) -> None:
        """Hear the sheet as a web page, and as a PDF in Firefox's viewer."""
        browser = self.listener.browser
        self.server.cookie = browser.cookies()
        pdf = self.folder / "sheet.pdf"
        pdf.write_bytes(self.server.get("/sheet.pdf").body)
        for name, url in (("page", f"{self.base}/sheet/page"), ("PDF", pdf.as_uri())):
            self.listener.hear(f"sheet as a {name}", partial(browser.go, url), pages.paper(self.sheet))

    def in_two_languages(self, language: str, catalogue: Catalogue) -> None:
        """Hear the start page and the questions in a translation, then the sheet in both languages."""
        browser, answers = self.listener.browser, Answers.of(catalogue, self.answers.given)
        sheet = build_sheet(answers, Choices(), FreeText(), self.catalogue)
        there = f"{self.base}/{language}"
        start = pages.page(catalogue.texts.start)
        self.listener.hear(f"start page, {language}", partial(browser.go, f"{there}/"), start)
        listed = partial(browser.go, f"{there}/questions")
        self.listener.hear(f"questions, {language}", listed, pages.asked(sheet))
        self.server.cookie = browser.cookies()
        pdf = self.folder / f"sheet-{language}.pdf"
        pdf.write_bytes(self.server.get(f"/{language}/sheet.pdf").body)
        for name, url in (("page", f"{there}/sheet/page"), ("PDF", pdf.as_uri())):
            go = partial(browser.go, url)
            self.listener.hear(f"sheet as a {name}, {language}", go, pages.paper_in_two(sheet))
