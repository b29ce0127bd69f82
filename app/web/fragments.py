"""Parts of pages that are the same for everyone: rendered once and cached.

Nothing that a person said or typed may be an argument of these functions: it would stay in memory.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from flask import render_template
from markupsafe import Markup, escape

from app.content.terms import stands_in
from app.web.service import service

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Question, Word
    from app.core.sheet import Item

# A question in each wording and voice, ticked or not, starred or not: those that are looked at.
MOST_FRAMES = 1000
MOST_ROWS = 2000  # lines to fill in, for each size of letters
Pieces = tuple[Markup, ...]
GAP = Markup("<?gap>")
NAME, TEXT = Markup("<?name>"), Markup("<?text>")  # in place of what comes from a person: never kept


def register(app: Flask) -> None:
    """Add the fragments to the templates of an app. Each app has its own caches and questions."""

    # The caches are bounded: the arguments are ids and texts of the catalogue, and ticked or not.
    @cache
    def page_frame(
        part: Literal["links", "header", "footer"],
        root: str,
        in_new_tabs: bool = False,  # noqa: FBT001, FBT002  for templates
    ) -> Markup:
        """Return what surrounds every page. `root` is where the app is mounted: all links begin with it."""
        del root
        return render(part, in_new_tabs=in_new_tabs)

    kept_option = cache(_option)

    def option(kind: str, name: str, value: str, label: str, checked: bool) -> Markup:  # noqa: FBT001  for templates
        """Return an option of the catalogue, ticked or not, whatever its field."""
        return kept_option(kind, value, label, checked).replace(NAME, escape(name))

    @cache
    def details(name: str, text: str, hints: tuple[str, ...], why: str, sources: tuple[str, ...]) -> Markup:
        """Return what folds out behind a question: most of "Your questions"."""
        question = service().catalogue.question[name]
        words = _explained(question, "\n".join((text, *hints, why)))
        return render("details", question=question, hints=hints, why=why, words=words, sources=sources)

    @cache
    def offered(  # noqa: PLR0913, PLR0917  what a template knows of one question
        name: str,
        text: str,
        hints: tuple[str, ...],
        why: str,
        sources: tuple[str, ...],
        checked: bool,  # noqa: FBT001  for templates
    ) -> Markup:
        """Return a question that may be added to the list: there are more of these than of all others."""
        texts = {"text": text, "hints": hints, "why": why, "sources": sources}
        return render("offered", question=service().catalogue.question[name], checked=checked, **texts)

    kept_frame = lru_cache(maxsize=MOST_FRAMES)(_frame)

    def in_frame(item: Item, fixed: bool, starred: bool, notes: Markup | str, folded: Markup | str) -> Markup:  # noqa: FBT001
        """Return a question on the list, with notes under it and what folds out before its explanation."""
        state, explained = (fixed, item.number is None, starred), Markup()
        if item.question:
            pieces = kept_frame(item.id, item.name, item.text, *state)
            explained = details(item.id, item.text, item.hints, item.why, item.sources)
        else:
            pieces = _filled(kept_frame(item.id, NAME, TEXT, *state, own=True), item)
        start, asked, tools, end = pieces
        number = item.number or ""
        html = f"{start}{number}{asked}{escape(notes)}{tools}{escape(folded)}{explained}{end}"
        return Markup(html)  # noqa: S704  templates, and a number

    @lru_cache(maxsize=MOST_ROWS)
    def rows_to_fill_in(text: str, em: float) -> Markup:
        """Return a line of the paper to fill in, in rows of at most `em`."""
        return render("rows_to_fill_in", text=text, em=em)

    @cache
    def how() -> Markup:
        """Return what to do on "Your questions"."""
        return render("how")

    app.jinja_env.globals.update(
        page_frame=page_frame,
        option=option,
        details=details,
        offered=offered,
        in_frame=in_frame,
        rows_to_fill_in=rows_to_fill_in,
        how=how,
    )


def _option(kind: str, value: str, label: str, checked: bool) -> Markup:  # noqa: FBT001  also as a key of what is kept
    return render("option", kind=kind, name=NAME, value=value, label=label, checked=checked)


def _explained(question: Question, shown: str) -> list[Word]:
    """Return the words of a question that stand in what is shown of it: a wording may lack some of them."""
    words = (service().catalogue.word[name] for name in question.words)
    return [word for word in words if stands_in(word.term, shown, service().catalogue.language)]


def _frame(  # noqa: PLR0913, PLR0917  what a template knows of one question
    name: str,
    title: str,
    text: str,
    fixed: bool,  # noqa: FBT001  also as a key of what is kept
    off: bool,  # noqa: FBT001
    starred: bool,  # noqa: FBT001
    *,
    own: bool = False,
) -> Pieces:
    shown = {"id": name, "name": title, "text": text, "fixed": fixed, "off": off, "starred": starred}
    return tuple(render("listed", gap=GAP, own=own, **shown).split(GAP))


def _filled(pieces: Pieces, item: Item) -> Pieces:
    """Put what a person typed into the frame of an own question."""
    text, name = escape(item.text), escape(item.name)
    return tuple(each.replace(TEXT, text).replace(NAME, name) for each in pieces)


def render(template: str, **context: object) -> Markup:
    """Draw a fragment by its name."""
    return Markup(render_template(f"fragments/{template}.html", **context))  # noqa: S704  a template
