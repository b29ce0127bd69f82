from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, cast

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import StringField, ValidationError

from app.content.characters import code_of, is_drawn
from app.core.free_text import MAX_COMPOSED, as_seen, clean
from app.web.forms.base import about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask_babel.speaklater import LazyString
    from wtforms.form import BaseForm

    from app.content.fonts import Fonts

MAX_DRAWN, MAX_GAPS = 10, 3  # characters that one message names
WORDS_BEFORE = 3  # a gap, so that it can be found


class PrintedField(StringField):
    """Free text that will stand on paper: cleaned, capped, and only of characters that can be printed.

    `lines`: it has a box of several lines, and keeps them.
    """

    def __init__(self, name_on_page: LazyString, longest: int, *, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(cast("str", name_on_page), filters=[self.cleaned], **kwargs)
        self.longest, self.lines = longest, lines

    def cleaned(self, text: str | None) -> str:
        return clean(text or "", lines=self.lines)

    def pre_validate(self, form: BaseForm) -> None:
        fonts = cast("Fonts", form.meta.fonts)
        problems = [*self._too_long(), *self._unprintable(fonts)]
        if problems:
            # The page shows the text again: a picture stays in one piece, as its writer sees it.
            self.data = self._typed()
            raise ValidationError(about(str(self.label.text), " ".join(problems)))

    def _typed(self) -> str:
        return as_seen(str(self.raw_data[0] if self.raw_data else self.data or ""), lines=self.lines)

    def _too_long(self) -> Iterator[str]:
        over = len(self.data or "") - self.longest
        if over > 0:
            yield ngettext(
                "This is %(num)d character too long (the limit is %(limit)d). Shorten it.",
                "This is %(num)d characters too long (the limit is %(limit)d). Shorten it.",
                over,
                limit=self.longest,
            )

    def _unprintable(self, fonts: Fonts) -> Iterator[str]:
        # A missing glyph would be an empty box on paper, found when it is too late.
        if not fonts.unprintable(_composed(self.data or "")):
            return
        text = _composed(self._typed())
        odd = fonts.unprintable(text)
        if drawn := [char for char in odd if is_drawn(char)]:
            yield _(
                "We cannot print these characters on the sheet: %(characters)s. Leave them out.",
                characters=" ".join(drawn[:MAX_DRAWN]),
            )
        for gap in [char for char in odd if not is_drawn(char)][:MAX_GAPS]:
            yield _(
                "We cannot print the character %(code)s %(place)s. You may not see it: type this part again.",
                code=code_of(gap),
                place=_place(text, gap),
            )


def _composed(text: str) -> str:
    """Return as much of a text as is looked at; one that is longer is not composed, and too long anyway."""
    return unicodedata.normalize("NFC", text[:MAX_COMPOSED])


def _place(text: str, gap: str) -> str:
    """Say where a character stands that nobody sees."""
    before = " ".join(text[: text.index(gap)].split()[-WORDS_BEFORE:])
    return _("after “%(words)s”", words=before) if before else _("at the start")
