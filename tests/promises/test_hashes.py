"""The table of hashes names each place where one is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.settings import ROOT
from tests.promises.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

MADE = re.compile(r"\b(sha\d+|blake2[bs]|md5|hmac\.digest|hmac\.new)\(")


def modules_that_hash() -> Iterator[str]:
    for path in (ROOT / "app").rglob("*.py"):
        if MADE.search(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT))


def test_each_module_that_hashes_is_listed() -> None:
    listed = [name for row in table("SECURITY.md", "Hashes") for name in re.findall(r"`(.+?)`", row["in"])]
    assert sorted(listed) == sorted(modules_that_hash())
