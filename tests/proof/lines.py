"""How the table is set: lines that break after a comma, and clauses in one line."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from tests.catalogues import real

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.content import Clause, Rule
    from app.core.answers import OptionsByField

NOTHING = "(says nothing)"


def wrapped(word: str, text: str) -> str:
    return folded(f"    {word:8}", text)


def folded(begin: str, text: str) -> str:
    """Lines that break only after a comma or a semicolon, so that a name stays with its score."""
    whole = f"{begin}{text}"
    for stop in (",", ";"):
        whole = whole.replace(f"{stop} ", f"{stop}\t")
    whole = whole.replace(" ", "\N{NO-BREAK SPACE}").replace("\t", " ")
    lines = fill(whole, 110, subsequent_indent=" " * 12, break_on_hyphens=False, break_long_words=False)
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def said(answers: OptionsByField | Clause) -> str:
    return "; ".join(f"{name}: {', '.join(ticks)}" for name, ticks in answers.items()) or NOTHING


def alternatives(rule: Rule) -> list[str]:
    return [said(clause) if clause else "everyone" for clause in rule.clauses]


def marked(name: str) -> str:
    return f"{name}*" if real().question[name].sensitive else name


def by_key(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        if value not in found.setdefault(key, []):
            found[key].append(value)
    yield from (folded(f"{key}: ", ", ".join(values)) for key, values in found.items())


def by_value(values: Mapping[str, str]) -> str:
    """Put keys of the same value together: "a, b: value; c: other"."""
    keys: dict[str, list[str]] = {}
    for key, value in values.items():
        keys.setdefault(value, []).append(key)
    return "; ".join(f"{', '.join(names)}: {value}" for value, names in keys.items())


def ranges(numbers: Sequence[int]) -> str:
    """Put numbers that follow each other together: "1-3, 5"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "+".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
