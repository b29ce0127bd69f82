"""Hypothesis strategies: answers as people give them, and as an old or hostile cookie might hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from app.content import Catalogue, Field
    from app.core.answers import OptionsByField


def answer(field: Field) -> SearchStrategy[tuple[str, ...]]:
    options = st.sampled_from(sorted(field.options))
    if field.choose == "one":
        return options.map(lambda option: (option,))
    several = st.sets(options, max_size=field.at_most or 6)
    return several.map(lambda picked: field.valid(tuple(picked)))


def answers(catalogue: Catalogue) -> SearchStrategy[OptionsByField]:
    """Any answers the form could have taken, with any fields left open."""
    fields = {name: answer(field) for name, field in catalogue.field.items()}
    return st.fixed_dictionaries({}, optional=fields)


def junk(catalogue: Catalogue) -> SearchStrategy[OptionsByField]:
    """Answers with unknown fields and options, several where one is allowed, too many, contradictory."""
    names = st.one_of(st.sampled_from(sorted(catalogue.field)), st.text(max_size=8))
    options = st.one_of(
        st.sampled_from(sorted({o for f in catalogue.field.values() for o in f.options})), st.text(max_size=8)
    )
    return st.dictionaries(names, st.lists(options, max_size=8).map(tuple), max_size=10)
