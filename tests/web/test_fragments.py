"""What is kept from one request to the next holds nothing that a person typed."""

from __future__ import annotations

import gc
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

from app.core.saved import SavedSheet
from app.core.visits import Note, Visit
from app.pdf import find_saved
from tests.catalogues import SAYS_EVERYTHING
from tests.web.test_open import keep, open_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from tests.web.linter import LintingClient
    from tests.web.visitor import Visitor

Cache = type(cache(len))
TYPED = "Zebras, seventeen?"
PER_PAGE = 'class="because"'  # a reason, which follows from the answers


def caches(app: Flask) -> Iterator[Any]:
    """Yield what the functions of the templates keep."""
    for value in app.jinja_env.globals.values():
        inside = value.__closure__ or () if isinstance(value, FunctionType) else ()
        found = (value, *(cell.cell_contents for cell in inside))
        yield from (each for each in found if type(each) in {Cache, dict})


def texts(kept: Any) -> set[str]:
    """Return the texts in the entries of a cache or a dictionary."""
    entries = [each for each in gc.get_referents(kept) if not callable(each)]
    found, seen = set(), set[int]()
    while entries:
        entry = entries.pop()
        if isinstance(entry, str):
            found.add(str(entry))
        elif id(entry) not in seen and not callable(entry):
            seen.add(id(entry))
            entries += gc.get_referents(entry)
    return found


def test_nothing_typed_or_said_is_kept(app: Flask, visitor: Visitor) -> None:
    visitor.walk(SAYS_EVERYTHING)
    visitor.open("/questions")
    visitor.write("own-1", TYPED)
    page = visitor.press("Add")
    visitor.open("/questions/more")
    assert all(each in page.source.decode() for each in (TYPED, PER_PAGE))
    kept = {text for cache in caches(app) for text in texts(cache)}
    assert all(any(part in text for text in kept) for part in ("<li class=", "<fieldset", "Continue"))
    assert not [text for text in kept if TYPED in text or PER_PAGE in text]


def test_nothing_of_an_opened_file_is_kept(app: Flask, client: LintingClient, settled: Visitor) -> None:
    """Its notes have ids of their own, when their questions are no longer on the list."""
    saved = SavedSheet.from_json(find_saved(keep(client)))
    visit = Visit(notes={"zebras-17": Note(heard=TYPED, state="asked")})
    file = saved.model_copy(update={"visits": (visit,)}).to_json()
    open_file(settled, b"%PDF-1.7 >stream\n" + file + b"\nendstream")
    assert "zebras-17" in settled.open("/after").source.decode()
    kept = {text for cache in caches(app) for text in texts(cache)}
    assert kept
    assert not [text for text in kept if TYPED in text or "zebras-17" in text]
