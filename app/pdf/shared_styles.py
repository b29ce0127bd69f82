"""Computed styles that documents share.

WeasyPrint shares the style of an element among the equal elements of one document. A document of a few blocks
has few that are equal, but the next one has the same again: to compute their styles anew took a quarter of
the time of its layout.

This reaches into a private part of WeasyPrint; tests/pdf/test_shared_styles.py compares the results.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from weasyprint import css
from weasyprint.css import ComputedStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 2_000  # styles; our stylesheets make some hundreds
Key = tuple[object, ...]
ID: Final = "anchor"  # the property by which WeasyPrint notes the id of an element; it is not inherited


class SharedStyles:
    """The styles of elements of documents that have the same stylesheets.

    A style depends on that of the parent and on the declarations for the element, which come from the
    stylesheets, and from the language that the element says. Nothing here holds a text of a document.
    """

    def __init__(self) -> None:
        self._fonts: object = None
        self._below, self._count = _Below(), 0

    @contextmanager
    def used(self) -> Iterator[None]:
        """Share the styles of documents that are laid out in the block, one at a time."""
        css.ComputedStyle = self._style
        try:
            yield
        finally:
            css.ComputedStyle = ComputedStyle

    def forget(self) -> None:
        """Begin anew: what was computed when a layout was cut off may be wrong."""
        self._below.empty()
        self._count = 0

    def _roots(self, fonts: object) -> _Below:
        """Return the styles of roots. A process that was forked has fonts of its own, and begins anew."""
        if fonts is not self._fonts:
            self._fonts, self._below, self._count = fonts, _Below(), 0
        return self._below

    def _style(self, parent: Any, declared: dict[str, Any], pseudo: str | None, *others: Any) -> Any:
        """Return a style as WeasyPrint's class is called. Once there are MOST, new ones are not shared."""
        below = parent.below if parent else self._roots(others[2])
        key = _key(pseudo, declared)
        if key not in below.styles:
            made = _Style(parent, declared, pseudo, *others)
            if self._count >= MOST:
                return made
            without_id = _key(pseudo, {name: each for name, each in declared.items() if name != ID})
            made.below = below.of.setdefault(without_id, made.below)
            below.styles[key] = made
            self._count += 1
        return below.styles[key]


class _Below:
    """The styles of the elements in an element, and what is below them, whatever ids they have."""

    def __init__(self) -> None:
        self.styles: dict[Key, _Style] = {}
        self.of: dict[Key, _Below] = {}

    def empty(self) -> None:
        """Cut what refers to each other: a render process collects no garbage among what it keeps."""
        for below in self.of.values():
            below.empty()
        for style in self.styles.values():
            style.__dict__.pop("anonymous_style", None)
        self.styles.clear()
        self.of.clear()


class _Style(ComputedStyle):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.below = _Below()

    def copy(self) -> Any:
        """Return a style that may be changed."""
        own = (self.cascaded, self.pseudo_type, self.root_style, self.base_url, self.font_config)
        copy = ComputedStyle(self.parent_style, *own, self.initial_page_sizes)
        copy.update(self)
        copy.specified = self.specified.copy()
        return copy


def _key(pseudo: str | None, declared: dict[str, Any]) -> Key:
    """Return what a style is looked up by.

    Weights are left out: they are for logical properties, such as margin-inline. Our stylesheets have none.
    """
    return pseudo, *chain.from_iterable(
        (name, _hashable(value)) for name, (value, _weight) in declared.items()
    )


def _hashable(value: object) -> object:
    """Return what a value is looked up by. The stylesheet keeps one without a hash: it is the same object."""
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value
