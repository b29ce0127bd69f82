from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import StringField, ValidationError

from app.typed import clean

if TYPE_CHECKING:
    from wtforms.form import BaseForm

    from app.fonts import Fonts


class PrintedField(StringField):
    """Free text that will stand on paper: cleaned, capped, and only of characters that can be printed."""

    def __init__(self, longest: int, **kwargs: Any) -> None:
        super().__init__(filters=[lambda text: clean(text or "")], **kwargs)
        self.longest = longest

    def pre_validate(self, form: BaseForm) -> None:
        text, fonts = self.data or "", cast("Fonts", form.meta.fonts)
        over = len(text) - self.longest
        if over > 0:
            raise ValidationError(
                ngettext(
                    "This is %(num)d character too long. Shorten it.",
                    "This is %(num)d characters too long. Shorten it.",
                    over,
                )
            )
        _printable(fonts, text)


def _printable(fonts: Fonts, text: str) -> None:
    odd = fonts.unprintable(text)
    if odd:
        shown = " ".join(odd[:10])
        raise ValidationError(
            _(
                "We cannot print these characters on the sheet: %(characters)s. Leave them out.",
                characters=shown,
            )
        )
