"""Texts beside their translations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """A text beside its translation, or its singular and plural beside their forms.

    `where` are the names that lead to it inside its group; no `texts` if there is no translation.
    """

    where: tuple[str, ...]
    originals: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class PairGroup:
    """Texts that are signed together: a section of the catalogue, a question, a step of the form.

    `section` is the key in the catalogue, or `side_by_side.PROGRAM`; sections have no title.
    """

    section: str
    title: str
    pairs: tuple[Pair, ...]

    @property
    def is_read_twice(self) -> bool:
        return self.section == "warning_card"
