"""What a wording states about a person, and the answers that must stand behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.proof.moments import texts_of

if TYPE_CHECKING:
    from app.content import Clause, Wording

WHO = r"(my|their|the|my child's)"


@dataclass(frozen=True)
class Statement:
    """A text that says `what` about the person needs one of the clauses among what was said or implied."""

    what: str
    says: re.Pattern[str]
    needs: tuple[Clause, ...]

    def made_in(self, wording: Wording) -> bool:
        """Whether a wording states it, and not only asks whether it is so."""
        asked = [text for text in (wording.ask.patient, wording.ask.caregiver) if text]
        asks_if = all(ASKS_IF.search(text) for text in asked)
        return not asks_if and any(self.says.search(text) for text in texts_of(wording))


def _says(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("WHO", WHO), re.IGNORECASE)


ASKS_IF = re.compile(r"\bif so\b|^if (I|they) join\b|^if the next\b", re.IGNORECASE)
CONDITIONS = (
    "heart", "lung", "kidney", "liver", "hepatitis_b", "infection_now", "seizure_stroke", "memory",
    "parkinson_movement", "cns_cancer", "autoimmune", "clots_bleeding",
)  # fmt: skip
PRIVATE = ("private_clinic", "abroad")
STATEMENTS = (
    Statement(
        "a trial",
        _says(r"\b(this|the) trial('s)?\b"),
        ({"setting": ("trial",)}, {"product": ("trial_product",)}),
    ),
    Statement(
        "own cells",
        _says(r"^with WHO own cells|own cells \(autologous\) were used|^how are WHO cells collected"),
        ({"cell_source": ("own",)},),
    ),
    Statement(
        "donor cells",
        _says(
            r"cells come from a donor|donor's cells were used|^could donor cells attack|these donor cells"
            r"|\bthe donor cells (tested|cause)\b"
        ),
        ({"cell_source": ("donor",)},),
    ),
    Statement(
        "a donor transplant",
        _says(r"\bWHO (donor )?transplant\b|another (donor )?transplant\b|\b(my|the) donor's\b"),
        ({"past_tx": ("allo_transplant",)}, {"therapy": ("donor_immune_cells",)}),
    ),
    Statement(
        "a private clinic",
        _says(r"\bnear the clinic\b|\bthis clinic\b|\bpay for these cells\b|\b(my|this) (own )?batch\b"),
        ({"setting": PRIVATE},),
    ),
    Statement(
        "a medicine",
        _says(r"\bWHO (steroid|blood thinner|checkpoint drug|immune-calming medicines?)\b"),
        ({"current_meds": ("steroid", "blood_thinner", "checkpoint", "immune_suppressant")},),
    ),
    Statement(
        "health problems",
        _says(r"\bWHO other health problems\b|\bproblem like (mine|theirs)\b|\bWHO brain or nerve problem\b"),
        ({"conditions": CONDITIONS},),
    ),
    Statement(
        "an immune disease", _says(r"\b(my|their) immune disease\b"), ({"conditions": ("autoimmune",)},)
    ),
    Statement(
        "hepatitis B",
        _says(r"\b(keep|does|is|against) hepatitis B\b"),
        ({"conditions": ("hepatitis_b",)},),
    ),
    Statement(
        "infections", _says(r"\bbehind (my|their) infections\b"), ({"conditions": ("infection_now",)},)
    ),
    Statement(
        "an earlier cell therapy",
        _says(r"\bearlier cell therapy\b|\bcell therapy did not work\b"),
        ({"past_tx": ("prior_cart",)}, {"stage": ("came_back",)}),
    ),
    Statement(
        "two treatments",
        _says(r"\beach treatment\b|\bthese treatments\b|\bthe name of each product\b"),
        ({"at_least_two": ("therapy",)},),
    ),
    Statement(
        "a child",
        _says(r"\bmy child\b|\bmy parents\b|\bchild like mine\b"),
        ({"age": ("under_18",)}, {"role": ("parent",)}),
    ),
    Statement(
        "made inside the body",
        _says(r"\bchange into (my|their) T cells\b|\b(are|were) changed in (my|the) body\b|\bwere changed\b"),
        ({"therapy": ("in_vivo",)},),
    ),
    Statement("IL-2", _says(r"^do (I|they) get IL-2"), ({"therapy": ("til_tcr",)},)),
    Statement("two infusions", _says(r"\bthe second one\b"), ({"product": ("Aucatzyl",)},)),
    Statement("an interpreter", _says(r"\btrained interpreter\b"), ({"practical": ("interpreter",)},)),
    Statement(
        "NK cells",
        _says(r"^have NK cells\b|\bif NK cells are planned\b"),
        ({"therapy": ("nk_cells", "car_nk")},),
    ),
    Statement(
        "being 70 or older",
        _says(r"\bolder adults\b|\bdid (my|their) age count\b"),
        ({"age": ("a70_plus",)},),
    ),
)
