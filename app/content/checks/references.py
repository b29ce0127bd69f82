from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from app.content.issues import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from app.content.issues import Path
    from app.content.models import Catalogue
    from app.content.types import When

MOST_NAMED = 8
DO = "use it, or take it out"


def reference_faults(catalogue: Catalogue) -> Iterator[Finding]:
    """Names that refer to nothing, and words, sources and topics that nothing refers to."""
    for path, clauses in places_with_clauses(catalogue):
        yield from _clause_faults(catalogue, path, clauses)
    for path, names, known, kind in _references(catalogue):
        for index, name in enumerate(names):
            if name not in known:
                yield unknown((*path, index), kind, name, known)
    yield from _unused(catalogue)


def unknown(path: Path, kind: str, name: str, known: Collection[str], of: str = "") -> Finding:
    close = get_close_matches(name, known, n=1)
    there = ", ".join(sorted(known)[:MOST_NAMED]) + (" ..." if len(known) > MOST_NAMED else "")
    advice = f"did you mean '{close[0]}'?" if close else f"there are {there}" if known else "there is none"
    return Finding(path, f"unknown {kind} '{name}'{of}", advice)


def places_with_clauses(catalogue: Catalogue) -> Iterator[tuple[Path, When]]:
    """Every list of clauses in the file, with its path."""
    for index, step in enumerate(catalogue.steps):
        yield ("steps", index, "when"), step.when
    for index, question in enumerate(catalogue.questions):
        yield ("questions", index, "when"), question.when
        yield ("questions", index, "lift"), question.lift
        if question.about:
            yield ("questions", index, "about"), (question.about,)
    for name, box in catalogue.boxes:
        yield ("boxes", name, "when"), box.when
    for part_id, part in catalogue.parts.items():
        yield ("parts", part_id, "default"), part.default
        yield ("parts", part_id, "suggest"), part.suggest
    for index, place in enumerate(catalogue.ranking.kept_places):
        yield ("ranking", "kept_places", index, "when"), place.when
    for index, person in enumerate(catalogue.people):
        yield ("people", index, "answers"), (person.answers,)
    yield ("after_treatment", "when"), catalogue.after_treatment.when


def _clause_faults(catalogue: Catalogue, path: Path, clauses: When) -> Iterator[Finding]:
    for index, clause in enumerate(clauses):
        at: Path = path if path[-1] in {"about", "answers"} else (*path, index)
        for name, options in clause.items():
            if name not in catalogue.field:
                yield unknown((*at, name), "field", name, catalogue.field)
                continue
            known = catalogue.field[name].options
            for place, option in enumerate(options):
                if option not in known:
                    yield unknown((*at, name, place), "option", option, known, f" of {name}")


def _references(catalogue: Catalogue) -> Iterator[tuple[Path, tuple[str, ...], Mapping[str, object], str]]:
    for index, question in enumerate(catalogue.questions):
        at: Path = ("questions", index)
        yield (*at, "words"), question.words, catalogue.word, "word"
        yield (*at, "sources"), question.sources, catalogue.source, "source"
    for name, box in catalogue.boxes:
        yield ("boxes", name, "sources"), box.sources, catalogue.source, "source"
    yield ("warning_card", "sources"), catalogue.warning_card.sources, catalogue.source, "source"
    for part_id, part in catalogue.parts.items():
        yield ("parts", part_id, "sources"), part.sources, catalogue.source, "source"
    yield ("situation",), catalogue.situation, catalogue.field, "field"


def _unused(catalogue: Catalogue) -> Iterator[Finding]:
    used = {kind: set[str]() for kind in ("word", "source")}
    for _, names, _, kind in _references(catalogue):
        used.setdefault(kind, set()).update(names)
    for index, word in enumerate(catalogue.words):
        if word.id not in used["word"]:
            yield Finding(("words", index, "id"), f"the word '{word.id}' is used by no question", DO)
    for index, source in enumerate(catalogue.sources):
        if source.id not in used["source"]:
            yield Finding(("sources", index, "id"), f"the source '{source.id}' is named nowhere", DO)
    for topic in catalogue.topics.keys() - {question.topic for question in catalogue.questions}:
        yield Finding(("topics", topic), f"the topic '{topic}' has no question", DO)
