"""The stages of a drill: a crash, a restart, a key rotation and a new version."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from app.content.load import load
from app.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tools.drill.copies import Copy
    from tools.drill.proxy import Proxy

STAGES = 5
REQUESTS_PER_STAGE = 300  # before the next stage
STAGE_TIMEOUT_SECONDS = 15  # before the next stage, with fewer requests
QUESTIONS = re.compile(r"^questions:\n.*?(?=^\w)", re.MULTILINE | re.DOTALL)  # up to the next key of the file
NEW_QUESTION_ID = "new-in-the-drill"
NEW_QUESTION = """\
  - id: {id}
    name: "New in the drill"
    topic: {topic}
    priority: 4
    why: "A new version may bring a question while people are on their way."
    wordings:
      - for: [{moments}]
        ask:
          patient: "Which question came with the new version?"
          caregiver: "Which question came with the new version?"
        hints: ["that the new version asks it", "that nothing else changes"]
    when: always
    common_sense: true
"""


def catalogue_with_new_question(folder: Path) -> Path:
    """Write a copy of the catalogue with one more question, which is for everyone and ranks last."""
    text = (ROOT / "questions.yaml").read_text("utf-8")
    path = folder / "questions.yaml"
    catalogue = load(ROOT / "questions.yaml").catalogue
    *_others, topic = catalogue.topics
    moments = ", ".join(catalogue.moments)
    question = NEW_QUESTION.format(id=NEW_QUESTION_ID, topic=topic, moments=moments)
    path.write_text(QUESTIONS.sub(lambda found: f"{found[0]}{question}\n", text, count=1), encoding="utf-8")
    return path


@dataclass
class Stages:
    """Runs the stages in a thread. `started_events` has an event per stage that journeys can wait for."""

    copies: list[Copy]
    proxy: Proxy
    key: str
    folder: Path
    log: Callable[[str], None]
    started_events: list[Event] = field(default_factory=lambda: [Event() for _stage in range(STAGES)])

    def run(self) -> None:
        try:
            self.kill_copy()
            self.restart_copy()
            self.add_new_key()
            self.deploy_new_version()
            self.log("all copies are updated; the last paused journeys continue")
        finally:
            for event in self.started_events:  # the last stage; after a failure, no journey may keep waiting
                event.set()

    def kill_copy(self) -> None:
        self.start_stage(0)
        self.copies[0].kill()
        self.log(f"{self.copies[0].name} was killed (kill -9, with all its workers)")

    def restart_copy(self) -> None:
        self.start_stage(1)
        seconds = self.copies[0].start(SECRET_KEYS=self.key)
        self.log(f"{self.copies[0].name} responds again, {seconds:.1f} s after its start")

    def add_new_key(self) -> None:
        """Add the new key for decryption to every copy before any copy encrypts with it."""
        self.new_key = Fernet.generate_key().decode()
        self.roll_out(2, "the new key as the second", SECRET_KEYS=f"{self.key},{self.new_key}")

    def deploy_new_version(self) -> None:
        questions = str(catalogue_with_new_question(self.folder))
        keys = f"{self.new_key},{self.key}"
        self.roll_out(3, "one more question, the new key first", SECRET_KEYS=keys, QUESTIONS_FILE=questions)

    def roll_out(self, stage: int, what: str, **settings: str) -> None:
        """Restart the copies one by one. The stage starts after the first, while old and new run together."""
        for copy in self.copies:
            stopped = copy.terminate()
            started = copy.start(**settings)
            self.log(
                f"{copy.name}: {what} (stopped in {stopped:.1f} s, responds {started:.1f} s after its start)"
            )
            if copy is self.copies[0]:
                self.start_stage(stage)

    def start_stage(self, stage: int) -> None:
        """Resume the journeys that wait for this stage, and wait until some requests were served."""
        self.started_events[stage].set()
        goal, deadline = self.proxy.served() + REQUESTS_PER_STAGE, time.monotonic() + STAGE_TIMEOUT_SECONDS
        while self.proxy.served() < goal and time.monotonic() < deadline:
            time.sleep(0.1)
