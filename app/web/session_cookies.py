"""What travels with the visitor: two sealed cookies. The only module that knows their names and contents.

Browsers silently drop a cookie above 4,096 bytes. Two halves, compressed and with the caps of
`app.core.free_text`, stay below that whatever is chosen and whatever can be printed;
tests/unit/test_session_cookies.py proves it.
"""

from __future__ import annotations

import secrets
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import BaseModel, ConfigDict, ValidationError

from app.core.choices import Choices
from app.core.free_text import Typed

if TYPE_CHECKING:
    from flask import Request, Response

IDLE_LIMIT = 20 * 3600  # seconds without a visit after which the answers are gone
RENEW_AFTER = 3600  # seconds after which a visit seals the cookies anew


class _Answered(BaseModel):
    """The first cookie: option ids, choices, and the token that every form of this visitor carries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: str
    answers: dict[str, tuple[str, ...]] = {}
    choices: Choices = Choices()


@dataclass
class State:
    """One visitor's answers, for one request. `lost` says that cookies came which could not be opened."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    typed: Typed = field(default_factory=Typed)
    lost: bool = False
    age: float = IDLE_LIMIT

    @property
    def fresh(self) -> bool:
        """Whether nothing has been said yet."""
        return not self.answers and self.choices == Choices() and self.typed == Typed()


class Seal:
    """Opens and saves the state of a visitor with the keys of the house."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        each = [Fernet(key) for key in keys]
        self._newest, self._fernet = each[0], MultiFernet(each)

    def open(self, request: Request) -> State:
        """Read the cookies; what is missing, cut, forged or too old leaves a new state behind."""
        answered, typed = (request.cookies.get(name) for name in _names(secure=request.is_secure))
        if answered is None:
            return State(lost=typed is not None)
        try:
            first = _Answered.model_validate_json(self._opened(answered))
            second = Typed.model_validate_json(self._opened(typed)) if typed else Typed()
        except (InvalidToken, ValidationError, zlib.error, UnicodeError):
            return State(lost=True)
        return State(first.token, first.answers, first.choices, second, age=self._age(answered))

    def save(self, state: State, before: State, response: Response, *, secure: bool) -> None:
        """Send both cookies back, so that they expire together: after a change, an hour or a new key."""
        new, old = (_first(state), state.typed), (_first(before), before.typed)
        if new == old and state.age <= RENEW_AFTER:
            return
        answered, typed = _names(secure=secure)
        _set(response, answered, self._sealed(new[0]), secure=secure)
        if state.typed != Typed():
            _set(response, typed, self._sealed(state.typed), secure=secure)
        elif before.typed != Typed() or before.lost:
            _delete(response, typed, secure=secure)

    def _age(self, value: str) -> float:
        """Return the seconds since sealing; what an older key sealed counts as old, so it is sealed anew."""
        try:
            made = self._newest.extract_timestamp(value.encode("ascii"))
        except InvalidToken:
            return IDLE_LIMIT
        return time.time() - made

    def _sealed(self, model: BaseModel) -> str:
        plain = model.model_dump_json(exclude_defaults=True).encode()
        return self._fernet.encrypt(zlib.compress(plain, 9)).decode("ascii")

    def _opened(self, value: str) -> bytes:
        return zlib.decompress(self._fernet.decrypt(value.encode("ascii"), ttl=IDLE_LIMIT))


def forget(response: Response, *, secure: bool) -> None:
    """Delete both cookies."""
    for name in _names(secure=secure):
        _delete(response, name, secure=secure)


def _first(state: State) -> _Answered:
    return _Answered(token=state.token, answers=state.answers, choices=state.choices)


def _names(*, secure: bool) -> tuple[str, str]:
    """Plain http (a trial on one machine) cannot carry the __Host- prefix; https never goes without."""
    return ("__Host-sheet", "__Host-sheet-typed") if secure else ("sheet", "sheet-typed")


def _delete(response: Response, name: str, *, secure: bool) -> None:
    response.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")


def _set(response: Response, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(name, value, secure=secure, httponly=True, samesite="Lax")
