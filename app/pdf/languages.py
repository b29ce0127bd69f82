"""The language of each part of a document, in the structure of its PDF (ISO 14289-1, 7.2).

WeasyPrint 70 writes that of the whole document only (docs/upstream/language_of_parts.py), and a screen reader
would read an English title with Spanish sounds. Validators do not see it: they cannot know the language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

_weasyprints = tags._build_box_tree  # noqa: SLF001  (the elements are made nowhere else)


def mark_languages() -> None:
    """Let WeasyPrint write the language of each part, in every document from now on."""
    tags._build_box_tree = _with_language  # noqa: SLF001


def _with_language(box: Any, *others: Any) -> Iterator[pydyf.Dictionary]:
    language = _language(box._box if isinstance(box, AbsolutePlaceholder) else box)  # noqa: SLF001
    for made in _weasyprints(box, *others):
        if language:
            made["Lang"] = pydyf.String(language)
        yield made


def _language(box: Any) -> str | None:
    """Return what the element of a box says; that of the document stands in the catalog."""
    is_part = box.element is not None and box.element.tag != "html"
    return box.element.get("lang") if is_part else None
