"""Someone who uses the site through what stands on its pages: links, fields and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import MultiDict
    from werkzeug.test import TestResponse

    from tests.web.linter import LintingClient
    from tests.web.page import Form, Page

MOST_REDIRECTS = 5
Answers = dict[str, tuple[str, ...]]


class Visitor:
    """One tab of a browser. Two visitors with the same client are two tabs that share their cookies."""

    page: Page
    form: Form
    first: TestResponse  # the answer to what was sent, before redirects
    response: TestResponse

    def __init__(self, client: LintingClient, base_url: str = "http://localhost") -> None:
        self.client, self.base_url = client, base_url
        self.address = f"{client.root}/"

    @property
    def status(self) -> int:
        return self.response.status_code

    def open(self, address: str) -> Page:
        """Go to an address and follow where it leads."""
        self.first = self._get(address)
        return self._arrive(self.first)

    def go(self, link: str) -> Page:
        """Follow the link with this text."""
        assert link in self.page.links, f"no link “{link}” on “{self.page.heading}”"
        return self.open(self.page.links[link])

    def tick(self, name: str, *values: str) -> None:
        self.form.tick(name, *values)

    def untick(self, name: str, *values: str) -> None:
        self.form.untick(name, *values)

    def write(self, name: str, text: str) -> None:
        self.form.write(name, text)

    def press(self, button: str) -> Page:
        """Send the form with the button that has this text."""
        data = self.form.data(button)
        self.form.action = self.form.elsewhere.get(button, self.form.action)
        return self.send(data)

    def send(self, data: MultiDict[str, str] | bytes, content_type: str | None = None) -> Page:
        """Send anything to the form's address: what a person could not do, but a program could."""
        self.address = urljoin(self.address, self.form.action)
        self.first = self.client.post(
            self.address, data=data, base_url=self.base_url, content_type=content_type
        )
        return self._arrive(self.first)

    def go_back(self) -> Page:
        """Use Back at the top of the page, a link or a button."""
        return self.go("Back") if self.page.back else self.press("Back")

    def answer(self, step: str, **answers: str | tuple[str, ...]) -> Page:
        """Open a step, tick these options by field and continue."""
        self.open(f"{self.client.root}/step/{step}")
        for name, options in answers.items():
            self.tick(name, *((options,) if isinstance(options, str) else options))
        return self.press("Continue")

    def walk(self, answers: Mapping[str, tuple[str, ...]]) -> Page:
        """Go from the start page through all steps to the check page, answering what is asked."""
        self.open(f"{self.client.root}/")
        self.go("Start")
        while "Continue" in {text for text, _name, _value in self.form.buttons}:
            for name in {control.name for control in self.form.controls} & answers.keys():
                self.tick(name, *answers[name])
            self.press("Continue")
            assert self.status == 200, self.page.errors
        return self.page

    def _get(self, address: str) -> TestResponse:
        self.address = urlsplit(urljoin(self.address, address))._replace(scheme="", netloc="").geturl()
        self.address = self.address.removesuffix("#top")
        return self.client.get(self.address, base_url=self.base_url)

    def _arrive(self, response: TestResponse) -> Page:
        for _redirect in range(MOST_REDIRECTS):
            if response.status_code != 303:
                break
            response = self._get(response.location or "")
        self.response = response
        self.page = self.client.page
        fragment = urlsplit(self.address).fragment
        assert not fragment or fragment in self.page.by_id, f"#{fragment} is not on “{self.page.heading}”"
        self.form = self.page.form()
        return self.page
