"""Every small change of a list of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.content import Clause, Field

    Clauses = tuple[Clause, ...]


def changed_lists(fields: Mapping[str, Field], clauses: Clauses) -> Iterator[tuple[str, Clauses]]:
    """What was changed, and the clauses after it. An empty clause fits everybody, an empty list nobody."""
    for place, clause in enumerate(clauses):
        before, after = clauses[:place], clauses[place + 1 :]
        yield f"clause {place + 1} dropped", (*before, *after)
        for what, other in changed_clauses(fields, clause):
            yield f"clause {place + 1}: {what}", (*before, other, *after)


def changed_clauses(fields: Mapping[str, Field], clause: Clause) -> Iterator[tuple[str, Clause]]:
    for name, options in clause.items():
        yield f"without {name}", {other: clause[other] for other in clause if other != name}
        for option in fields[name].options:
            if option in options:
                fewer = tuple(each for each in options if each != option)
                yield f"{name} without {option}", {**clause, name: fewer}
            else:
                yield f"{name} also {option}", {**clause, name: (*options, option)}
