"""A voice for Orca that writes what it is told to say into the file $HEARD, a line for each utterance.

Orca imports this module in its own Python. Nothing is spoken, so a page takes no longer than reading it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from orca import speechserver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class SpeechServer(speechserver.SpeechServer):
    @staticmethod
    def getFactoryName() -> str:  # noqa: N802  the names are Orca's
        return "hear"

    @staticmethod
    def getSpeechServers() -> list[SpeechServer]:  # noqa: N802
        return [SpeechServer()]

    @staticmethod
    def getSpeechServer(info: Any = None) -> SpeechServer:  # noqa: N802, ARG004
        return SpeechServer()

    def getInfo(self) -> list[str]:  # noqa: N802
        return ["hear", "hear"]

    def getVoiceFamilies(self) -> list[Any]:  # noqa: N802
        return []

    def speak(self, text: str | None = None, acss: Any = None, interrupt: bool = True) -> None:  # noqa: ARG002, FBT001, FBT002
        _write(text or "")

    def speakCharacter(self, character: str, acss: Any = None) -> None:  # noqa: N802, ARG002
        _write(character)

    def sayAll(self, utteranceIterator: Iterable[Any], progressCallback: Callable[..., Any]) -> None:  # noqa: N802, N803, ARG002
        for context, _voice in utteranceIterator:
            _write(context.utterance)


def _write(text: str) -> None:
    with open(os.environ["HEARD"], "a", encoding="utf-8") as heard:  # noqa: PTH123
        heard.write(" ".join(text.split()) + "\n")
