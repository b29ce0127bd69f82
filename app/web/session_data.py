"""What the server knows of one visitor, for one request: all of it comes from their cookies."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from app.core.free_text import FreeText
from app.web.cookie_contents import Beside, Opened, Removed, SessionData
from app.web.seal import HOURS_KEPT

if TYPE_CHECKING:
    from app.core.answers import OptionsByField
    from app.core.choices import Choices
    from app.core.next_sheet import NextSheet
    from app.core.restored import Restored
    from app.core.visits import Visit

# A seal is renewed at most once an hour, so the cookies are open for 19 to 20 hours after the last visit.
RENEW_AFTER = 3600  # seconds after which a visit seals the cookies anew
LEAST_HOURS_KEPT = HOURS_KEPT - RENEW_AFTER // 3600


@dataclass
class Session:
    """One visitor's session, for one request.

    stored  what the cookies of the request hold; None without cookies that can be opened
    age     seconds since they were sealed; negative if another copy's clock is ahead
    found   the names of the cookies that a save replaces or deletes
    lost    cookies of ours came, and none of them can be opened
    gone    what was sealed beside the answers, and cannot be opened or is missing
    spare   the token for forms while they cannot be opened; "" without cookies
    ended   the answers were cleared
    """

    data: SessionData = field(default_factory=lambda: SessionData(token=secrets.token_urlsafe(16)))
    free_text: FreeText = field(default_factory=FreeText)
    visits: tuple[Visit, ...] = ()
    stored: tuple[SessionData, FreeText, tuple[Visit, ...]] | None = None
    age: float = 0
    found: frozenset[str] = frozenset()
    lost: bool = False
    gone: frozenset[Beside] = frozenset()
    spare: str = ""
    ended: bool = False

    @property
    def token(self) -> str:
        return self.data.token

    def accepts(self, token: str) -> bool:
        """Whether the token of a form is that of this session, or of its cookies while they were closed."""
        known = filter(None, (self.token, self.spare))
        return any(hmac.compare_digest(token.encode(), each.encode()) for each in known)

    @property
    def given(self) -> OptionsByField:
        return self.data.answers

    @property
    def choices(self) -> Choices:
        return self.data.choices

    @property
    def seen(self) -> OptionsByField | None:
        return self.data.seen

    @property
    def is_new(self) -> bool:
        """Whether nothing has been said yet."""
        if self.given:
            return False
        notices = {"seen": None, "updated": False, "opened": None, "renewed": None, "removed": None}
        said = self.data.model_copy(update=notices)
        return (said, self.free_text, self.visits) == (SessionData(token=self.token), FreeText(), ())

    @property
    def is_current(self) -> bool:
        """Whether the cookies hold what the session holds, and were sealed less than an hour ago."""
        # A seal far ahead is renewed too: it would be open for longer than people are told.
        return (self.data, self.free_text, self.visits) == self.stored and abs(self.age) <= RENEW_AFTER

    def give(self, answers: OptionsByField) -> None:
        """Replace the answers of some fields."""
        self.data = self.data.model_copy(update={"answers": {**self.given, **answers}})

    def see(self) -> None:
        """Remember that the person saw the list for these answers."""
        self.data = self.data.model_copy(update={"seen": self.given})

    def choose(self, choices: Choices) -> None:
        self.data = self.data.model_copy(update={"choices": choices})

    def restore(self, found: Restored) -> None:
        """Replace all with what a saved sheet holds."""
        answers = dict(found.answers)
        self.data = SessionData(token=self.token, answers=answers, choices=found.choices, seen=answers)
        self.free_text, self.visits = found.free_text, found.visits
        self.gone = frozenset()

    def tell_opened(self, opened: Opened) -> None:
        """Remember, until a page tells it, what came of a saved sheet."""
        self.data = self.data.model_copy(update={"opened": opened})

    def renew(self, sheet: NextSheet, visits: tuple[Visit, ...], counts: tuple[int, int]) -> None:
        """Go on with the sheet after a visit; `counts` are remembered until the list is next shown."""
        answers = dict(sheet.answers)
        self.data = self.data.model_copy(
            update={"answers": answers, "choices": sheet.choices, "seen": answers, "renewed": counts}
        )
        self.free_text, self.visits = sheet.free_text, visits

    def take_renewed(self) -> tuple[int, int] | None:
        """Return what came of a visit after which the list was not shown yet, and forget it."""
        return cast("tuple[int, int] | None", self._take("renewed"))

    def remove_visit(self, number: int) -> None:
        """Forget the notes of a visit, and remember that until a page tells it."""
        gone = Removed(number=number, date=self.visits[number - 1].date)
        self.data = self.data.model_copy(update={"removed": gone})
        self.visits = (*self.visits[: number - 1], *self.visits[number:])

    def take_removed(self) -> Removed | None:
        """Return the visit that was taken out since a page last told it, and forget it."""
        return cast("Removed | None", self._take("removed"))

    def take_opened(self) -> Opened | None:
        """Return what came of a saved sheet that was opened since a page last told it, and forget it."""
        return cast("Opened | None", self._take("opened"))

    def mark_updated(self) -> None:
        """Remember, until it is told, that the list or the notes of a visit were stored."""
        self.data = self.data.model_copy(update={"updated": True})

    def take_updated(self) -> bool:
        """Return whether the list or the notes were stored and it was not told since, and forget it."""
        return cast("bool", self._take("updated"))

    def _take(self, name: str) -> object:
        """Return a notice, and forget it."""
        told, nothing = getattr(self.data, name), SessionData.model_fields[name].default
        if told != nothing:
            self.data = self.data.model_copy(update={name: nothing})
        return told
