"""Firefox on a virtual display, and the screen reader that reads it."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.firefox import Firefox, firefox
from tools.hear.display import virtual_display
from tools.hear.reader import screen_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tools.hear.display import Display
    from tools.hear.expectations import Expectation
    from tools.hear.reader import Reader

LOADED = "Finished loading"  # Orca says so, then the title
READ_ALL = ("ctrl+Home", "KP_Add")  # Orca's key to read from the caret to the end
PREFERENCES = {
    "accessibility.force_disabled": -1,
    "pdfjs.defaultZoomValue": "25",  # only pages in view have text to read
}


@dataclass(frozen=True)
class Heard:
    """What was said when a page opened, and when it was read from its top to its end."""

    page: str
    arrival: tuple[str, ...]
    reading: tuple[str, ...]
    expected: list[Expectation]


@dataclass
class Listener:
    browser: Firefox
    display: Display
    reader: Reader
    pages: list[Heard]

    def hear(self, page: str, go: Callable[[], None], expected: list[Expectation]) -> None:
        """Go to a page, let it be read from its top to its end, and print what is said."""
        self.reader.forget()
        go()
        arrival = self.reader.listen(until=LOADED)
        self.display.press(*READ_ALL)
        heard = Heard(page, arrival, self.reader.listen(), expected)
        self.pages.append(heard)
        sys.stdout.write("\n".join([f"== {page}", *arrival, "--", *heard.reading, "", ""]))
        sys.stdout.flush()


@contextmanager
def listener(folder: Path, pages: list[Heard]) -> Iterator[Listener]:
    with ExitStack() as stack:
        display = stack.enter_context(virtual_display(folder))
        reader = stack.enter_context(screen_reader(display))
        browser = stack.enter_context(firefox(folder / "firefox", env=display.env, preferences=PREFERENCES))
        yield Listener(browser, display, reader, pages)
