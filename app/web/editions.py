"""Which blank sheets there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.content.types import PAPERS, SIZES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.content import Catalogue
    from app.content.types import Paper, Size


@dataclass(frozen=True)
class Edition:
    """Which blank sheet: for a stage, or for whoever does not say where they are.

    `second` is the code of its second language, "" for none.
    """

    paper: Paper
    size: Size = SIZES[0]
    stage: str | None = None
    second: str = ""

    @classmethod
    def usual(cls, catalogue: Catalogue, second: str = "") -> Edition:
        return cls(catalogue.clinic.paper, second=second)

    @classmethod
    def chosen(
        cls, usual: Edition, catalogue: Catalogue, languages: Collection[str], args: Mapping[str, str]
    ) -> Edition | None:
        """Return what a query asks for, None if there is no such sheet. What it leaves out is as usual.

        `languages` are the codes of all that are served.
        """
        field = catalogue.field[STAGE]
        second = args.get("second", usual.second)
        paper, size = args.get("paper") or usual.paper, args.get("size") or usual.size
        stage = args.get("stage") or field.if_empty
        if paper not in PAPERS or size not in SIZES or second not in {"", *languages}:
            return None
        if stage not in {*field.options, field.if_empty}:
            return None
        # What silence counts as is the usual sheet: it is not made twice.
        if second == catalogue.language:  # chosen on the page of the other language: both are wanted
            others = [each for each in languages if each != second]
            second = others[0] if len(others) == 1 else usual.second
        return cls(paper, size, None if stage == field.if_empty else stage, second)
