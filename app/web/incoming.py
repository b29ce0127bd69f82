"""A request that comes in pieces. What has come of it is all that gunicorn gets to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A request that is larger than that is refused: a body for what its head says, a head for one field.
LARGEST_HEAD, LARGEST_BODY = 128 << 10, 2200 << 10
HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\nContent-Length:[ \t]*0*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\nTransfer-Encoding:[^\r\n]*chunked", re.IGNORECASE)
# Its body comes when somebody has said CONTINUE. HTTP/1.0 has no such thing.
ASKS_FIRST = re.compile(
    rb"((?:\r\n)?[^\r\n]* HTTP/1\.1\r\n(?:[^\r\n]+\r\n)*?)Expect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE
)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
MOST_OF_A_SIZE, MOST_OF_TRAILERS = 200, 8 << 10  # bytes: of the line of a chunk, of all trailers
WITHOUT_END = b"A: " + b"a" * LARGEST_HEAD + HEAD_END
PIECE = 8 << 10  # bytes; gunicorn copies what is left of a piece for each chunk in it
SIZE = re.compile(rb"([0-9a-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r\n", re.IGNORECASE)


class Incoming:
    """`received` is what has come."""

    def __init__(self) -> None:
        self.received = bytearray()
        self._looks = _look(self.received)
        self._enough = next(self._looks)

    def add(self, data: bytes) -> bool:
        """Take what came. Return whether the request is complete, or what is missing decides nothing."""
        self.received += data
        while len(self.received) >= self._enough:
            try:
                self._enough = next(self._looks)
            except StopIteration:
                return True
        return False

    @property
    def asks_first(self) -> bool:
        """Whether the client now waits for CONTINUE."""
        end = len(self.received) - len(HEAD_END)
        is_head = self.received.endswith(HEAD_END) and self.received.find(HEAD_END) == end
        return is_head and self._asks() is not None

    def pieces(self) -> Iterator[bytes]:
        """Yield what is to be answered, and let go of it. All of it that will come has come."""
        request = self.received
        if HEAD_END not in request:
            request += WITHOUT_END
        if asks := self._asks():
            request[: asks.end()] = bytes(asks[1])
        while request:
            yield bytes(request[:PIECE])
            del request[:PIECE]

    def _asks(self) -> re.Match[bytes] | None:
        return ASKS_FIRST.match(self.received, 0, self.received.find(HEAD_END) + 2)


def _look(received: bytearray) -> Iterator[int]:
    """Yield how many bytes there must be before there is more to see; end when no more are needed."""
    searched = 0
    while (end := received.find(HEAD_END, searched)) < 0:
        if len(received) > LARGEST_HEAD:
            return
        searched = max(0, len(received) - len(HEAD_END) + 1)
        yield len(received) + 1
    head, begin = received[: end + 2], end + len(HEAD_END)
    length = LENGTH.search(head)
    if CHUNKED.search(head):
        yield from _chunks(received, begin)
    elif length and int(length[1]) <= LARGEST_BODY:
        yield begin + int(length[1])


def _chunks(received: bytearray, begin: int) -> Iterator[int]:
    at, most = begin, begin + LARGEST_BODY
    while len(received) <= most:
        if line := SIZE.match(received, at, at + MOST_OF_A_SIZE):
            size = int(line[1], 16)
            if not size:
                yield from _trailers(received, line.end())
                return
            at = line.end() + size + len(b"\r\n")
            yield min(at, most) + 1
        elif len(received) >= at + MOST_OF_A_SIZE or received.find(b"\n", at) >= 0:
            return  # it cannot be read, and is refused for that
        else:
            yield len(received) + 1


def _trailers(received: bytearray, at: int) -> Iterator[int]:
    while (
        not received.startswith(b"\r\n", at)
        and received.find(HEAD_END, at) < 0
        and len(received) - at <= MOST_OF_TRAILERS
    ):
        yield len(received) + 1
