"""What the models cannot see: whether the parts of a catalogue fit. Each check yields findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.checks.reachability import reach_faults
from app.content.checks.references import reference_faults
from app.content.checks.structure import structure_faults
from app.content.checks.wording import wording_faults
from app.content.theme import theme_faults

if TYPE_CHECKING:
    from app.content.issues import Finding
    from app.content.models import Catalogue


def check(catalogue: Catalogue) -> list[Finding]:
    """All faults of a well-shaped catalogue; an empty list means it may be served."""
    kinds = (structure_faults, reference_faults, reach_faults, wording_faults)
    found = [fault for kind in kinds for fault in kind(catalogue)]
    return [*found, *theme_faults(catalogue.clinic.theme)]
