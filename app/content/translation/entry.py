"""One text of a .po file, with its translation."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str, tuple[str, ...]]
"""What an entry is found by: its context, and the original (singular and plural, if it has both)."""


@dataclass(frozen=True)
class Entry:
    """A text in the first language and in another one.

    context   where it stands, such as `questions.crs-treatment-plan.ask.patient`
    original  the text that is translated: one, or singular and plural
    texts     the translation: one, or one for each plural form; "" where there is none yet
    notes     what the program tells translators; written anew with every update
    remarks   what translators tell each other; kept
    places    files it comes from, for texts of the interface
    stale     the original has changed since it was translated, or a translator is not sure (`#, fuzzy`)
    was       the original that was translated, if it has changed since
    line      of the original in the file, from 1
    """

    context: str
    original: tuple[str, ...]
    texts: tuple[str, ...] = ("",)
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    stale: bool = False
    was: tuple[str, ...] = ()
    line: int = 1

    @property
    def key(self) -> Key:
        return self.context, self.original

    @property
    def is_begun(self) -> bool:
        return any(map(str.strip, self.texts))

    @property
    def is_done(self) -> bool:
        return self.is_whole and not self.stale

    @property
    def is_whole(self) -> bool:
        """Whether each plural form has a text; spaces are none."""
        return all(map(str.strip, self.texts))
