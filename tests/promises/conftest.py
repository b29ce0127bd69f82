from __future__ import annotations

from tests.web.conftest import catalogue, clock, house, jar, today

__all__ = ["catalogue", "clock", "house", "jar", "today"]  # fixtures of tests/web
