from __future__ import annotations

from tests.web.conftest import clock, today

__all__ = ["clock", "today"]
