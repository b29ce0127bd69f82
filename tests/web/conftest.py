from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, cast

import pytest

from app.web.service import EXTENSION, Service
from tests.web.jar import ANSWERED, TYPED, Jar

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

TODAY = dt.date(2026, 11, 22)


class Clock:
    """The clock of the server, which a test can put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._real = time.time

    def time(self) -> float:
        return self._real() + self.ahead


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the dates in these tests stay near for ever."""
    noon = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    monkeypatch.setattr(Service, "now", staticmethod(lambda: noon))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock.time)
    return clock


@pytest.fixture
def jar(client: LintingClient, keys: tuple[str, ...]) -> Jar:
    return Jar(client, keys[0])


@pytest.fixture
def settled(visitor: Visitor, jar: Jar) -> Visitor:
    """Someone with answers and an appointment: both cookies are there."""
    visitor.answer("cancer", diagnosis="mcl")
    visitor.open("/sheet")
    visitor.write("visit_with", "Dr. Lee")
    visitor.press("Continue")
    assert jar.names == {ANSWERED, TYPED}
    return visitor


@pytest.fixture(scope="session")
def house(app: Flask) -> Service:
    return cast("Service", app.extensions[EXTENSION])


@pytest.fixture(scope="session")
def catalogue(house: Service) -> Catalogue:
    return house.catalogue
