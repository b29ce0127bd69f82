"""The wordings of a question, as the pack and the spreadsheet have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.review.matrix import voices_of
from app.review.models import Asked, Drawn, WordingReview
from app.review.reading import reading_figure
from app.review.rules_in_words import about_in_words, moments_in_words, rule_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.content import Catalogue, Question, Voice, Wording
    from app.review.rules_in_words import Translate

Lines = tuple[str, ...]


def review_wordings(
    catalogue: Catalogue, question: Question, translate: Translate
) -> Iterator[WordingReview]:
    """Yield the wordings in their order. Lines that an earlier one has already are drawn as "as in 2"."""
    seen = _Seen()
    for number, wording in enumerate(question.wordings, 1):
        asked = tuple(_asked(catalogue, question, wording))
        about = about_in_words(catalogue, wording.about, translate) if wording.about else ""
        yield WordingReview(
            number=number,
            wording=wording,
            moments=moments_in_words(catalogue, wording.moments, translate),
            only_if=() if wording.when.is_for_everyone else rule_in_words(catalogue, wording.when, translate),
            asked=asked,
            about=about,
            texts=_together(Drawn(each.voice, (each.text,), each.figure) for each in asked),
            hints=seen.drawn("hints", number, ((each.voice, each.hints) for each in asked)),
            fill_in=seen.drawn("fill_in", number, ((each.voice, wording.fill_in) for each in asked)),
            fill_in_full=seen.drawn(
                "fill_in_full", number, ((each.voice, wording.fill_in_full) for each in asked)
            ),
            printed=seen.drawn("about", number, ((each.voice, (about,)) for each in asked)),
            why=seen.drawn("why", number, ((each.voice, (wording.why or "",)) for each in asked)),
        )


def _asked(catalogue: Catalogue, question: Question, wording: Wording) -> Iterator[Asked]:
    for voice in voices_of(catalogue, question, wording):
        text = wording.ask.of(voice) or ""
        yield Asked(voice, text, reading_figure(catalogue.language, text), wording.hints.of(voice))


class _Seen:
    """Remembers which wording had which lines first."""

    def __init__(self) -> None:
        self.first: dict[tuple[str, Lines], int] = {}

    def drawn(self, kind: str, number: int, spoken: Iterable[tuple[Voice, Lines]]) -> tuple[Drawn, ...]:
        found = _together(Drawn(voice, lines) for voice, lines in spoken if any(lines))
        return tuple(self._as_in(kind, number, each) for each in found)

    def _as_in(self, kind: str, number: int, drawn: Drawn) -> Drawn:
        first = self.first.setdefault((kind, drawn.lines), number)
        return drawn if first == number else Drawn(drawn.voice, drawn.lines, as_in=first)


def _together(spoken: Iterable[Drawn]) -> tuple[Drawn, ...]:
    """Draw what is equal in both voices once."""
    found = tuple(spoken)
    if len(found) > 1 and found[0].lines == found[1].lines:
        return (Drawn("both", found[0].lines, found[0].figure),)
    return found
