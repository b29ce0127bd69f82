"""Computed styles that documents share.

WeasyPrint shares the style of an element among the equal elements of one document. A document of a few blocks
has few that are equal, but the next one has the same again: to compute their styles anew took a quarter of
the time of its layout.

This reaches into a private part of WeasyPrint; tests/pdf/test_shared_styles.py compares the results.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from weasyprint import css
from weasyprint.css import ComputedStyle

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 2_000  # styles; our stylesheets make some hundreds
ID: Final = "anchor"  # the property by which WeasyPrint notes the id of an element; it is not inherited


class SharedStyles:
    """The styles of elements of documents that have the same stylesheets.

    A style depends on that of the parent and on the declarations for the element, which come from the
    stylesheets, and from the language that the element says. Nothing here holds a text of a document.
    """

    def __init__(self) -> None:
        self._below: dict[int, _Below] = {}
        self._count = 0

    @contextmanager
    def used(self) -> Iterator[None]:
        """Share the styles of documents that are laid out in the block, one at a time."""
        css.ComputedStyle = self._style
        try:
            yield
        finally:
            css.ComputedStyle = ComputedStyle

    def _style(self, parent: Any, declared: dict[str, Any], pseudo: str | None, *others: Any) -> Any:
        """Return a style as WeasyPrint's class is called. Once there are MOST, new ones are not shared."""
        _root, _base_url, fonts, _sizes = others
        below = parent.below if parent else self._below.setdefault(id(fonts), _Below())
        # Weights are for logical properties, such as margin-inline: our stylesheets have none.
        key = frozenset((name, _hashable(value)) for name, (value, _weight) in declared.items())
        if (made := below.styles.get((pseudo, key))) is None:
            made = _Style(parent, declared, pseudo, *others)
            if self._count >= MOST:
                return made
            without_id = frozenset(each for each in key if each[0] != ID)
            made.below = below.of.setdefault((pseudo, without_id), made.below)
            below.styles[pseudo, key] = made
            self._count += 1
        return made


class _Below:
    """The styles of the elements in an element, and what is below them, whatever ids they have."""

    def __init__(self) -> None:
        self.styles: dict[object, _Style] = {}
        self.of: dict[object, _Below] = {}


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


def _hashable(value: object) -> object:
    """Return what a value is looked up by. The stylesheet keeps one without a hash: it is the same object."""
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value
