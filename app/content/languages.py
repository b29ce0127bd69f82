"""The other languages of a catalogue: what is no translation of a text, but the language's own."""

from __future__ import annotations

from functools import cache

from babel import Locale
from pydantic import StrictBool

from app.content.notices import Reviewer
from app.content.types import FrozenModel, Picture, Text


class OtherLanguage(FrozenModel):
    """A language that the texts are translated into.

    name          in itself, such as Español
    reviewed_by   who has reviewed the translation; reviewers of the first language have not
    banned_words  as in the first language
    picture       of a sheet in it: that in the texts of the first language shows another language
    draft         texts may be missing or out of date: those of the first language stand in their place
    offered       False: it is checked, and only a trial serves it
    """

    name: Text
    reviewed_by: tuple[Reviewer, ...] = ()
    banned_words: tuple[Text, ...] = ()
    picture: Picture = ""
    draft: StrictBool = False
    offered: StrictBool = True


@cache
def letters_of(language: str) -> str:
    """Return the name of a language in itself, and its months and days: most of its letters."""
    locale = Locale.parse(language, sep="-")
    names = (*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values())
    return " ".join((locale.get_display_name() or "", *names))
