from __future__ import annotations

import hashlib
from functools import reduce
from typing import TYPE_CHECKING, Any, cast

from flask import request
from flask_babel import gettext as _
from wtforms import Form, ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField

from app.web.addresses import with_query
from app.web.seal import HOURS_KEPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wtforms.form import BaseForm

    from app.content.fonts import Fonts
    from app.web.session_data import Session


def about(question: str, problem: str) -> str:
    """Return what is wrong with a field, with the words that stand over it on the page."""
    return f"{question} {problem}" if question.endswith("?") else f"{question}: {problem}"


# Not Flask-WTF: its token lives in Flask's own session, and a form whose token has expired is an error page
# there. Here it is a message on the page, and everything typed is kept.
class _SessionToken(CSRF):
    """The token is part of the session, so it lasts as long as the answers do."""

    def setup_form(self, form: BaseForm) -> Any:
        self.session = cast("Session", form.meta.csrf_context)
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        del csrf_token_field
        return self.session.token

    def validate_csrf_token(self, form: BaseForm, field: CSRFTokenField) -> None:
        if not self.session.accepts(field.data or ""):
            ours = cast("SessionForm", form)
            raise ValidationError(ours.cannot_open() if self.session.lost else ours.not_ours())


class SessionForm(Form):
    """A form with the visitor's token, which also knows what the fonts can print.

    `way_back` is the address of the page before, "" where a link leads to it.
    """

    class Meta:
        csrf = True
        csrf_class = _SessionToken

    def __init__(
        self, formdata: Any, *, session: Session, fonts: Fonts, way_back: str = "", **kwargs: Any
    ) -> None:
        self.sent: Mapping[str, str] = formdata or {}
        self.way_back = way_back
        # Browsers refill a form whose signature they know. The mark changes when a visitor clears their
        # answers, so that Back brings nothing back; see form_begin in templates/fields.html.
        self.mark = hashlib.sha256(session.token.encode()).hexdigest()[:8]
        self.has_answers = not session.is_new
        super().__init__(formdata, meta={"csrf_context": session, "fonts": fonts}, **kwargs)

    @property
    def answers_gone(self) -> bool:
        """Whether this page was made from answers that are no longer there: a token goes with its answers."""
        is_lost = cast("Session", self.meta.csrf_context).lost
        return "csrf_token" in self.errors and not is_lost and bool(self.sent.get("has_answers"))

    def not_ours(self) -> str:
        """Return what is said if the token is not that of the session, which may be a new one."""
        return _(
            "This page was open for a long time, or your browser does not keep our cookie. "
            "Nothing you entered on this page is lost: please press the button again. If this message "
            "comes back, allow cookies for this site."
        )

    def cannot_open(self) -> str:
        """Return what is said if the session cannot be opened."""
        return _(
            "We cannot open the answers in this browser. They may be older than %(hours)d hours, or "
            "the clock of one of our computers is wrong. Nothing you entered on this page is lost: "
            "please press the button again. If we still cannot open them, you go on with this page "
            "alone.",
            hours=HOURS_KEPT,
        )

    @property
    def way_out(self) -> str:
        """Where a button leads that only stores what is typed: Back, or another language; "" for others."""
        if self.sent.get("go") == "here":  # the page that takes the form is the one in the other language
            return f"{request.script_root}{with_query(request)}#top"
        return self.way_back if self.sent.get("go") == "back" else ""

    def was(self, name: str) -> str:
        """Return what the page first showed in a text field; "" once the visitor's session is gone."""
        if "csrf_token" in self.errors:
            return ""
        on_page = {name, f"{name}-was"} & self.sent.keys()
        text = str(self.sent.get(f"{name}-was", "") if on_page else self[name].data or "")
        return str(reduce(lambda kept, clean: clean(kept), self[name].filters, text))

    def typed(self, name: str, stored: str) -> str:
        """Return what was typed in a field, or what is stored if this page did not change the field.

        A page that was opened before another tab changed the text must not undo that change.
        """
        text = str(self[name].data or "")
        return stored if f"{name}-was" in self.sent and self.was(name) == text else text

    def messages(self) -> dict[str, str]:
        """Return the first error of each field that has one, by field name."""
        return {name: str(field.errors[0]) for name, field in self._fields.items() if field.errors}
