"""Texts in two voices: the patient's own, and that of somebody who cares for the patient."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

import pydantic

from app.content.types import FrozenModel, Text

Voice = Literal["patient", "caregiver"]
VOICES: tuple[Voice, ...] = get_args(Voice)


class _BothVoices(FrozenModel):
    @pydantic.model_validator(mode="before")
    @classmethod
    def _same_for_both(cls, value: Any) -> Any:
        """Take a value that is not split by voice as the text of both."""
        return value if isinstance(value, dict | _BothVoices) else dict.fromkeys(VOICES, value)


class Spoken(_BothVoices):
    """A text for each voice. In the file: one text for both, or {patient: ..., caregiver: ...}."""

    patient: Text
    caregiver: Text

    def of(self, voice: Voice) -> str:
        return self.patient if voice == "patient" else self.caregiver


class SpokenLines(_BothVoices):
    """Like Spoken, with lists of lines."""

    patient: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]
    caregiver: Annotated[tuple[Text, ...], pydantic.Field(min_length=1)]

    def of(self, voice: Voice) -> tuple[str, ...]:
        return self.patient if voice == "patient" else self.caregiver


class Ask(FrozenModel):
    """A question as it is printed. A voice that has none gets the next wording that fits, if any."""

    patient: Text | None = None
    caregiver: Text | None = None

    @pydantic.model_validator(mode="after")
    def _some_voice(self) -> Ask:
        if not (self.patient or self.caregiver):
            raise ValueError("a question needs a text; write {patient: ..., caregiver: ...}")
        return self

    def of(self, voice: Voice) -> str | None:
        return self.patient if voice == "patient" else self.caregiver

    @property
    def in_both_voices(self) -> bool:
        return bool(self.patient and self.caregiver)
