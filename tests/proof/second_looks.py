"""Places of the content that deserve a second look: each is fine as long as somebody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.proof.lines import by_key
from tests.proof.wording import PRAISE, holding, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def places(words: Iterable[str]) -> Iterator[str]:
    """Where each of these words stands."""
    yield from by_key((word, place) for word in words for place, _ in holding([word]))


def products() -> Iterator[str]:
    """Texts that name a product; `product` is the field that lists them."""
    labels = [option.label for option in real().field["product"].options.values()]
    yield from places(label for label in labels if " " not in label)


def hidden() -> Iterator[str]:
    yield ", ".join(source.id for source in real().sources if not source.show_link)


LOOKS: dict[str, Callable[[], Iterator[str]]] = {
    "Banned words, where a text quotes them": lambda: places(real().banned_words),
    "Words that may praise or promise, and where they stand": lambda: places(PRAISE),
    "Products, where a text names them": products,
    "Texts that tell somebody to do something": lambda: by_key(("told", place) for place, _ in told()),
    "Sources whose address patients never see": hidden,
}
