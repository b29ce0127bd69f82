"""A field gives its id to the form and to its page: what is there already, no catalogue may name a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.content.form import TAKEN_BEGINNINGS, TAKEN_IDS
from app.web.forms import SessionForm
from app.web.service import service
from app.web.session import session

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tests.web.linter import LintingClient


def test_no_field_can_take_the_place_of_a_part_of_the_form(app: Flask) -> None:
    with app.test_request_context("/step/about-you"):
        app.preprocess_request()
        form = SessionForm(None, session=session(), fonts=service().fonts)
    parts = {name for name in dir(form) if not name.startswith("_")}
    assert parts - TAKEN_IDS == set()


def test_no_field_can_take_a_name_on_a_refused_page(client: LintingClient, catalogue: Catalogue) -> None:
    step = catalogue.steps[0]
    client.get("/step/about-you")
    html = client.post(f"/step/{step.id}", data={}).text
    assert 'id="errors"' in html
    names = {
        *re.findall(r'<(?:input|button)[^>]* name="([^"]+)"', html),
        *re.findall(r'\bid="([^"]+)"', html),
    }
    own = {name for name in names for field in step.fields if f"{name}-".startswith(f"{field.id}-")}
    assert {name for name in names - own if not name.startswith(TAKEN_BEGINNINGS)} - TAKEN_IDS == set()
