from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from app.core.free_text import MAX_NAME_LENGTH
from app.core.visits import MAX_HEARD_LENGTH, STATES, Note, Visit
from app.web.forms.dated import DatedForm, boxes_of
from app.web.forms.printed import PrintedField
from app.web.forms.questions import ActionForm

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

HEARD, STATE, OWN = "heard-", "state-", "own-of-"  # before the id of a question, in the name of a field
WAS = "-was"


class VisitForm(DatedForm, ActionForm):
    """What came of the questions at a visit. For each question it has `heard-ID`, and sends `state-ID`.

    The text of an own question comes along as `own-of-ID`: another one may have its place by now.
    """

    months_away = -1
    visit_with = PrintedField(lazy_gettext("Who was it with?"), MAX_NAME_LENGTH)
    other: PrintedField
    now: StringField

    @classmethod
    def about(cls, names: Mapping[str, str]) -> type[VisitForm]:
        """Return the form for these questions, as names by id."""
        heard = {
            f"{HEARD}{question}": PrintedField(
                lazy_gettext("What you heard on “%(question)s”", question=name), MAX_HEARD_LENGTH, lines=True
            )
            for question, name in names.items()
        }
        # Fields have the order in which they are made: messages stand in that of the page.
        last = {
            "other": PrintedField(lazy_gettext("What else did you hear?"), MAX_HEARD_LENGTH, lines=True),
            "now": StringField(),
        }
        return type("VisitForm", (cls,), {"ids": tuple(names), **heard, **last})

    ids: tuple[str, ...] = ()

    def __init__(
        self, formdata: Any, *, stages: Container[str], visit: Visit, now: str, **kwargs: Any
    ) -> None:
        shown = {
            **boxes_of(visit.date),
            **{f"{HEARD}{name}": note.heard for name, note in visit.notes.items()},
            "visit_with": visit.visit_with,
            "other": visit.other,
            "now": visit.now or now,
        }
        super().__init__(formdata, data=shown, **kwargs)
        self.stages, self.stored, self.now_was = stages, visit, visit.now or now

    def validate(self, extra_validators: Any = None) -> bool:
        fits = super().validate(extra_validators)
        if problem := self._list_problem():
            self["now"].errors = (problem,)
        return fits and not problem

    def state(self, name: str) -> str:
        """Return the state to show for a question: as it was sent, or as it is stored."""
        stored = self.stored.notes[name].state if name in self.stored.notes else "open"
        sent = self.sent.get(f"{STATE}{name}")
        changed = "csrf_token" in self.errors or sent != self.sent.get(f"{STATE}{name}{WAS}")
        return stored if sent is None or not changed else sent

    def filled(self) -> Visit:
        """Return the visit with what was typed and picked on this page; what it left alone stays."""
        notes = {name: self._note(name, note) for name, note in self.stored.notes.items()}
        stored = self.stored
        now_was = self.sent.get("now-was", self.now_was)
        return stored.model_copy(
            update={
                "date": self.date_over(stored.date),
                "visit_with": self.typed("visit_with", stored.visit_with),
                "other": self.typed("other", stored.other),
                "now": stored.now if self.now.data == now_was else self.now.data or "",
                "notes": notes,
            }
        )

    def _note(self, name: str, note: Note) -> Note:
        heard = f"{HEARD}{name}"
        if heard not in self.sent:
            return note
        return note.model_copy(update={"state": self.state(name), "heard": self.typed(heard, note.heard)})

    def _list_problem(self) -> str | None:
        states = {self.state(name) for name in self.ids}
        known = states <= {*STATES} and (not self.now.data or self.now.data in self.stages)
        return None if known else _("One of the choices sent is not on the list. Pick from the list.")


def sent_questions(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the questions that a page about a visit had: by id the text of an own one, "" for others."""
    names = (name.removeprefix(HEARD) for name in sent if name.startswith(HEARD) and not name.endswith(WAS))
    return {name: sent.get(f"{OWN}{name}", "") for name in names}


def with_ids(sent: MultiDict[str, str], ids: Mapping[str, str]) -> MultiDict[str, str]:
    """Return what a page sent, with the ids that its questions have now, by those they had."""
    names = {
        f"{start}{name}{end}": f"{start}{now}{end}"
        for name, now in ids.items()
        for start in (HEARD, STATE, OWN)
        for end in ("", WAS)
    }
    return MultiDict([(names.get(name, name), value) for name, value in sent.items(multi=True)])
