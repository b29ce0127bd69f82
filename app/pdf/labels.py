"""What a screen reader says of blanks and boxes in a text: the words that a person reads beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

PLACES = {"blank", "box"}


def labels_of_places(element: Element, context: str) -> dict[Element, str]:
    """Return the labels of the blanks and boxes in an element.

    A blank is called by the words before it, else by those behind it; a box by those behind it and the label
    that its row began with.
    """
    pieces = list(_pieces(element))
    found: dict[Element, str] = {}
    heading = ""
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            heading = piece if piece.endswith(":") else heading
            continue
        before, after = _text(pieces, number - 1), _text(pieces, number + 1)
        words = (heading, after) if piece.get("class") == "box" else (before or after,)
        found[piece] = " ".join(filter(None, (context and f"{context}.", *words)))
    return found


def _pieces(element: Element) -> Iterator[str | Element]:
    """Yield the texts and the places of an element, in order."""
    yield from _words(element.text)
    for child in element:
        if child.get("class") in PLACES:
            yield child
        else:
            yield from _pieces(child)
        yield from _words(child.tail)


def _words(text: str | None) -> Iterator[str]:
    if words := " ".join((text or "").split()):
        yield words


def _text(pieces: list[str | Element], number: int) -> str:
    piece = pieces[number] if 0 <= number < len(pieces) else ""
    return piece if isinstance(piece, str) else ""
