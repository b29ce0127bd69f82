"""The texts of the program in another language, as gettext looks them up."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations

from app.content.translation.findings import is_fit

if TYPE_CHECKING:
    from app.content.translation.po_file import PoFile


def gettext_of(messages: PoFile, language: str) -> Translations:
    """Return the translations of a file; a text without one that is fit is looked up as itself."""
    catalog = Catalog(locale=language.replace("-", "_"))
    for entry in filter(is_fit, messages.entries):
        has_plural = len(entry.original) > 1
        catalog.add(
            entry.original if has_plural else entry.original[0],
            entry.texts if has_plural else entry.texts[0],
            context=entry.context or None,
        )
    # In memory: nobody compiles a file.
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
