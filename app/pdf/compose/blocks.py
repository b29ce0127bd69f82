"""Splits the HTML of a sheet into its blocks.

The templates mark them with comments: `<!--block FLAGS-->` before one and `<!--end-->` behind it. Between
blocks stand only the tags of the elements around them.

kept       the same for everyone with the same answer to one question: its layout may be kept in memory.
           Never what was typed, and never a combination of answers
with-next  stands on the page of the next block
new-page   begins a page
lines      gets more lines to write on where a page has room: the last one is repeated
last-lines the same, once nothing else on the page needs them more
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK: Final = "<!--block"
MARKS: Final = re.compile(r"<!--(?:block[ a-z-]*|end)-->")
BLOCK: Final = re.compile(r"<!--block([ a-z-]*)-->(.*?)<!--end-->", re.DOTALL)
TAG: Final = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
ONLY_TAGS: Final = re.compile(r"(?:\s|<[^>]*>)*")
END: Final = re.compile(r'<[^>]* id="end"')
BEHIND: Final = re.compile(r'class="behind"')
LINE: Final = '<div class="line"></div>'
LINES: Final = re.compile(f"(?:{LINE}){{2,}}")
NUMBER: Final = re.compile(r'(?<=<span class="number">)\d+')
LABEL: Final = "data-label="


class NotComposableError(Exception):
    """The document is none that can be composed of blocks; the message says why, without its texts."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element around blocks: its opening tag, and a number that is another one for each element."""

    tag: str
    number: int

    @property
    def name(self) -> str:
        return TAG.match(self.tag)[2]  # type: ignore[index]  # it was found by TAG


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the paper that is never split, and the elements around it from the outside in.

    In its HTML, all digits of the number of a question are 0, and of lines to write on that follow one
    another there is one: so it is the same wherever it stands. `number` and `more_lines` are what was there.
    """

    html: str
    number: str
    more_lines: int
    around: tuple[Element, ...]
    is_kept: bool
    with_next: bool
    new_page: bool
    has_lines: bool
    is_last_for_lines: bool
    is_end: bool
    is_behind: bool

    @property
    def opening(self) -> str:
        return "".join(each.tag for each in self.around)

    @property
    def closing(self) -> str:
        return "".join(f"</{each.name}>" for each in reversed(self.around))

    def with_line(self) -> Block:
        """Return it with a line to write on at its end."""
        inside, closes, tag = self.html.rpartition("</")
        return replace(self, html=f"{inside}{LINE}{closes}{tag}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A document: what stands before its first block, and the blocks."""

    head: str
    blocks: tuple[Block, ...]

    @property
    def root(self) -> str:
        """The tags of `html` and `body`, on which the layout of a block depends."""
        return "".join(match[0] for match in re.finditer(r"<(?:html|body)\b[^>]*>", self.head))


def is_marked(html: str) -> bool:
    """Whether a document has blocks."""
    return MARK in html


def without_marks(html: str) -> str:
    """Return a document as a browser needs it."""
    return MARKS.sub("", html)


def split(html: str) -> Marked:
    """Split a document into its blocks. Raises NotComposableError."""
    head, *pieces = BLOCK.split(html)
    if not pieces:
        raise NotComposableError("no blocks are marked")
    flags, texts, between = pieces[::3], pieces[1::3], pieces[2::3]
    if not all(map(ONLY_TAGS.fullmatch, between)):
        raise NotComposableError("there is text between blocks")
    return Marked(head, tuple(_blocks(_before_first(head), flags, texts, between)))


def _before_first(head: str) -> str:
    """Return the tags that are opened behind `main` before the first block."""
    return head.rpartition("</p>")[2].rpartition("<main>")[2]


def _blocks(before: str, flags: list[str], texts: list[str], between: list[str]) -> Iterator[Block]:
    around, behind = _opened((), before, 0), _behind(())
    for number, (marks, text, after) in enumerate(zip(flags, texts, between, strict=True), 1):
        page = _behind(around)
        html, figure, lines = _anywhere(text, marks)
        yield Block(
            html=html,
            number=figure,
            more_lines=lines,
            around=around,
            is_kept="kept" in marks,
            with_next="with-next" in marks,
            new_page="new-page" in marks or page not in {None, behind},
            has_lines="lines" in marks,
            is_last_for_lines="last-lines" in marks,
            is_end=END.search(text) is not None,
            is_behind=page is not None,
        )
        around, behind = _opened(around, after, number), page


def _anywhere(html: str, marks: str) -> tuple[str, str, int]:
    """Return the HTML of a block as it is at any place, its number, and how many lines were left out."""
    lines = LINES.search(html) if "lines" in marks else None
    if lines:
        html = f"{html[: lines.start()]}{LINE}{html[lines.end() :]}"
    more = len(lines[0]) // len(LINE) - 1 if lines else 0
    number = NUMBER.search(html)
    if not number or LABEL in html:  # the labels of fields name it, too
        return html, "", more
    return f"{html[: number.start()]}{'0' * len(number[0])}{html[number.end() :]}", number[0], more


def _behind(around: tuple[Element, ...]) -> Element | None:
    """Return the element whose blocks stand behind the sheet, on pages of their own."""
    return next((each for each in around if BEHIND.search(each.tag)), None)


def _opened(around: tuple[Element, ...], tags: str, number: int) -> tuple[Element, ...]:
    """Return the elements that are open behind some tags."""
    found = list(around)
    for place, match in enumerate(TAG.finditer(tags)):
        if match[1]:
            del found[-1:]  # main, body and html were not counted
        else:
            found.append(Element(match[0], number * 100 + place))
    return tuple(found)
