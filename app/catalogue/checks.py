"""What the models cannot see: whether the parts of a catalogue fit. Each check yields findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.reach import reach_faults
from app.catalogue.references import reference_faults
from app.catalogue.structure import structure_faults
from app.catalogue.theme import theme_faults
from app.catalogue.wording import wording_faults

if TYPE_CHECKING:
    from app.catalogue.faults import Finding
    from app.catalogue.models import Catalogue


def check(catalogue: Catalogue) -> list[Finding]:
    """All faults of a well-shaped catalogue; an empty list means it may be served."""
    kinds = (structure_faults, reference_faults, reach_faults, wording_faults)
    found = [fault for kind in kinds for fault in kind(catalogue)]
    return [*found, *theme_faults(catalogue.clinic.theme)]
