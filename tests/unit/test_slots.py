from __future__ import annotations

import multiprocessing as mp
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from app.pdf.slots import BusyError, RenderSlots
from app.pdf.time_limit import time_limit

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FORK = mp.get_context("fork")  # as gunicorn's workers are made
SOON = 30  # seconds; only a fault takes that long


class Worker:
    """A process that acquires a slot, says so, and releases it when told to."""

    def __init__(self, slots: RenderSlots) -> None:
        self.slots = slots
        self.here, self.there = FORK.Pipe()
        self.process = FORK.Process(target=self._work, args=(self.there,), daemon=True)
        self.process.start()

    def _work(self, there: Connection) -> None:
        try:
            with self.slots.acquire():
                there.send("has a slot")
                there.recv()
        except BusyError:
            there.send("busy")

    def says(self) -> str:
        assert self.here.poll(SOON), "the worker says nothing"
        return str(self.here.recv())

    @property
    def waits(self) -> bool:
        return not self.here.poll(0.2)

    def ends(self) -> None:
        self.here.send("go")
        self.process.join(SOON)


def test_slots_limit_concurrent_holders() -> None:
    slots = RenderSlots(slots=2, waiting=0)
    first, second = Worker(slots), Worker(slots)
    assert (first.says(), second.says()) == ("has a slot", "has a slot")
    assert Worker(slots).says() == "busy"
    first.ends()
    third = Worker(slots)
    assert third.says() == "has a slot"
    second.ends()
    third.ends()


def test_one_may_wait_and_gets_the_next_turn() -> None:
    slots = RenderSlots(slots=1, waiting=1, max_wait_seconds=SOON)
    first = Worker(slots)
    assert first.says() == "has a slot"
    second = Worker(slots)
    assert second.waits
    assert Worker(slots).says() == "busy"
    first.ends()
    assert second.says() == "has a slot"
    second.ends()


def test_wait_times_out_and_frees_its_place() -> None:
    slots = RenderSlots(slots=1, waiting=1, max_wait_seconds=0.1)
    first = Worker(slots)
    assert first.says() == "has a slot"
    assert [Worker(slots).says() for _time in range(2)] == ["busy", "busy"]
    first.ends()
    last = Worker(slots)
    assert last.says() == "has a slot"
    last.ends()


def test_killed_worker_frees_its_slot() -> None:
    slots = RenderSlots(slots=1, waiting=0)
    first = Worker(slots)
    assert first.says() == "has a slot"
    assert first.process.pid
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.join(SOON)
    second = Worker(slots)
    assert second.says() == "has a slot"
    second.ends()


def test_a_turn_is_given_back_when_the_work_fails() -> None:
    slots = RenderSlots(slots=1, waiting=0)
    with pytest.raises(ValueError, match="no"), slots.acquire():
        raise ValueError("no")
    worker = Worker(slots)
    assert worker.says() == "has a slot"
    worker.ends()


def test_slots_work_without_memfd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create", raising=False)
    slots = RenderSlots(slots=1, waiting=0)
    first = Worker(slots)
    assert first.says() == "has a slot"
    assert Worker(slots).says() == "busy"
    first.ends()


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(TimeoutError, match=r"not done after 0\.05 seconds"), time_limit(0.05):
        time.sleep(SOON)


def test_time_limit_restores_signal_handler() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(SOON):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_no_time_limit_outside_main_thread() -> None:
    done = []

    def work() -> None:
        with time_limit(0.001):
            time.sleep(0.01)
            done.append("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["done"]
