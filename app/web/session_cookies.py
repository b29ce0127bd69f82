"""A visitor's session in sealed cookies. The only module that reads and writes them.

Browsers silently drop a cookie above 4,096 bytes. The first two, compressed and limited by
`app.core.free_text`, stay below that whatever is chosen and whatever can be printed;
tests/unit/test_session_cookies.py proves it. Notes of visits are sealed together and cut into pieces. How
many fit depends on how well they can be compressed, so whoever stores them asks `room_for` first.
"""

from __future__ import annotations

import hashlib
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from app.core.free_text import FreeText
from app.web.cookie_contents import SessionData, Visits
from app.web.cookie_names import MAX_PIECES, NO_MARK, CookieNames, cookie_names, mark_of
from app.web.seal import BrokenSealError, Seal
from app.web.session_data import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask import Request, Response

    from app.core.visits import Visit
    from app.web.cookie_contents import Beside

PIECE = 3_900  # characters of one cookie; browsers count its name, too
# A newer copy may have sealed fields that this one does not have: the answers beside them still count.
UNKNOWN: Final = "ignore"


class CookieSessions:
    """Opens and saves sessions, sealed with the first of `keys` and opened with any of them.

    `catalogue` is the name of what is served: sites with other keys, another catalogue or another path
    neither see nor replace these cookies. `language` is the path of a language below that of the site: all
    languages of a site share the cookies.
    """

    def __init__(self, keys: tuple[str, ...], catalogue: str, language: str = "") -> None:
        self._keys, self._catalogue, self._seal = keys, catalogue, Seal(keys)
        self._language = language

    def below(self, language: str) -> CookieSessions:
        """Return the same sessions, for the path of another language."""
        return CookieSessions(self._keys, self._catalogue, language)

    def open(self, request: Request) -> Session:
        """Read the cookies. If they are missing, cut, forged or too old, the session is new.

        While keys are changed, there may be cookies under the names of two of them: those sealed last count.
        """
        *ours, unmarked = self._names(request)
        cookies = request.cookies.to_dict()
        opened = [read for names in (*ours, unmarked) if (read := self._read(names, cookies))]
        # What cannot be opened under names without a mark may be a neighbour's.
        found = {name for names in ours for name in names.all if name in cookies}
        found = found.union(*(session.found for session in opened))
        session = min(opened, key=attrgetter("age")) if opened else Session(lost=bool(found))
        session.found = frozenset(found)
        session.spare = _token_of(cookies[name] for name in sorted(found))
        if session.lost:
            session.data = SessionData(token=session.spare)
        return session

    def save(self, session: Session, request: Request, response: Response) -> None:
        """Send all cookies, so that they expire together: after a change, an hour, or a new key.

        If the session has ended, they are deleted.
        """
        first, *_others = self._names(request)
        # Otherwise no cookie is sent: two tabs that only read cannot overwrite each other.
        if session.is_current and session.found <= {*first.all} and not session.ended:
            return
        contents = {} if session.ended else self._contents(session, first)
        # Another tab may have stored more pieces meanwhile: with ours they would be a broken seal.
        stale = {*first.visits} if session.visits and not session.ended else set[str]()
        secure = request.is_secure
        for name, value in contents.items():
            response.set_cookie(name, value, secure=secure, httponly=True, samesite="Lax")
        for name in sorted((session.found | stale) - contents.keys()):
            response.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")

    def room_for(self, visits: tuple[Visit, ...]) -> float:
        """Return the share of these notes that the cookies have room for: 1 or more if all fit."""
        # A visit takes a little more once it is finished.
        done = tuple(visit.model_copy(update={"finished": True}) for visit in visits)
        return MAX_PIECES * PIECE / max(len(self._sealed(done)), 1)

    def latest_of(self, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
        """Return as many of the latest visits as the cookies have room for."""
        starts = range(len(visits) + 1)
        return next(visits[start:] for start in starts if self.room_for(visits[start:]) >= 1)

    def _contents(self, session: Session, names: CookieNames) -> dict[str, str]:
        typed = "" if session.free_text == FreeText() else self._seal.seal(session.free_text)
        sealed = self._sealed(self.latest_of(session.visits))
        pieces = (sealed[start : start + PIECE] for start in range(0, len(sealed), PIECE))
        there = {"typed": typed, "visits": sealed}
        # What is gone is still expected, until the page that says so is stored.
        beside = tuple(name for name, value in there.items() if value or name in session.gone)
        answers = self._seal.seal(session.data.model_copy(update={"beside": beside}))
        return {
            names.answers: answers,
            **({names.typed: typed} if typed else {}),
            **dict(zip(names.visits, pieces, strict=False)),
        }

    def _sealed(self, visits: tuple[Visit, ...]) -> str:
        return self._seal.seal(Visits(visits=visits)) if visits else ""

    def _names(self, request: Request) -> list[CookieNames]:
        """Return the names for each key, the newest first, then those without a mark."""
        site = request.script_root.removesuffix(self._language)
        marks = [mark_of(key, self._catalogue, site) for key in self._keys]
        return [cookie_names(mark, secure=request.is_secure) for mark in (*marks, NO_MARK)]

    def _read(self, names: CookieNames, cookies: Mapping[str, str]) -> Session | None:
        sealed, sealed_text = cookies.get(names.answers), cookies.get(names.typed)
        if sealed is None:
            return None
        try:
            opened = self._seal.open(sealed)
            data, text = SessionData.model_validate_json(opened.json, extra=UNKNOWN), FreeText()
            if sealed_text:
                text = FreeText.model_validate_json(self._seal.open(sealed_text).json, extra=UNKNOWN)
        except (BrokenSealError, ValidationError):
            return None
        found = frozenset(name for name in names.all if name in cookies)
        visits = self._read_visits("".join(cookies.get(name, "") for name in names.visits))
        is_gone: dict[Beside, bool] = {
            "typed": "typed" in data.beside and not sealed_text,
            "visits": visits is None or ("visits" in data.beside and not visits),
        }
        gone = frozenset(name for name, is_so in is_gone.items() if is_so)
        stored = (data.model_copy(update={"beside": ()}), text, visits or ())
        return Session(*stored, stored=stored, age=opened.age, found=found, gone=gone)

    def _read_visits(self, sealed: str) -> tuple[Visit, ...] | None:
        """Return the notes of visits; None if they cannot be opened. Answers do not go with them."""
        try:
            plain = self._seal.open(sealed).json if sealed else b"{}"
            return Visits.model_validate_json(plain, extra=UNKNOWN).visits
        except (BrokenSealError, ValidationError):
            return None


def _token_of(cookies: Iterable[str]) -> str:
    """Return a token that follows from these cookies, "" without any. No other site knows them.

    With it, the second press of a button is taken although no new cookie was sent with the first.
    """
    values = "\0".join(cookies)
    return hashlib.sha256(values.encode("utf-8", "replace")).hexdigest()[:32] if values else ""
