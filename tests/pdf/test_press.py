"""The processes that make PDFs, with a renderer in them that waits until it is let go."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from errno import EAGAIN
from itertools import repeat
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, cast

import pytest

from app.pdf import BusyError, Drafts, Job, PdfError, Press, forked, read_fields
from app.pdf.channel import Channel
from app.pdf.spooler import MOST_OF_ONE
from tools.processes import open_files, process_tree
from tools.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from pathlib import Path

    from app.pdf import Renderer

SOON = 30  # seconds; only a fault takes that long
FORK = get_context("fork")
FREE, FAULTY = "free", "faulty"
AT_ONCE = 0.5  # seconds; a document with this limit is answered before it is read


class Held:
    """A renderer that waits to be let go for each document, and notes the order in which it gets them."""

    def __init__(self) -> None:
        self.go, self.count, self.order = FORK.Semaphore(0), FORK.Value("i", 0), FORK.Array("i", 100)
        self.laid_out = FORK.Value("i", 0)

    def open_fonts(self) -> None:
        pass

    def settle(self) -> None:
        pass

    def ahead(self, sheets: Iterable[str]) -> Iterator[None]:
        for name in sheets:
            if name == FAULTY:
                raise PdfError("ValueError") from ValueError("what is on a sheet")
            self.laid_out.value += 1
            yield

    def render(
        self, html: Drafts, *, attached: bytes | None, max_seconds: float | None, **_: object
    ) -> bytes:
        if max_seconds == AT_ONCE:
            return FREE.encode()
        (name,) = html.versions
        if name == FAULTY:
            raise PdfError("ValueError") from ValueError("what somebody typed")
        if name != FREE:
            self.order[self.count.value] = int(name)
            self.count.value += 1
            self.go.acquire()
        return name.encode() + (attached or b"")

    @property
    def begun(self) -> list[int]:
        return self.order[: self.count.value]


class People:
    """Presses by many, each in a thread, in a known order."""

    def __init__(self, press: Press, held: Held, threads: ThreadPoolExecutor) -> None:
        self.press, self.held, self.threads = press, held, threads
        self.joined = FORK.Semaphore(0)

    def asks(self, number: int, visitor: str, versions: Iterable[str] = ()) -> Future[bytes]:
        job = Job(Drafts(versions or [str(number)]))
        future = self.threads.submit(self.press.render, job, visitor)
        assert self.joined.acquire(timeout=SOON)
        return future

    def let_go(self, count: int) -> None:
        for _time in range(count):
            self.held.go.release()

    @property
    def spooler(self) -> int:
        assert self.press.channel
        return self.press.channel.process

    @property
    def renderer(self) -> int:
        """The process that renders now."""
        return process_tree(self.spooler)[-1]


@contextmanager
def printing(monkeypatch: pytest.MonkeyPatch, ahead: Iterable[str] = ()) -> Iterator[People]:
    held, connect = Held(), Channel.connection
    press = Press(cast("Renderer", held), at_once=1)
    press.start(lambda: ahead)
    assert press.channel
    with ThreadPoolExecutor(60) as threads:
        people = People(press, held, threads)

        def noted(channel: Channel, lane: bytes, visitor: str) -> Connection:
            connection = connect(channel, lane, visitor)
            people.joined.release()
            return connection

        monkeypatch.setattr(Channel, "connection", noted)
        yield people
        people.let_go(100)
    press.channel.end()
    assert process_tree(press.channel.process) == [press.channel.process]


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    with printing(monkeypatch) as people:
        yield people


def test_fifty_at_once_all_get_their_paper_in_order(people: People) -> None:
    asked = [people.asks(number, f"visitor {number}") for number in range(50)]
    people.let_go(50)
    assert [each.result(SOON) for each in asked] == [b"%d" % number for number in range(50)]
    assert people.held.begun == list(range(50))


def test_one_visitor_comes_after_everybody_else_and_holds_few_places(people: People) -> None:
    first = people.asks(0, "first")
    wait_until(lambda: people.held.begun == [0])
    greedy = [people.asks(number, "greedy") for number in range(1, MOST_OF_ONE + 1)]
    other = people.asks(60, "other")
    for number in range(3):  # the spooler has read all that came before when it has refused these
        assert isinstance(people.asks(90 + number, "greedy").exception(SOON), BusyError)
    people.let_go(100)
    assert [each.result(SOON) for each in (first, *greedy, other)] == [b"0", b"1", b"2", b"3", b"4", b"60"]
    assert people.held.begun == [0, 1, 60, *range(2, MOST_OF_ONE + 1)]


def test_whoever_is_next_makes_their_paper_meanwhile(people: People) -> None:
    made: list[int] = []

    def draft(number: int) -> Iterator[str]:
        made.append(number)
        yield str(number)

    asked = [people.asks(number, f"visitor {number}", draft(number)) for number in range(3)]
    wait_until(lambda: people.held.begun == [0] and sorted(made) == [0, 1])
    people.let_go(1)
    wait_until(lambda: people.held.begun == [0, 1] and sorted(made) == [0, 1, 2])
    people.let_go(2)
    assert [each.result(SOON) for each in asked] == [b"0", b"1", b"2"]


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.spooler.MOST_SECONDS", 0.1)
    with printing(monkeypatch) as people:
        first = people.asks(1, "first")
        wait_until(lambda: people.held.begun == [1])
        second = people.asks(2, "second")
        assert isinstance(second.exception(SOON), BusyError)
        people.let_go(1)
        assert first.result(SOON) == b"1"


def test_blocks_are_laid_out_while_nobody_wants_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.render_process.QUIET_SECONDS", 0)
    with printing(monkeypatch, ahead=["1"] * 1000) as people:
        wait_until(lambda: people.held.laid_out.value == 1000)
        assert people.press.render(Job(Drafts([FREE])), "first") == FREE.encode()


def test_a_pdf_comes_between_blocks_laid_out_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.render_process.QUIET_SECONDS", 0)
    with printing(monkeypatch, ahead=repeat("1")) as people:
        wait_until(lambda: people.held.laid_out.value > 0)
        assert people.press.render(Job(Drafts([FREE])), "first") == FREE.encode()
        before = people.held.laid_out.value
        wait_until(lambda: people.held.laid_out.value > before)


def test_a_fault_ahead_leaves_pdfs_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.render_process.QUIET_SECONDS", 0)
    with printing(monkeypatch, ahead=["1", FAULTY, "2"]) as people:
        wait_until(lambda: people.held.laid_out.value == 1)
        renderer = people.renderer
        assert people.press.render(Job(Drafts([FREE])), "first") == FREE.encode()
        assert (people.renderer, people.held.laid_out.value) == (renderer, 1)


def test_what_is_for_everyone_comes_while_others_wait(people: People) -> None:
    waiting = people.asks(1, "first")
    assert people.press.render(Job(Drafts([FREE])), None) == FREE.encode()
    assert people.press.read_fields(b"no PDF") == read_fields(b"no PDF")
    assert not waiting.done()


def test_the_file_comes_with_the_job(people: People) -> None:
    saved = b"x" * 500_000  # more than a socket holds
    assert people.press.render(Job(Drafts([FREE]), saved), "first") == FREE.encode() + saved


def test_an_answer_that_comes_before_the_draft_is_taken(people: People) -> None:
    def draft() -> Iterator[str]:
        time.sleep(0.05)  # the answer is there, and the connection closed
        yield "long " * 100_000

    for _time in range(5):
        job = Job(Drafts(draft()), max_seconds=AT_ONCE)
        assert people.press.render(job, "first") == FREE.encode()


def test_a_fault_says_where_and_nothing_typed(people: People) -> None:
    with pytest.raises(PdfError, match="ValueError") as raised:
        people.press.render(Job(Drafts([FAULTY])), "first")
    assert "what somebody typed" not in f"{raised.value} {raised.value.__cause__}"


def test_a_killed_renderer_is_replaced(people: People) -> None:
    first = people.asks(1, "first")
    wait_until(lambda: people.held.begun == [1])
    second = people.asks(2, "second")
    os.kill(people.renderer, signal.SIGKILL)
    assert isinstance(first.exception(SOON), PdfError)
    people.let_go(1)
    assert second.result(SOON) == b"2"


def test_where_no_process_can_start_people_wait_until_one_can(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = FORK.Value("i", 2)

    def fork(*args: Any, **named: Any) -> int:
        if failing.value:
            failing.value -= 1
            raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
        return forked.fork(*args, **named)

    monkeypatch.setattr("app.pdf.render_process.fork", fork)
    monkeypatch.setattr("app.pdf.lane.AGAIN_SECONDS", 0.1)
    with printing(monkeypatch) as people:
        for visitor in ("first", None):
            assert people.press.render(Job(Drafts([FREE])), visitor) == FREE.encode()
            assert failing.value == 0
            failing.value = 1


def test_a_renderer_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.lane.END_AFTER_SECONDS", 0.1)
    with printing(monkeypatch) as people:
        assert isinstance(people.asks(1, "first").exception(SOON), PdfError)
        assert people.press.render(Job(Drafts([FREE])), "second") == FREE.encode()


def test_a_killed_worker_keeps_no_place(people: People) -> None:
    first = people.asks(1, "first")
    wait_until(lambda: people.held.begun == [1])
    worker = FORK.Process(target=people.press.render, args=(Job(Drafts(["2"])), "second"))
    worker.start()
    assert people.joined.acquire(timeout=SOON)
    worker.kill()
    worker.join()
    third = people.asks(3, "third")
    people.let_go(2)
    assert (first.result(SOON), third.result(SOON)) == (b"1", b"3")
    assert people.held.begun == [1, 3]


def test_a_worker_without_spooler_ends_and_another_one_finds_a_new_spooler(people: People) -> None:
    # A render process that has just been forked holds what its spooler has open.
    people.press.render(Job(Drafts([FREE])), "first")
    ended: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: ended.append(number))
    try:
        os.kill(people.spooler, signal.SIGKILL)
        os.waitpid(people.spooler, 0)
        with pytest.raises(PdfError):
            people.press.render(Job(Drafts([FREE])), "first")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended == [signal.SIGTERM]
    people.press.start()
    assert people.press.render(Job(Drafts([FREE])), "first") == FREE.encode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signals_to_all_processes_do_not_end_a_pdf(people: People, number: int) -> None:
    first = people.asks(1, "first")
    wait_until(lambda: people.held.begun == [1])
    for process in (people.spooler, people.renderer):
        os.kill(process, number)
    people.let_go(1)
    assert first.result(SOON) == b"1"


def test_no_file_is_open_in_these_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "of the master").open("wb"), printing(monkeypatch) as people:
        people.asks(1, "first")
        wait_until(lambda: people.held.begun == [1])
        processes = process_tree(people.spooler)
        assert len(processes) == 2
        for process in processes:
            opened = {each.partition(":")[0] for each in open_files(process)}
            assert opened
            assert opened <= {"socket", "anon_inode"}
