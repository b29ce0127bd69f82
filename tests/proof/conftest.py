from __future__ import annotations

from tests.pdf.conftest import printed

__all__ = ["printed"]
