"""Random people, each with other answers, an own question and a doctor: mostly strangers to each other."""

from __future__ import annotations

import json
import random
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tools.hostile.visitors import names_of_cookies, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.content import Catalogue
    from app.core.answers import OptionsByField
    from app.core.sheet import Sheet

ANSWERED_SHARE = 0.6  # of the fields
USUAL = Choices()


@dataclass(frozen=True)
class Stranger:
    answers: OptionsByField
    typed: FreeText

    @classmethod
    def restored(cls, data: Mapping[str, Any]) -> Stranger:
        """Return somebody from what `data` returned, on the other side of a pipe."""
        answers = {name: tuple(options) for name, options in data["answers"].items()}
        return cls(answers, FreeText.model_validate_json(json.dumps(data["typed"])))

    def data(self) -> dict[str, object]:
        return {"answers": {**self.answers}, "typed": self.typed.model_dump(mode="json")}

    def sheet(self, catalogue: Catalogue, typed: FreeText | None = None) -> Sheet:
        return build_sheet(Answers.of(catalogue, self.answers), USUAL, self.typed if typed is None else typed)

    def cookie(self, key: str, catalogue: Catalogue) -> str:
        """Return the cookies of somebody who gave these answers, as a request sends them."""
        first = {"token": secrets.token_urlsafe(16), "answers": {**self.answers}}
        contents = sealed(key, first), sealed(key, self.typed.model_dump(mode="json"))
        names = names_of_cookies(key, catalogue).all
        return "; ".join(f"{name}={value}" for name, value in zip(names, contents, strict=False))


def strangers(catalogue: Catalogue, length: str = "medium", seed: int = 0) -> Iterator[Stranger]:
    """Yield people for whom there is a sheet, without end; the same ones in every process."""
    rng, number = random.Random(f"{seed} {length}"), 0  # noqa: S311  reproducible
    while True:
        answers = {**_random_answers(catalogue, rng), "length": (length,)}
        if Answers.of(catalogue, answers).not_covered is None:
            number += 1
            mark = f"{number} of {seed}"
            yield Stranger(
                answers, FreeText(own=(f"Is question {mark} mine?",), visit_with=f"Dr. No. {mark}")
            )


def _random_answers(catalogue: Catalogue, rng: random.Random) -> dict[str, tuple[str, ...]]:
    answered = [field for field in catalogue.field.values() if rng.random() < ANSWERED_SHARE]
    return {field.id: (rng.choice(list(field.options)),) for field in answered}
