"""A visitor's session in two sealed cookies. The only module that knows their contents.

Browsers silently drop a cookie above 4,096 bytes. Two halves, compressed and limited by
`app.core.free_text`, stay below that whatever is chosen and whatever can be printed;
tests/unit/test_session_cookies.py proves it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

import pydantic
from pydantic import ValidationError

from app.content.types import FrozenModel
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.web.cookie_names import NO_MARK, CookieNames, cookie_names, mark_of
from app.web.seal import HOURS_KEPT, BrokenSealError, Seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask import Request, Response

    from app.core.answers import OptionsByField

# A seal is renewed at most once an hour, so the cookies are open for 19 to 20 hours after the last visit.
RENEW_AFTER = 3600  # seconds after which a visit seals the cookies anew
LEAST_HOURS_KEPT = HOURS_KEPT - RENEW_AFTER // 3600


class SessionData(FrozenModel):
    """The content of the first cookie: answers as they were given, choices, and the token of every form.

    `seen` are the answers for which the person last saw their list; None if they never did.
    `updated`: a form of the list was stored, and the list was not shown since.
    """

    token: str
    answers: dict[str, tuple[str, ...]] = pydantic.Field(default_factory=dict)
    choices: Choices = Choices()
    seen: dict[str, tuple[str, ...]] | None = None
    updated: bool = False


@dataclass
class Session:
    """One visitor's session, for one request.

    stored  what the cookies of the request hold; None without cookies that can be opened
    age     seconds since they were sealed; negative if another copy's clock is ahead
    found   the names of the cookies that a save replaces or deletes
    lost    cookies of ours came, and none of them can be opened
    spare   the token for forms while they cannot be opened; "" without cookies
    ended   the answers were cleared
    """

    data: SessionData = field(default_factory=lambda: SessionData(token=secrets.token_urlsafe(16)))
    free_text: FreeText = field(default_factory=FreeText)
    stored: tuple[SessionData, FreeText] | None = None
    age: float = 0
    found: frozenset[str] = frozenset()
    lost: bool = False
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
        said = self.data.model_copy(update={"seen": None, "updated": False})
        return (said, self.free_text) == (SessionData(token=self.token), FreeText())

    @property
    def is_current(self) -> bool:
        """Whether the cookies hold what the session holds, and were sealed less than an hour ago."""
        # A seal far ahead is renewed too: it would be open for longer than people are told.
        return (self.data, self.free_text) == self.stored and abs(self.age) <= RENEW_AFTER

    def give(self, answers: OptionsByField) -> None:
        """Replace the answers of some fields."""
        self.data = self.data.model_copy(update={"answers": {**self.given, **answers}})

    def see(self) -> None:
        """Remember that the person saw the list for these answers."""
        self.data = self.data.model_copy(update={"seen": self.given})

    def choose(self, choices: Choices) -> None:
        self.data = self.data.model_copy(update={"choices": choices})

    def mark_updated(self) -> None:
        """Remember, until the list is next shown, that a form of it was stored."""
        self.data = self.data.model_copy(update={"updated": True})

    def take_updated(self) -> bool:
        """Return whether a form of the list was stored since it was last shown, and forget it."""
        updated = self.data.updated
        self.data = self.data.model_copy(update={"updated": False})
        return updated


class CookieSessions:
    """Opens and saves sessions, sealed with the first of `keys` and opened with any of them.

    `catalogue` is the name of what is served: sites with other keys, another catalogue or another path
    neither see nor replace these cookies.
    """

    def __init__(self, keys: tuple[str, ...], catalogue: str) -> None:
        self._keys, self._catalogue, self._seal = keys, catalogue, Seal(keys)

    def open(self, request: Request) -> Session:
        """Read the cookies. If they are missing, cut, forged or too old, the session is new.

        While keys are changed, there may be cookies under the names of two of them: those sealed last count.
        """
        *ours, unmarked = self._names(request)
        opened = [read for names in (*ours, unmarked) if (read := self._read(names, request.cookies))]
        # What cannot be opened under names without a mark may be a neighbour's.
        found = {name for names in ours for name in names if name in request.cookies}
        found = found.union(*(session.found for session in opened))
        session = min(opened, key=attrgetter("age")) if opened else Session(lost=bool(found))
        session.found = frozenset(found)
        session.spare = _token_of(request.cookies[name] for name in sorted(found))
        if session.lost:
            session.data = SessionData(token=session.spare)
        return session

    def save(self, session: Session, request: Request, response: Response) -> None:
        """Send both cookies, so that they expire together: after a change, an hour, or a new key.

        If the session has ended, they are deleted.
        """
        first, *_others = self._names(request)
        contents: dict[str, FrozenModel] = {} if session.ended else {first.answers: session.data}
        if contents and session.free_text != FreeText():
            contents[first.typed] = session.free_text
        # Otherwise no cookie is sent: two tabs that only read cannot overwrite each other.
        if session.is_current and session.found == contents.keys():
            return
        secure = request.is_secure
        for name, content in contents.items():
            response.set_cookie(name, self._seal.seal(content), secure=secure, httponly=True, samesite="Lax")
        for name in sorted(session.found - contents.keys()):
            response.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")

    def _names(self, request: Request) -> list[CookieNames]:
        """Return the names for each key, the newest first, then those without a mark."""
        marks = [mark_of(key, self._catalogue, request.script_root) for key in self._keys]
        return [cookie_names(mark, secure=request.is_secure) for mark in (*marks, NO_MARK)]

    def _read(self, names: CookieNames, cookies: Mapping[str, str]) -> Session | None:
        sealed, sealed_text = cookies.get(names.answers), cookies.get(names.typed)
        if sealed is None:
            return None
        try:
            opened = self._seal.open(sealed)
            data, text = SessionData.model_validate_json(opened.json), FreeText()
            if sealed_text:
                text = FreeText.model_validate_json(self._seal.open(sealed_text).json)
        except (BrokenSealError, ValidationError):
            return None
        found = frozenset(name for name in names if name in cookies)
        return Session(data, text, stored=(data, text), age=opened.age, found=found)


def _token_of(cookies: Iterable[str]) -> str:
    """Return a token that follows from these cookies, "" without any. No other site knows them.

    With it, the second press of a button is taken although no new cookie was sent with the first.
    """
    values = "\0".join(cookies)
    return hashlib.sha256(values.encode("utf-8", "replace")).hexdigest()[:32] if values else ""
