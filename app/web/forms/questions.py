from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import SelectMultipleField, StringField

from app.core.free_text import MAX_QUESTION_LENGTH, OWN_IDS
from app.web.forms.base import SessionForm
from app.web.forms.printed import PrintedField


class ActionForm(SessionForm):
    """A page with several buttons."""

    do = StringField()

    def action(self) -> tuple[str, str]:
        """Return the button that was pressed as (verb, of what); ("", "") if none was."""
        verb, _, what = (self.do.data or "").partition(":")
        return verb, what


class TicksForm(ActionForm):
    """What stood on the page (`shown`) and what is ticked (`q`)."""

    shown = StringField()
    q = SelectMultipleField(validate_choice=False)

    def shown_ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.shown.data or "").split()))

    def before(self, name: str) -> set[str]:
        """Return the questions whose box (`q` or `star`) was ticked when the page was shown."""
        return set(str(self.sent.get(f"{name}-was", "")).split())

    def changed(self, name: str) -> set[str]:
        """Return the questions whose box (`q` or `star`) this page changed, or all once the session is gone.

        A page that was opened before another tab changed the list must not undo that change.
        """
        was, ticked = self.before(name), set(self[name].data or ())
        return was | ticked | {*self.shown_ids()} if "csrf_token" in self.errors else was ^ ticked


class QuestionsForm(TicksForm):
    """The list: with stars (`star`) and own questions, each in a field that has the id of its question."""

    star = SelectMultipleField(validate_choice=False)

    def own(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the own questions; one that this page left alone, or did not show, keeps what is stored.

        A new one goes where there is room: another tab may have filled the place that was free here. "Remove"
        takes out what this page showed, and nothing that another tab put there since.
        """
        return tuple(self._placed(stored)[0].values())

    def without_room(self, stored: tuple[str, ...]) -> tuple[str, ...]:
        """Return the fields of new own questions that no place is left for: other tabs filled them all."""
        return self._placed(stored)[1]

    def emptied(self, stored: tuple[str, ...]) -> set[str]:
        """Return the places that this page emptied; a new question may get one of them at once."""
        own = _by_place(stored)
        return {name for name in OWN_IDS if self.was(name) and not self._in_place(name, own[name])}

    def stands_apart(self, name: str, listed: str) -> bool:
        """Whether a box holds, or held, a new question and not the one that is `listed` in its place."""
        return not self.was(name) and (self[name].data or "") != listed

    def _placed(self, stored: tuple[str, ...]) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return the own questions by place, and the fields of those that have none."""
        own = _by_place(stored)
        moving = [name for name in OWN_IDS if self._is_taken(name, own[name])]
        own |= {name: self._in_place(name, own[name]) for name in OWN_IDS if name not in moving}
        free = [name for name in OWN_IDS if not own[name]]
        own |= {place: str(self[name].data) for place, name in zip(free, moving, strict=False)}
        return own, tuple(moving[len(free) :])

    def _is_taken(self, name: str, stored: str) -> bool:
        """Whether a place holds a question of another tab, and this page has a new one for it."""
        is_new = self[name].data and not self.was(name) and not self._removes(name)
        return bool(is_new) and stored not in {"", self[name].data}

    def _in_place(self, name: str, stored: str) -> str:
        if not self._removes(name):
            return self.typed(name, stored)
        return "" if stored in {self.was(name), self[name].data} else stored

    def _removes(self, name: str) -> bool:
        return self.action() == ("remove", name)


def _by_place(stored: tuple[str, ...]) -> dict[str, str]:
    return dict.fromkeys(OWN_IDS, "") | dict(zip(OWN_IDS, stored, strict=False))


# One field for each own question, named by the id that a star can point to.
for _number, _name in enumerate(OWN_IDS, 1):
    _label = lazy_gettext("My question %(number)d", number=_number)
    setattr(QuestionsForm, _name, PrintedField(_label, MAX_QUESTION_LENGTH))
