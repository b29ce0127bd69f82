"""How a source was checked, in words: for the pack and for the spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.content import Source
    from app.review.rules_in_words import Translate


def checked(source: Source, translate: Translate) -> str:
    """Return when and how a source was checked, such as "Checked on 2026-11-22, read in the original."."""
    date = source.checked.isoformat()
    if source.certainty == "seen-primary":
        return translate("Checked on %(date)s, read in the original.", date=date)
    return translate("Checked on %(date)s, seen through another source.", date=date)


def hidden_address(source: Source, translate: Translate) -> str:
    """Return the note that patients do not see the address; "" if they do, or if there is none."""
    return translate("(address not shown to patients)") if source.address and not source.show_link else ""
