from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import StringField, ValidationError

from app.core.free_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask_babel.speaklater import LazyString
    from wtforms.form import BaseForm

    from app.content.fonts import Fonts


class PrintedField(StringField):
    """Free text that will stand on paper: cleaned, capped, and only of characters that can be printed."""

    def __init__(self, name_on_page: LazyString, longest: int, **kwargs: Any) -> None:
        super().__init__(cast("str", name_on_page), filters=[lambda text: clean(text or "")], **kwargs)
        self.longest = longest

    def pre_validate(self, form: BaseForm) -> None:
        fonts = cast("Fonts", form.meta.fonts)
        problems = [*self._too_long(), *self._unprintable(fonts)]
        if problems:
            raise ValidationError(f"{self.label.text}: {' '.join(problems)}")

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
        odd = fonts.unprintable(self.data or "")
        if odd:
            yield _(
                "We cannot print these characters on the sheet: %(characters)s. Leave them out.",
                characters=" ".join(odd[:10]),
            )
