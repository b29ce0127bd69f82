from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.content import Catalogue
    from tests.web.linter import LintingClient


def test_about_says_which_lists_were_compared(client: LintingClient, catalogue: Catalogue) -> None:
    client.get("/about")
    assert catalogue.texts.coverage
    assert catalogue.texts.coverage in client.page.text
