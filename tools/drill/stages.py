"""What happens in the middle of the journeys, one thing after the other."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from app.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tools.drill.copies import Copy
    from tools.drill.proxy import Proxy

STAGES = 5
SOME = 300  # answers between one thing and the next
QUIET = 15  # seconds after which the next thing comes anyway
NEW = "new-in-the-drill"
QUESTION = f"""\
  - id: {NEW}
    name: "New in the drill"
    topic: monitoring
    priority: 4
    ask:
      patient: "Which question came with the new version?"
      caregiver: "Which question came with the new version?"
    why: "A new version may bring a question while people are on their way."
    listen_for:
      - "that the new version asks it"
      - "that nothing else changes"
    when: always
    common_sense: true
"""


def with_one_more(folder: Path) -> Path:
    """Write the catalogue with one more question, which fits everyone and ranks last."""
    text = (ROOT / "questions.yaml").read_text("utf-8")
    path = folder / "questions.yaml"
    path.write_text(text.replace("\nwords:\n", f"\n{QUESTION}\nwords:\n", 1), encoding="utf-8")
    return path


@dataclass
class Stages:
    """Runs in a thread of its own. `begun` holds an event for each stage, for which people may rest."""

    copies: list[Copy]
    proxy: Proxy
    key: str
    folder: Path
    tell: Callable[[str], None]
    begun: list[Event] = field(default_factory=lambda: [Event() for _stage in range(STAGES)])

    def run(self) -> None:
        try:
            self.one_dies()
            self.it_comes_back()
            self.all_learn_the_new_key()
            self.all_get_the_new_version()
            self.tell("all copies are renewed; those who rested all the while go on")
        finally:
            for event in self.begun:  # the last stage, and nobody rests for what has failed
                event.set()

    def one_dies(self) -> None:
        self.begin(0)
        self.copies[0].kill()
        self.tell(f"{self.copies[0].name} was killed (kill -9, with all its workers)")

    def it_comes_back(self) -> None:
        self.begin(1)
        seconds = self.copies[0].start(SECRET_KEYS=self.key)
        self.tell(f"{self.copies[0].name} answers again, {seconds:.1f} s after its start")

    def all_learn_the_new_key(self) -> None:
        """Let every copy open the new key before any seals with it: in one go, the last ones could not."""
        self.new_key = Fernet.generate_key().decode()
        self.roll_out(2, "the new key as the second", SECRET_KEYS=f"{self.key},{self.new_key}")

    def all_get_the_new_version(self) -> None:
        questions = str(with_one_more(self.folder))
        keys = f"{self.new_key},{self.key}"
        self.roll_out(3, "one more question, the new key first", SECRET_KEYS=keys, QUESTIONS_FILE=questions)

    def roll_out(self, stage: int, what: str, **settings: str) -> None:
        """Renew the copies one after the other; after the first, people meet old and new side by side."""
        for copy in self.copies:
            ended = copy.end()
            started = copy.start(**settings)
            self.tell(
                f"{copy.name}: {what} (ended in {ended:.1f} s, answers {started:.1f} s after its start)"
            )
            if copy is self.copies[0]:
                self.begin(stage)

    def begin(self, stage: int) -> None:
        """Let those go on who rest for this stage, and wait until people have moved on."""
        self.begun[stage].set()
        goal, until = self.proxy.served() + SOME, time.monotonic() + QUIET
        while self.proxy.served() < goal and time.monotonic() < until:
            time.sleep(0.1)
