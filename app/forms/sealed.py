from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Any, cast

from flask_babel import gettext as _
from wtforms import Form, ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField

if TYPE_CHECKING:
    from wtforms.form import BaseForm

    from app.fonts import Fonts
    from app.state import State


class _SealedToken(CSRF):
    """The token lives in the sealed cookie, so it lasts as long as the answers do."""

    def setup_form(self, form: BaseForm) -> Any:
        self.state = cast("State", form.meta.csrf_context)
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        del csrf_token_field
        return self.state.token

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:
        del form
        if hmac.compare_digest((field.data or "").encode(), self.state.token.encode()):
            return
        raise ValidationError(
            _(
                "This page was open for a long time, or your browser does not keep our cookie. "
                "Nothing you entered on this page is lost: please press the button again. If this message "
                "comes back, allow cookies for this site."
            )
        )


class SealedForm(Form):
    """A form that carries the visitor's token and knows what the fonts can print."""

    class Meta:
        csrf = True
        csrf_class = _SealedToken

    def __init__(self, formdata: Any, *, state: State, fonts: Fonts, **kwargs: Any) -> None:
        super().__init__(formdata, meta={"csrf_context": state, "fonts": fonts}, **kwargs)

    def messages(self) -> dict[str, str]:
        """Return the first error of each field that has one, by field name."""
        return {name: str(field.errors[0]) for name, field in self._fields.items() if field.errors}
