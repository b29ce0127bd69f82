"""What was typed into a PDF stands among the notes with the label that it has on the paper."""

from __future__ import annotations

import pytest

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import PARTS, Labels, build_sheet, with_fields
from app.core.visits import Visit
from tests.catalogues import journey

LABELS = Labels(
    "Appointment:", "With:", "Decide by:", "Phone by day:", "Night and weekend:",
    ("Treatment 1", "Treatment 2", "Treatment 3"), "For the interpreter, in Spanish:",
)  # fmt: skip
BOTH = {"therapy": ("car_t", "nk_cells"), "role": ("caregiver",)}


def noted(values: dict[str, str | bool], answers: dict[str, tuple[str, ...]], own: str = "") -> Visit:
    choices = Choices(parts=tuple(PARTS))
    sheet = build_sheet(Answers.of(journey(), answers), choices, FreeText(own=(own,) if own else ()))
    return with_fields(Visit(visit_with="Dr. Lee"), sheet, values, LABELS)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"tell-team-2": "penicillin"}, "Tell your team: Allergies: penicillin."),
        (
            {"tell-team-1": "aspirin\nzinc", "tell-team-2": "none."},
            "Tell your team: Medicines taken now: aspirin, zinc. Allergies: none.",
        ),
        ({"card-phones-2": "555 0102"}, "Warning signs card: Night and weekend: 555 0102."),
        ({"card-say-1-1": "3 May"}, "Warning signs card: Say: “cell therapy on 3 May.”"),
        (
            {"card-phones-1": "1", "card-no-answer-1": "9"},
            "Warning signs card: Phone by day: 1. If no one answers in 9 minutes, go to ___ or call 911.",
        ),
        ({"compare-1-2-1": "20"}, "Comparison sheet: How likely is harm? NK cells: 20 of 100."),
        (
            {"compare-1-1-1": "70", "compare-1-3-1": "0"},
            "Comparison sheet: How likely is harm? CAR T cells: 70 of 100; No treatment now: 0 of 100.",
        ),
        (
            {"compare-2-1": "none", "compare-2-2": "a stay\nof a week"},
            "Comparison sheet: What follows from it? CAR T cells: none; NK cells: a stay, of a week.",
        ),
        ({"handover-3": "Can he swim?"}, "For the care team: Our top 3 questions: Can he swim?"),
        ({"top-1": "4", "top-2": "9"}, "Our top 3 questions: 4; 9."),
        ({"what-matters": "To be at home.\nTo swim"}, "What matters most to them: To be at home.\nTo swim."),
        ({"visit-date-1": "in May", "visit-next-1": "June"}, "Appointment: in May.\nDecide by: June."),
        ({"visit-with-1": "Nurse Kim"}, "With: Nurse Kim."),
        ({"leave-1": "Call!"}, "What happens next: Call! By when: ___."),
        ({"tell-team-9": "of a line that is gone"}, "Tell your team: of a line that is gone."),
        ({"card-of-old-1": "some", "else-1": "more"}, "Warning signs card: some.\nmore."),
    ],
)  # fmt: skip
def test_each_text_has_its_label(values: dict[str, str | bool], text: str) -> None:
    assert noted(values, BOTH).other == text


def test_a_treatment_is_called_as_it_was_typed() -> None:
    typed: dict[str, str | bool] = {"compare-name-1": "Pills", "compare-1-1-1": "5", "compare-1-2-1": "6"}
    said = "Treatment 1: Pills. How likely is harm? Pills: 5 of 100; Treatment 2: 6 of 100."
    assert noted(typed, {}).other == f"Comparison sheet: {said}"


def test_a_line_for_the_interpreter_is_told_from_an_answer() -> None:
    note = noted({"answer-own-1": "Yes.", "fill-own-1-1": "¿Nadar?"}, {}, own="May I swim?").notes["own-1"]
    assert note.heard == "Yes.\nFor the interpreter, in Spanish: ¿Nadar?"
