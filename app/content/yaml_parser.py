"""The parser of questions.yaml: YAML 1.2 without what hides a text from its readers, or cuts it."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import ScalarEvent

DOUBLE_QUOTES, SINGLE_QUOTES = "“”„‟«»", "\u2018\u2019\u201a\u201b\u2039\u203a"
QUOTES = DOUBLE_QUOTES + SINGLE_QUOTES
# A text that went on behind the typographic mark that was to close it: into the next entry, key or bracket.
CLOSED_BY_QUOTE = re.compile(rf"[{QUOTES}]\s*(?:$|[,\]}}]|\s(?:-|[\w-]+:)\s)")
CUT = "the text ends before the #; put it in quotation marks, or the comment on a line of its own"
TYPOGRAPHIC = 'typographic quotation marks would be printed; put straight ones around the text, like "this"'
NOT_CLOSED = (
    "this quotation mark is not closed; end the text with the same straight mark, and not with “ or ”"
)


def parse(text: str) -> Any:
    """Return ruamel's tree of a document, or raise one of its errors.

    Round-trip mode is slower than the safe one, but knows the column of every key.
    """
    parser = YAML(typ="rt")
    parser.Composer, parser.Constructor = _StrictComposer, _ConstructorWithPositions
    return parser.load(text)


class _StrictComposer(Composer):
    """Rejects anchors, aliases and tags, and texts that YAML reads otherwise than their writer.

    Anchors and aliases hide text from reviewers, and a few nested ones exhaust memory.
    """

    _last: Any = None  # the scalar before the one that is read now

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        _reject_hidden(event)
        if isinstance(event, ScalarEvent):
            _reject_misread(event, index)
            self._last = event
        try:
            return super().compose_node(parent, index)
        except MarkedYAMLError as error:
            if mark := _not_closed(self._last, error):
                raise ComposerError(None, None, NOT_CLOSED, mark) from None
            raise


class _ConstructorWithPositions(RoundTripConstructor):
    """Gives the position of dates and numbers that do not exist; ruamel's own ValueError has none."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  ruamel's signature
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:
            raise ConstructorError(None, None, f"no such date or number: {error}", node.start_mark) from None


def _reject_hidden(event: Any) -> None:
    if getattr(event, "anchor", None) is not None:
        raise ComposerError(None, None, "& and * are not used here; write the text out", event.start_mark)
    if getattr(event, "tag", None) is not None:
        message = "! is not used here; put texts in quotation marks"
        raise ComposerError(None, None, message, event.start_mark)


def _reject_misread(event: Any, key: Any) -> None:
    """Raise ComposerError if an unquoted text is cut by a comment, or in typographic quotation marks."""
    if event.style is not None:
        return
    if cut := _cut_at(event, key):
        raise ComposerError(None, None, CUT, cut)
    first, inside, last = event.value[:1], event.value[1:-1], event.value[-1:]
    is_open = first and not any(mark in inside for mark in QUOTES)
    if is_open and (first in DOUBLE_QUOTES or (first in SINGLE_QUOTES and last in QUOTES)):
        raise ComposerError(None, None, TYPOGRAPHIC, event.start_mark)


def _cut_at(event: Any, key: Any) -> Any:
    """Return the mark of a # that ends an unquoted text that was to go on; None if a comment follows it.

    A comment begins with a space, and stands behind one word, such as an id.
    """
    comment = next(iter(event.comment or ()), None)
    line = (
        event.end_mark.line if event.value or key is None else getattr(key, "end_mark", event.end_mark).line
    )
    if comment is None or comment.start_mark.line != line:
        return None
    said = comment.value.partition("\n")[0][1:]
    is_number = said.strip().isdecimal() and not event.value.isdecimal()
    goes_on = bool(said.strip()) and not said.startswith((" ", "\t", "#"))
    return comment.start_mark if goes_on or is_number or " " in event.value else None


def _not_closed(last: Any, error: MarkedYAMLError) -> Any:
    """Return the mark where a quoted text begins that goes on to the next quotation mark, or to the end.

    `last` is the scalar before the error: what was to open the next text may have closed it.
    """
    if error.context == "while scanning a quoted scalar":
        return error.context_mark
    marks = (error.problem_mark, error.context_mark)
    is_there = last and any(mark and mark.index == last.end_mark.index for mark in marks)
    went_on = is_there and last.style is not None and CLOSED_BY_QUOTE.search(last.value)
    return last.start_mark if went_on else None
