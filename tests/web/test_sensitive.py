"""The sensitive questions are folded away until somebody asked to see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.page import classes

if TYPE_CHECKING:
    from app.content import Catalogue
    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor


def folded(client: LintingClient, catalogue: Catalogue) -> bool:
    """Whether the sensitive questions are folded away on "Other questions"."""
    heading = catalogue.texts.sensitive
    (details,) = [
        each
        for each in client.page.all("details")
        if "topic" in classes(each) and heading in "".join(each.itertext()).split("(")[0]
    ]
    return "open" not in details.attrib


@pytest.mark.usefixtures("visitor")
def test_silence_leaves_them_folded(client: LintingClient, catalogue: Catalogue) -> None:
    client.get("/questions/more")
    assert folded(client, catalogue)


def test_who_asks_finds_them_unfolded(client: LintingClient, visitor: Visitor, catalogue: Catalogue) -> None:
    visitor.answer(catalogue.step_of["show_sensitive"].id, show_sensitive="ask_me")
    client.get("/questions/more")
    assert not folded(client, catalogue)
