from __future__ import annotations

from flask_babel import gettext as _

from app.web.forms.base import SessionForm
from app.web.seal import HOURS_KEPT


class FileForm(SessionForm):
    """A form for a file, which no browser sends a second time by itself."""

    def not_ours(self) -> str:
        return _(
            "This page was open for a long time, or your browser does not keep our cookie. "
            "Please pick the file again, then press the button. If this message comes back, "
            "allow cookies for this site."
        )

    def cannot_open(self) -> str:
        return _(
            "We cannot open the answers in this browser. They may be older than %(hours)d hours, or "
            "the clock of one of our computers is wrong. Please pick the file again, then press the button. "
            "Its sheet then takes their place.",
            hours=HOURS_KEPT,
        )
