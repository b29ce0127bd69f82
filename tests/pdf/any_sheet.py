"""Sheets of all kinds by chance, the same ones each time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from app.content.fonts import bundled_fonts
from app.content.form import STAGE
from app.content.types import PAPERS, SIZES
from app.core.answers import Answers
from app.core.choices import MAX_STARS, Choices
from app.core.free_text import MAX_COLUMNS, MAX_OWN_QUESTIONS, FreeText, clean
from app.core.saved import SavedSheet
from app.core.sheet import blank_sheet, build_sheet
from app.pdf import Drafts
from app.web.drafts import drafts
from app.web.languages import apps_of
from app.web.service import service
from tests.pdf.test_paper import NAUGHTY
from tests.proof.walk import anybody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from app.content import Catalogue
    from app.core.answers import OptionsByField
    from app.core.sheet import Sheet
    from app.pdf import Renderer

NAMES = ("", "Dr. Smith", "Dr. Nguyễn", "Ольга Щукина", "Ελένη Παπαδοπούλου", "Stanisław Žižek, Łódź")
COLUMNS = ("CAR T here", "Łódź trial", "Wait", "Как дома", "NK cells, far away from where we live")
LONG = "When will I be able to work again, and what about fevers at night when the team is away?"
WIDE = ("Nguyễn Thị Hồng: bao giờ về nhà?", "Как дела, doctor?", "Πότε θα γυρίσω;", "क्या मैं घर जा सकती हूँ?")
FONTS = bundled_fonts()
PRINTABLE = tuple(kept for text in NAUGHTY if not FONTS.unprintable(kept := clean(text)))
OWN = ("Can he swim?", LONG, *WIDE, *WIDE, *PRINTABLE)


@dataclass(frozen=True)
class Paper:
    """What is sent to be printed: the drafts of a sheet, and a saved sheet that the file carries."""

    kind: str
    versions: tuple[str, ...]
    most_pages: int | None
    attached: bytes | None
    to_fill_in: bool

    def printed(self, renderer: Renderer) -> tuple[bytes, str]:
        """Return the PDF, and the HTML of the draft that was printed."""
        tried = list[str]()
        versions = (tried.append(each) or each for each in self.versions)  # type: ignore[func-returns-value]
        wanted = Drafts(versions, self.most_pages)
        pdf = renderer.render(wanted, attached=self.attached, to_fill_in=self.to_fill_in)
        again = partial(renderer.render, attached=self.attached, to_fill_in=self.to_fill_in)
        return pdf, next(html for html in reversed(tried) if again(html) == pdf)


def papers(app: Flask, count: int, seed: int) -> Iterator[Paper]:
    """Yield papers in the languages of a site, many of them in two."""
    chance = Random(seed)  # noqa: S311  reproducible
    with app.app_context():
        people = list(anybody(service().catalogue, count, seed))
    for said in people:
        with chance.choice(apps_of(app)).test_request_context():
            yield _paper(_sheet(said, chance), chance)


def _paper(sheet: Sheet, chance: Random) -> Paper:
    kind = chance.choice(("to print", "to print", "to keep", "to fill in"))
    made = drafts(sheet, to_fill_in=kind == "to fill in")
    answers = {name: tuple(ticks) for name, ticks in sheet.answers.given.items()}
    saved = SavedSheet(answers=answers, choices=Choices(), free_text=FreeText(own=OWN[:2])).to_json()
    said = (
        kind,
        sheet.catalogue.language,
        "in two" if sheet.second else "",
        sheet.size,
        sheet.paper,
        sheet.length,
    )
    return Paper(
        ", ".join(filter(None, said)),
        tuple(made.versions),
        made.most_pages,
        None if kind == "to print" else saved,
        to_fill_in=kind == "to fill in",
    )


def _sheet(said: OptionsByField, chance: Random) -> Sheet:
    here = service()
    codes = [each.code for each in here.languages.others]
    second = here.in_languages[chance.choice(codes)].catalogue if chance.random() < 0.4 else None
    if chance.random() < 0.1:
        stage = chance.choice(list(here.catalogue.field[STAGE].options))
        return blank_sheet(here.catalogue, _look(chance), stage=stage, second=second)
    typed, answers = _typed(chance), Answers.of(here.catalogue, said)
    names = [item.id for item in build_sheet(answers, Choices(), typed).printed]
    return build_sheet(answers, _changes(here.catalogue, names, chance), typed, second)


def _look(chance: Random) -> Choices:
    return Choices(paper=chance.choice(PAPERS), size=chance.choice(SIZES))


def _changes(catalogue: Catalogue, printed: list[str], chance: Random) -> Choices:
    """Return choices on a sheet with these questions: some have none, and some change everything."""
    changes = {
        "starred": _some(printed, chance, MAX_STARS),
        "dropped": _some(printed, chance, 3),
        "still_open": _some(printed, chance, 2),
        "added": _some([each.id for each in catalogue.questions], chance, 4),
        "parts": _some(list(catalogue.parts), chance, len(catalogue.parts)),
    }
    return _look(chance).model_copy(
        update={name: of for name, of in changes.items() if chance.random() < 0.6}
    )


def _typed(chance: Random) -> FreeText:
    if chance.random() < 0.3:
        return FreeText()
    return FreeText(
        own=_some(OWN, chance, MAX_OWN_QUESTIONS),
        visit_date=chance.choice((None, dt.date(2026, 11, 26))),
        visit_with=chance.choice(NAMES),
        columns=_some(COLUMNS, chance, MAX_COLUMNS),
    )


def _some(of: tuple[str, ...] | list[str], chance: Random, most: int) -> tuple[str, ...]:
    return tuple(chance.sample(of, chance.randint(0, min(most, len(of)))))
