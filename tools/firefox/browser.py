from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools.firefox.marionette import FirefoxError
from tools.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tools.firefox.marionette import Marionette

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of an element's id in WebDriver
ENTER, TAB = "\ue007", "\ue004"


@dataclass
class Firefox:
    """A running Firefox. Elements are named by what a person sees, by field, or by XPath."""

    marionette: Marionette
    downloads: Path

    # --- Pages and tabs

    def go(self, url: str) -> None:
        """Open a page and wait until it has loaded."""
        self.marionette.tell("WebDriver:Navigate", url=url)

    def go_back(self) -> None:
        self.marionette.tell("WebDriver:Back")

    def go_forward(self) -> None:
        self.marionette.tell("WebDriver:Forward")

    def reload(self) -> None:
        self.marionette.tell("WebDriver:Refresh")

    @property
    def tabs(self) -> list[str]:
        handles: list[str] = self.marionette.tell("WebDriver:GetWindowHandles")
        return handles

    def close_tab(self) -> None:
        """Close this tab, and go to the first one."""
        first, *_others = self.marionette.tell("WebDriver:CloseWindow")
        self._show(first)

    def cookies(self) -> str:
        """Return the cookies of the site that is open, as a header holds them."""
        cookies = self.marionette.tell("WebDriver:GetCookies")
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)

    def forget_cookies(self) -> None:
        self.marionette.tell("WebDriver:DeleteAllCookies")

    def print(self, width: float, height: float) -> bytes:
        """Return the open page as a PDF, printed on paper of this size in centimeters."""
        reply = self.marionette.tell("WebDriver:Print", page={"width": width, "height": height})
        return base64.b64decode(reply["value"])

    # --- What a person does

    def press(self, button: str) -> None:
        """Press a button by its text, and wait until its page is left."""
        self._enter(f"//button[not(@aria-hidden) and normalize-space()='{button}']")

    def follow(self, link: str) -> None:
        self._enter(f"//a[normalize-space()='{link}']")

    def follow_to_new_tab(self, link: str) -> None:
        """Follow a link that says that it opens a new tab, and go there."""
        before = set(self.tabs)
        self._type(self._find(f"//a[starts-with(normalize-space(), '{link} (opens in a new tab)')]"), ENTER)
        (opened,) = wait_until(lambda: set(self.tabs) - before)
        self._show(opened)

    def tick(self, name: str, value: str) -> None:
        self.space_at(box_path(name, value))

    def space_at(self, path: str) -> None:
        """Press Space on the first element at an XPath: it ticks a box and opens a fold."""
        self._type(self._find(path), " ")

    def write(self, name: str, text: str) -> None:
        """Replace the text in a box."""
        box = self._find(f"//*[@name='{name}']")
        self.marionette.tell("WebDriver:ElementClear", id=box)
        self._type(box, text)

    def choose_file(self, name: str, path: Path) -> None:
        self._type(self._find(f"//*[@name='{name}']"), str(path))

    def enter_in(self, name: str) -> None:
        """Press Enter in a field, and wait until its page is left."""
        self._enter(f"//input[@name='{name}' and not(@type='hidden')]")

    def download(self, path: str) -> bytes:
        """Press Enter on what downloads a file, and return the file."""
        self._type(self._find(path), ENTER)
        (file,) = wait_until(self._downloaded)
        data: bytes = file.read_bytes()
        file.unlink()
        return data

    def _downloaded(self) -> list[Path]:
        """Return what is there as a whole: the file of a download that goes on ends with .part."""
        found = list(self.downloads.glob("*"))
        return [] if any(file.suffix == ".part" for file in found) else [f for f in found if f.stat().st_size]

    # --- What a person sees

    @property
    def heading(self) -> str:
        return self.text("//h1")

    def text(self, path: str) -> str:
        return str(self.marionette.tell("WebDriver:GetElementText", id=self._find(path))["value"])

    def value(self, name: str) -> str:
        """Return what stands in a box."""
        return str(self._property(self._find(f"//*[@name='{name}']"), "value"))

    def is_ticked(self, name: str, value: str) -> bool:
        return bool(self._property(self._find(box_path(name, value)), "checked"))

    def has_focus(self, path: str) -> bool:
        return self._found(self.marionette.tell("WebDriver:GetActiveElement")) == self._find(path)

    # --- The protocol

    def _show(self, tab: str) -> None:
        self.marionette.tell("WebDriver:SwitchToWindow", handle=tab, focus=True)

    def _enter(self, path: str) -> None:
        """Press Enter on an element: a click may miss it while the page scrolls."""
        element = self._find(path)
        self._type(element, ENTER)
        wait_until(lambda: self._is_gone(element))

    def _is_gone(self, element: str) -> bool:
        try:
            self.marionette.tell("WebDriver:IsElementEnabled", id=element)
        except FirefoxError:
            return True
        return False

    def _type(self, element: str, text: str) -> None:
        # A download that has ended takes the focus from the page: without it, keys press no button.
        self._show(self.marionette.tell("WebDriver:GetWindowHandle")["value"])
        self.marionette.tell("WebDriver:ElementSendKeys", id=element, text=text)

    def _find(self, path: str) -> str:
        """Return the id of the first element at an XPath, as soon as there is one."""
        return self._found(self.marionette.tell("WebDriver:FindElement", using="xpath", value=path))

    @staticmethod
    def _found(reply: Any) -> str:
        return str(reply["value"][ELEMENT])

    def _property(self, element: str, name: str) -> Any:
        return self.marionette.tell("WebDriver:GetElementProperty", id=element, name=name)["value"]


def box_path(name: str, value: str) -> str:
    return f"//input[@name='{name}' and @value='{value}']"
