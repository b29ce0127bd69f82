from __future__ import annotations

from tests.proof.table import FILE, written


def test_the_table_is_that_of_today() -> None:
    """Every rule of a question stands in it, and what the answers bring: see `matrix` and `entries`."""
    assert written() == FILE.read_text(encoding="utf-8"), "run `make who` and read the difference"
