from __future__ import annotations

from tests.web.conftest import catalogue, clock, house, jar, today

__all__ = ["catalogue", "clock", "house", "jar", "today"]  # the same world as for the other tests of pages
