"""No file that is sent back costs much, harms the worker or gives anything but values of our fields."""

from __future__ import annotations

import os
import random
import signal
import time
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.pdf.attached import LARGEST_FILE
from app.pdf.filled_in import MOST_CHARACTERS, MOST_FIELDS, read_fields
from app.pdf.limited import LimitError, run_limited
from tools.processes import children_of_all_threads, open_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

CATALOG = b"<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>"
PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
ONE = b"<< /Fields [4 0 R] >>"


def pdf(*objects: bytes) -> bytes:
    made, places = b"%PDF-1.7\n", list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def table_in(packed: bytes, filters: bytes) -> bytes:
    head = b"%PDF-1.7\n"
    kind = b"/Type /XRef /Size 100000000 /W [1 4 2] /Root 2 0 R /Filter [%b] /Length %d" % (
        filters,
        len(packed),
    )
    return head + b"1 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        kind, packed, len(head),
    )  # fmt: skip


def zeros(count: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(count // 1_000_000)) + packer.flush()


def field(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    return b"<< /T (%b) /V %b %b >>" % (name, value, more)


FULL = LARGEST_FILE * 9 // 10  # bytes

HOSTILE = {
    "empty": b"",
    "garbage": b"%PDF-1.7\n" + random.Random(1).randbytes(FULL),  # noqa: S311  not for secrets
    "bomb in the table": table_in(zeros(300_000_000), b"/FlateDecode"),
    "bomb in a bomb": table_in(zlib.compress(zeros(900_000_000), 9), b"/FlateDecode /FlateDecode"),
    "kids without end": pdf(CATALOG, PAGES, ONE, b"<< /T (answer-a) /Kids [4 0 R 4 0 R 4 0 R] >>"),
    "root is itself": pdf(b"1 0 R", PAGES),
    "value is itself": pdf(CATALOG, PAGES, ONE, field(b"answer-a", b"5 0 R"), b"5 0 R"),
    "deep": pdf(CATALOG, PAGES, b"<< /Fields " + b"[" * (FULL // 2) + b"]" * (FULL // 2) + b" >>"),
    "objects": b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n<<>>\nendobj\n" % number for number in range(FULL // 25)),
    "trailers": b"%PDF-1.7\n" + b"trailer << /Root 1 0 R >>\n" * (FULL // 26),
    "digits": pdf(CATALOG, PAGES, ONE, field(b"answer-a", b"9" * FULL)),
    "value is a stream": pdf(
        CATALOG, PAGES, ONE, field(b"answer-a", b"5 0 R"),
        b"<< /Length 9 /Filter /FlateDecode >>\nstream\n" + zeros(300_000_000) + b"\nendstream",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little(name: str) -> None:
    file = HOSTILE[name][:LARGEST_FILE]
    # Other tests may have left some, which may end meanwhile.
    opened, children = set(open_files(os.getpid())), children_of_all_threads(os.getpid())
    handler = signal.getsignal(signal.SIGALRM)
    before = os.times()
    assert read_fields(file).values == {}
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 2
    assert set(open_files(os.getpid())) <= opened
    assert signal.getsignal(signal.SIGALRM) is handler
    assert children_of_all_threads(os.getpid()) <= children


def test_only_fields_of_ours_come_back() -> None:
    names = [b"answer-a", b"asked-a", b"evil", b"answer-a/b", b"fill-a-1"]
    values = [b"(yes)", b"/on", b"(x)", b"(x)", b"7"]
    made = [field(name, value) for name, value in zip(names, values, strict=True)]
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + len(made)))
    assert read_fields(pdf(CATALOG, PAGES, b"<< /Fields [%b] >>" % kids, *made)).values == {
        "answer-a": "yes", "asked-a": True,
    }  # fmt: skip


def test_many_fields_and_long_texts_are_cut() -> None:
    long = read_fields(pdf(CATALOG, PAGES, ONE, field(b"answer-a", b"(%b)" % (b"x" * 300_000))))
    assert (long.values, long.cut) == ({"answer-a": "x" * (MOST_CHARACTERS - 1) + "…"}, True)
    many = b"".join(field(b"answer-%d" % number, b"(x)") for number in range(3 * MOST_FIELDS))
    few = read_fields(pdf(CATALOG, PAGES, b"<< /Fields [%b] >>" % many))
    assert (len(few.values), few.cut) == (MOST_FIELDS, False)


def packed(texts: dict[str, str]) -> bytes:
    """Return a file with fields in compressed objects, as programs for tablets may save it."""
    document, out = pikepdf.new(), BytesIO()
    made = (pikepdf.Dictionary(T=name, V=pikepdf.String(text)) for name, text in texts.items())
    fields = pikepdf.Array(document.make_indirect(each) for each in made)
    document.Root.AcroForm = pikepdf.Dictionary(Fields=fields)
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@pytest.mark.parametrize("letter", "xжέ細")
def test_every_script_has_room_in_every_field(letter: str) -> None:
    texts = {f"answer-{number}": letter * 1_000 for number in range(200)}  # more than the largest sheet has
    found = read_fields(packed(texts))
    assert (found.values, found.fault) == (texts, None)


def test_long_texts_in_every_field_are_cut_and_told() -> None:
    found = read_fields(packed({f"answer-{number}": "ж" * 9_000 for number in range(190)}))
    assert (found.fault, found.cut, len(found.values)) == (None, True, 190)


@pytest.mark.parametrize("text", ["\ud83d", "a\udc00b"])
def test_half_a_letter_harms_nothing(text: str) -> None:
    assert run_limited(lambda: {"answer-a": text}) == {"answer-a": text}


SLEEPS = 30  # seconds, as long as no other limit holds


def sleeps() -> None:
    time.sleep(SLEEPS)


def spins() -> None:
    while True:
        pass


@pytest.mark.parametrize(
    "task",
    [
        spins,
        lambda: len(bytearray(500_000_000)),
        lambda: open("/dev/null", "rb"),  # noqa: PTH123, SIM115
        lambda: "x" * 2_000_000,
        object,
        lambda: os.kill(os.getpid(), signal.SIGSEGV),
        lambda: os._exit(0),
    ],
    ids=["spins", "memory", "file", "long", "no JSON", "crash", "says nothing"],
)
def test_a_process_that_takes_more_is_ended(task: Callable[[], object]) -> None:
    with pytest.raises(LimitError):
        run_limited(task)


def test_one_that_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.limited.WALL_SECONDS", 0.5)
    start = time.monotonic()
    with pytest.raises(LimitError):
        run_limited(sleeps)
    assert time.monotonic() - start < SLEEPS / 2


def test_handlers_of_the_worker_stay_and_are_not_called_in_the_child() -> None:
    called: list[int] = []

    def handler(number: int, _frame: FrameType | None) -> None:
        called.append(number)

    before = {number: signal.signal(number, handler) for number in (signal.SIGALRM, signal.SIGCHLD)}
    try:
        with pytest.raises(LimitError):
            run_limited(lambda: os.kill(os.getpid(), signal.SIGALRM))
        assert run_limited(lambda: [1, "a"]) == [1, "a"]
        assert signal.SIGALRM not in called
        assert signal.getsignal(signal.SIGCHLD) is handler
    finally:
        for number, old in before.items():
            signal.signal(number, old)
