from __future__ import annotations

from tests.proof.table import FILE, written


def test_the_table_is_that_of_today() -> None:
    """Every small change of a rule changes an entry of it: see `mutants` and `witnesses`."""
    assert written() == FILE.read_text(encoding="utf-8"), "run `make who` and read the difference"
