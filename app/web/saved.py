"""Opens a saved sheet that a person sends back: in this browser it then goes on as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.core.restored import Restored
from app.core.saved import Fault, SavedSheet, SavedSheetError
from app.pdf import find_saved
from app.web.cookie_contents import Opened
from app.web.filled_in import with_values
from app.web.forms import FileForm
from app.web.room import as_much_as_fits
from app.web.service import service
from app.web.session import journey_blueprint, session

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

pages = journey_blueprint("saved")


@pages.route("/open", methods=["GET", "POST"])
def open_sheet() -> str | tuple[str, int] | Response:
    form = FileForm(
        request.form if request.method == "POST" else None, session=session(), fonts=service().fonts
    )
    if request.method != "POST":
        return _page(form, {})
    if not form.validate():
        return _page(form, form.messages()), 400
    try:
        pdf = _file()
        found = _restored(pdf)
    except SavedSheetError as error:
        return _page(form, {"sheet": _words(error.fault)}), 400
    _go_on_with(found, pdf)
    if request.form.get("go") == "after":
        return redirect(url_for("after.visit", _anchor="opened"), 303)
    return redirect(url_for("questions.questions", _anchor="opened"), 303)


def _file() -> bytes:
    """Return the file that was picked. Raises SavedSheetError."""
    file = request.files.get("sheet")
    if file is None or not file.filename:  # browsers send a file without a name for none
        raise SavedSheetError("no_file")
    pdf: bytes = file.read()
    file.close()  # many may wait for their fields to be read: each with one copy of its file
    return pdf


def _restored(pdf: bytes) -> Restored:
    """Return what the saved sheet in a file still says. Raises SavedSheetError."""
    saved = SavedSheet.from_json(find_saved(pdf))
    return Restored.of(saved, service().catalogue, service().fonts.unprintable)


def _go_on_with(found: Restored, pdf: bytes) -> None:
    session().restore(found)
    filled_in = service().read_fields(pdf)
    visits = with_values(session().visits, filled_in.values)
    kept = session().visits = as_much_as_fits(visits)
    is_cut = filled_in.cut or kept != visits[-len(kept) :]
    session().tell_opened(
        Opened(
            answers=found.answers_gone,
            questions=found.questions_gone,
            fields=None if not filled_in.is_read else len(filled_in.values) if kept else 0,
            visits=found.visits_gone + len(visits) - len(kept),
            cut=bool(kept) and is_cut,
        )
    )


def _page(form: FileForm, errors: dict[str, str]) -> str:
    return render_template(
        "open.html",
        form=form,
        errors=errors,
        replaces=not session().is_new,
        reads_filled_in=service().reads_filled_in,
    )


def _words(fault: Fault) -> str:
    again = _("Pick the file that you downloaded here under “To keep”.")
    reasons = {
        "no_file": _("Pick a file first."),
        "empty": _("This file is empty. Download it again, or open another copy."),
        "too_large": _("This file is too large. We open PDFs of less than 2 MB."),
        "no_pdf": _("This file is not a PDF."),
        "nothing_saved": _("There is no saved sheet in this PDF. The PDF to print holds none."),
        "printed": _("This PDF was printed from another one. That leaves the saved sheet out."),
        "locked": _("This PDF is locked with a password. Save it without one, or open another copy."),
        "two": _("There are two different saved sheets in this PDF, and we cannot know which you mean."),
        "cut": _("The saved sheet in this PDF is cut off."),
        "damaged": _("The saved sheet in this PDF is damaged."),
        "newer": _(
            "This sheet was saved by a newer version of this site. Keep the file, and try again later."
        ),
    }
    return f"{reasons[fault]} {again}" if fault not in {"no_file", "empty", "newer"} else reasons[fault]
