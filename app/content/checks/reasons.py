from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import MAX_WORDS_OF_REASON
from app.content.issues import Issue
from app.content.rule_places import options_of
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.form import Field
    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.voices import Spoken


def reason_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Options that bring a question and do not say why, and reasons that are too long."""
    telling = _options_that_choose(catalogue)
    for step_index, step in enumerate(catalogue.steps):
        for index, field in enumerate(step.fields):
            at: KeyPath = ("steps", step_index, "fields", index)
            for name, option in field.options.items():
                if option.because is None and (field.id, name) in telling:
                    message = f"the option '{name}' of {field.id} brings questions and has no `because`"
                    yield Issue((*at, "options", name), message, "say it for both voices")
            for path, because in _reasons(field):
                yield from _too_long((*at, *path), because)


def _reasons(field: Field) -> Iterator[tuple[KeyPath, Spoken]]:
    if field.because_empty:
        yield ("because_empty",), field.because_empty
    for name, option in field.options.items():
        if option.because:
            yield ("options", name, "because"), option.because


def _too_long(path: KeyPath, because: Spoken) -> Iterator[Issue]:
    longest = max((because.of(voice) for voice in VOICES), key=lambda text: len(text.split()))
    if (words := len(longest.split())) > MAX_WORDS_OF_REASON:
        yield Issue(path, f"a reason of {words} words (at most {MAX_WORDS_OF_REASON})", "make it shorter")


def _options_that_choose(catalogue: Catalogue) -> set[tuple[str, str]]:
    rules = [question.when for question in catalogue.questions]
    rules += [wording.when for question in catalogue.questions for wording in question.wordings]
    return {found for rule in rules for clause in rule.clauses for found in options_of(catalogue, clause)}
