"""Every test named in docs/ exists, and every promise has a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.promises.marks import COLUMN, DATE, OWN, WITH
from tests.promises.tables import DOCS, missing, named_in, present_in, table
from tests.web.page import text_of
from tests.web.test_journey import FORMS

if TYPE_CHECKING:
    from app.content import Catalogue
    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

PROMISES = [row for heading in ("Promises", "The sealed cookies") for row in table("PRIVACY.md", heading)]


@pytest.mark.parametrize("paper", ["PRIVACY.md", "ASVS.md", "SECURITY.md", "DEPENDENCIES.md"])
def test_every_test_that_a_paper_names_is_there(paper: str) -> None:
    assert missing(paper) == []


def test_each_promise_has_a_mechanism_and_a_test() -> None:
    assert len(PROMISES) > 15
    for row in PROMISES:
        assert row["what keeps it"]
        assert list(named_in(row["proved by"])), row["promise"]


def test_promises_of_privacy_page_are_listed(client: LintingClient) -> None:
    client.get("/privacy")
    (main,) = client.page.all("main")
    promised = [text_of(item) for item in client.page.within(main, "li")]
    assert len(promised) >= 5
    assert set(promised) <= {row["promise"] for row in PROMISES}


def test_every_promise_test_is_in_the_docs() -> None:
    """A test of a promise that no document names would be an undocumented promise."""
    named = {test for paper in DOCS.glob("*.md") for test in named_in(paper.read_text(encoding="utf-8"))}
    files = ("nothing_is_kept", "marks", "cookies", "logs")
    proving = {
        (file, test)
        for file in (f"tests/promises/test_{name}.py" for name in files)
        for test in present_in(file)
    }
    assert {test for _file, test in proving - named} == OF_THE_TESTS


# These check the other tests, or behaviour that is not a promise.
OF_THE_TESTS = {
    "test_no_trace_is_found_where_none_is",
    "test_starting_twice_adds_one_filter",
    "test_other_errors_offer_no_blank_sheet",
    "test_only_clear_sends_clear_site_data",
    "test_master_messages_are_unchanged",
}


def test_free_text_fields_are_known(visitor: Visitor, catalogue: Catalogue) -> None:
    places = [f"/step/{step.id}" for step in catalogue.steps] + list(FORMS.values())
    typed = set()
    for place in places:
        visitor.open(place)
        typed |= {control.name for control in visitor.form.controls if control.kind in {"text", "textarea"}}
    heard = {name for name in typed if name.startswith("heard-")}
    assert typed - heard == {
        next(iter(OWN)),
        *COLUMN,
        *WITH,
        *DATE,
        "other",
    }  # one box for own questions at a time
    assert {name.removeprefix("heard-") for name in heard} <= {*catalogue.question, *OWN}
