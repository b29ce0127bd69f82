"""Texts of the content for the table that deserve a second look: each is fine as long as somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.load import load
from tests.catalogues import REAL_FILE, real
from tests.proof.wording import PRAISE, holding, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def lines(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from dict.fromkeys(f"{place}: {sentence}" for place, sentence in found)


def products() -> Iterator[str]:
    """Sentences that name a product; `product` is the field that lists them."""
    labels = [label for label in real().field["product"].options.values() if " " not in label]
    yield from lines(holding(labels))


def hidden() -> Iterator[str]:
    yield ", ".join(source.id for source in real().sources if not source.show_link)


def warnings() -> Iterator[str]:
    """What `flask catalogue check` warns of, on the day when the facts were checked."""
    yield from (str(found.issue) for found in load(REAL_FILE).warnings(real().review.facts_checked))


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "Banned words, where a text quotes them": lambda: lines(holding(real().banned_words)),
    "Sentences with a word that may praise or promise": lambda: lines(holding(PRAISE)),
    "Sentences that name a product": products,
    "Sentences that tell somebody to do something": lambda: lines(told()),
    "Sources whose address patients never see": hidden,
    "Warnings of `flask catalogue check`": warnings,
}
