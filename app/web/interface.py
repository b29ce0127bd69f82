"""What one language says: the texts of the catalogue, and those of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.support import NullTranslations
from flask_babel import Domain
from jinja2 import pass_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context

    from app.content import Catalogue
    from app.content.load import LoadedCatalogue


@dataclass(frozen=True)
class InLanguage:
    """`in_first_language` are texts of the catalogue that a draft has no translation of."""

    catalogue: Catalogue
    texts: NullTranslations
    in_first_language: frozenset[str] = frozenset()


def in_languages(loaded: LoadedCatalogue) -> dict[str, InLanguage]:
    """Return what each language that is served says, by its code."""
    first = InLanguage(loaded.catalogue, NullTranslations())
    others = {
        code: InLanguage(each.catalogue, each.texts, each.in_first_language)
        for code, each in loaded.translations.items()
    }
    return {loaded.catalogue.language: first, **others}


def kept(gettext: Callable[..., str]) -> Callable[..., str]:
    """Return Jinja's `gettext` of one language, which keeps each text that nothing is put into."""
    texts: dict[tuple[str, bool], str] = {}

    @pass_context
    def kept_gettext(context: Context, text: str, **values: object) -> str:
        if values:
            return gettext(context, text, **values)
        key = text, context.eval_ctx.autoescape
        if key not in texts:
            texts[key] = gettext(context, text)
        return texts[key]

    return kept_gettext


class InMemory(Domain):
    """Looks texts up in a translation that was read at start, where flask-babel would look for .mo files."""

    def __init__(self, texts: NullTranslations) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._translations = texts

    def get_translations(self) -> NullTranslations:
        return self._translations
