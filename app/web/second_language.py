"""The second language of a paper: below each question, and beside what the team reads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from babel import Locale
from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from app.content import OWN_TOPIC
from app.core.sheet import drawn_parts
from app.core.sheet.parts import Place
from app.web.service import service
from app.web.writing import as_label

if TYPE_CHECKING:
    import datetime as dt

    from babel.support import NullTranslations

    from app.content import Catalogue
    from app.core.answers import Answers
    from app.core.choices import Choices
    from app.core.sheet import Item, Sheet
    from app.core.sheet.parts import DrawnPart
    from app.web.languages import Language

NUMBER = re.compile(r"^\d+: ")  # of a treatment


def second_languages() -> dict[str, str]:
    """Return the names of the languages that may stand beside the one of the page, in that one, by code."""
    return {each.code: name_here(each.code) for each in service().languages.others}


def name_here(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return Locale.parse(code, sep="-").get_display_name(get_locale()) or code


def usual_second(answers: Answers) -> str:
    """Return the code of the second language before the person chooses; "" for none.

    A paper in a translation has the first language of the site beside it: that of the team. For whom the
    catalogue says so, a paper in the first language has the other one, if there is one only.
    """
    languages = service().languages
    first, others = languages.all[0], languages.others
    if languages.here != first:
        return first.code
    return others[0].code if len(others) == 1 and answers.fit(answers.catalogue.paper.both_languages) else ""


def chosen_second(answers: Answers, choices: Choices) -> str:
    """Return the code of the second language; "" for none. One that is not served counts as not chosen.

    That of the page was chosen on the page of the other one: both are wanted.
    """
    chosen, languages = choices.second_language, service().languages
    if chosen == languages.here.code and len(languages.others) == 1:
        return languages.others[0].code
    return chosen if chosen == "" or chosen in second_languages() else usual_second(answers)


def second_catalogue(answers: Answers, choices: Choices) -> Catalogue | None:
    """Return the catalogue in the second language of a paper, if it has one."""
    code = chosen_second(answers, choices)
    return service().in_languages[code].catalogue if code else None


@dataclass(frozen=True)
class Second:
    """What stands on a paper in its second language. Its templates find it under `second`."""

    sheet: Sheet
    language: Language
    texts: NullTranslations
    untranslated: frozenset[str]

    @classmethod
    def of(cls, sheet: Sheet) -> Second | None:
        """Return the second language of a sheet, None if it has one language."""
        if sheet.second is None:
            return None
        code = sheet.second.catalogue.language
        language = next(each for each in service().languages.all if each.code == code)
        known = service().in_languages[code]
        # What the page has not translated stands there in the first language already.
        once = service().in_first_language if language == service().languages.all[0] else frozenset()
        return cls(sheet.second, language, known.texts, known.in_first_language | once)

    @property
    def is_for_the_team(self) -> bool:
        """Whether it is the first language of the site, and so the one of the team."""
        return self.language == service().languages.all[0]

    @property
    def name(self) -> str:
        """Its name in the language of the page."""
        return name_here(self.language.code)

    @property
    def name_of_page(self) -> str:
        """The name of the language of the page."""
        return name_here(service().languages.here.code)

    @property
    def notice(self) -> str:
        """What has to be known of it on a paper that is no translation itself."""
        name = self.name
        notices = {
            "draft": _("The texts in %(language)s are a draft. Nobody has reviewed them.", language=name),
            "unreviewed": _(
                "No medical translator has reviewed the texts in %(language)s yet.", language=name
            ),
        }
        return notices.get(self.language.state, "")

    def item(self, item: Item) -> Item:
        """Return a printed question in this language; an own one as it was typed."""
        return self.sheet.item(item.id)

    def part(self, name: str) -> DrawnPart:
        """Return a part of the sheet in this language. Raises KeyError."""
        places = get_args(Place)
        return {each.id: each for place in places for each in drawn_parts(self.sheet, place)}[name]

    def heading(self, topic: str) -> str:
        """Return what stands over a topic."""
        # Extracted where the heading of the first language is.
        if topic == OWN_TOPIC:
            return self.say("My own questions")
        return self.words(self.sheet.catalogue.heading(topic))

    def label(self, item: Item, row: int) -> str:
        """Return the label of a row to fill in; "" without a translation.

        Rows that are alike but for their number, such as those of two treatments, have one: without a number,
        below the last.
        """
        rows = [NUMBER.sub("", as_label(line)) for line in item.fill_in]
        if item.fill_in[row] in self.untranslated or rows[row + 1 : row + 2] == [rows[row]]:
            return ""
        return rows[row] if rows[max(row - 1, 0) : row] == [rows[row]] else item.fill_in[row]

    def say(self, text: str, **values: object) -> str:
        """Return a text of the program in this language, as gettext does in the first."""
        return self.texts.gettext(text) % values if values else self.texts.gettext(text)

    def date(self, date: dt.date) -> str:
        return format_date(date, "full", locale=self.language.code.replace("-", "_"))

    def words(self, text: str) -> str:
        """Return a text of the catalogue without places to write, which stand in the first language alone.

        "" where a draft has no translation: the first language says the same.
        """
        return "" if text in self.untranslated else as_label(text)
