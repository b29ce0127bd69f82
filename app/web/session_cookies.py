"""A visitor's session in two sealed cookies. The only module that knows their names and contents.

Browsers silently drop a cookie above 4,096 bytes. Two halves, compressed and limited by
`app.core.free_text`, stay below that whatever is chosen and whatever can be printed;
tests/unit/test_session_cookies.py proves it.
"""

from __future__ import annotations

import secrets
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pydantic
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import ValidationError

from app.content.types import FrozenModel
from app.core.choices import Choices
from app.core.free_text import FreeText

if TYPE_CHECKING:
    from flask import Request, Response

    from app.core.answers import OptionsByField

# A seal is renewed at most once an hour, so the cookies are open for 19 to 20 hours after the last visit.
HOURS_KEPT = 20
MAX_AGE = HOURS_KEPT * 3600  # seconds
RENEW_AFTER = 3600  # seconds after which a visit seals the cookies anew


class SessionData(FrozenModel):
    """The content of the first cookie: answers as they were given, choices, and the token of every form.

    `seen` are the answers for which the person last saw their list; None if they never did.
    """

    token: str
    answers: dict[str, tuple[str, ...]] = pydantic.Field(default_factory=dict)
    choices: Choices = Choices()
    seen: dict[str, tuple[str, ...]] | None = None


@dataclass
class Session:
    """One visitor's session, for one request. `lost`: cookies came that could not be opened.

    `stored` is what the cookies of the request hold. `age` is in seconds; that of a new session is MAX_AGE,
    so that it is saved.
    """

    data: SessionData = field(default_factory=lambda: SessionData(token=secrets.token_urlsafe(16)))
    free_text: FreeText = field(default_factory=FreeText)
    lost: bool = False
    age: float = MAX_AGE
    stored: tuple[SessionData, FreeText] | None = None

    @property
    def token(self) -> str:
        return self.data.token

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
        said = self.data.model_copy(update={"seen": None})
        return (said, self.free_text) == (SessionData(token=self.token), FreeText())

    def give(self, answers: OptionsByField) -> None:
        """Replace the answers of some fields."""
        self.data = self.data.model_copy(update={"answers": {**self.given, **answers}})

    def see(self) -> None:
        """Remember that the person saw the list for the answers of now."""
        self.data = self.data.model_copy(update={"seen": self.given})

    def choose(self, choices: Choices) -> None:
        self.data = self.data.model_copy(update={"choices": choices})


class CookieSessions:
    """Opens and saves sessions, sealed with the first of `keys` and opened with any of them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        each = [Fernet(key) for key in keys]
        self._newest, self._fernet = each[0], MultiFernet(each)

    def open(self, request: Request) -> Session:
        """Read the cookies. If they are missing, cut, forged or too old, the session is new."""
        sealed, sealed_text = (request.cookies.get(name) for name in cookie_names(secure=request.is_secure))
        if sealed is None:
            return Session(lost=sealed_text is not None)
        try:
            data = SessionData.model_validate_json(self._unseal(sealed))
            text = FreeText.model_validate_json(self._unseal(sealed_text)) if sealed_text else FreeText()
        except (InvalidToken, ValidationError, zlib.error, UnicodeError):
            return Session(lost=True)
        return Session(data, text, age=self._age(sealed), stored=(data, text))

    def save(self, session: Session, response: Response, *, secure: bool) -> None:
        """Send both cookies, so that they expire together: after a change, an hour, or a new key."""
        # Otherwise no cookie is sent: two tabs that only read cannot overwrite each other.
        if (session.data, session.free_text) == session.stored and session.age <= RENEW_AFTER:
            return
        name, name_of_text = cookie_names(secure=secure)
        _set(response, name, self._seal(session.data), secure=secure)
        if session.free_text != FreeText():
            _set(response, name_of_text, self._seal(session.free_text), secure=secure)
        elif session.lost or (session.stored and session.stored[1] != FreeText()):
            _delete(response, name_of_text, secure=secure)

    def _age(self, sealed: str) -> float:
        """Return the seconds since sealing. A seal of an older key counts as old, so that it is renewed."""
        try:
            made = self._newest.extract_timestamp(sealed.encode("ascii"))
        except InvalidToken:
            return MAX_AGE
        return time.time() - made

    def _seal(self, model: FrozenModel) -> str:
        # Without defaults the JSON is shorter, and a default that a release changes applies to open visits.
        plain = model.model_dump_json(exclude_defaults=True).encode()
        return self._fernet.encrypt(zlib.compress(plain, 9)).decode("ascii")

    def _unseal(self, value: str) -> bytes:
        return zlib.decompress(self._fernet.decrypt(value.encode("ascii"), ttl=MAX_AGE))


def forget(response: Response, *, secure: bool) -> None:
    """Delete both cookies."""
    for name in cookie_names(secure=secure):
        _delete(response, name, secure=secure)


def cookie_names(*, secure: bool) -> tuple[str, str]:
    """Return the names for answers and free text. Only https can carry the __Host- prefix; it always does."""
    return ("__Host-sheet", "__Host-sheet-typed") if secure else ("sheet", "sheet-typed")


def _delete(response: Response, name: str, *, secure: bool) -> None:
    response.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")


def _set(response: Response, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(name, value, secure=secure, httponly=True, samesite="Lax")
