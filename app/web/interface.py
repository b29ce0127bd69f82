"""The texts of the program in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import Domain

from app.content.translation.gettext import gettext_of

if TYPE_CHECKING:
    from babel.support import Translations

    from app.content.translation.load import Translation


class InMemory(Domain):
    """Looks texts up in a translation that was read at start, where flask-babel would look for .mo files."""

    def __init__(self, translation: Translation) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._translations = gettext_of(translation.messages, translation.language)

    def get_translations(self) -> Translations:
        return self._translations
