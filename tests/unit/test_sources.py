from __future__ import annotations

import datetime as dt

import pytest

from app.content import Source

SOURCE = Source.model_validate(
    {"id": "G1", "title": "Gardens", "publisher": "The Garden Press", "year": 2020, "kind": "news",
     "supports": "that plants drink", "checked": dt.date(2026, 11, 22), "certainty": "seen-primary"}
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("Gardens", "Gardens. The Garden Press, 2020."),
        ("Do plants drink?", "Do plants drink? The Garden Press, 2020."),
        ("Water!", "Water! The Garden Press, 2020."),
        ("Gardens, vol. 2.", "Gardens, vol. 2. The Garden Press, 2020."),
        ("[What do plants need?]", "[What do plants need?] The Garden Press, 2020."),
        ("“Is it dry?”", "“Is it dry?” The Garden Press, 2020."),
        ("[A review of gardens]", "[A review of gardens]. The Garden Press, 2020."),
    ],
)
def test_title_gets_one_stop(title: str, cited: str) -> None:
    assert SOURCE.model_copy(update={"title": title}).citation == cited


def test_year_may_be_unknown() -> None:
    assert SOURCE.model_copy(update={"year": None}).citation == "Gardens. The Garden Press."
