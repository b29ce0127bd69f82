"""Bytes to the server and back, without the politeness of an HTTP client."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from dataclasses import dataclass

PATIENCE = 30.0  # seconds; only a server that is stuck takes that long
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\n"
HEAD = re.compile(rb"HTTP/1\.[01] (\d{3})[^\r\n]*\r\n(.*?)\r\n\r\n", re.DOTALL)


@dataclass(frozen=True)
class Sent:
    """What goes over one connection: pieces of bytes, with a pause before each but the first."""

    pieces: tuple[bytes, ...]
    pause: float = 0.0
    hangs_up: bool = False  # does not wait for an answer


@dataclass(frozen=True)
class Reply:
    """The first answer on a connection, 0 if there was none; `after` is what came behind it."""

    status: int
    head: bytes = b""
    body: bytes = b""
    after: bytes = b""

    def header(self, name: str) -> str:
        found = re.search(rb"(?im)^" + name.encode() + rb":[ \t]*(.*?)\r?$", self.head)
        return found[1].decode("latin-1") if found else ""


def ask(port: int, sent: Sent) -> Reply:
    """Send all pieces, say that nothing more comes, and read to the end."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
        with contextlib.suppress(ConnectionError):  # the server may answer and leave before it has all
            for number, piece in enumerate(sent.pieces):
                time.sleep(sent.pause if number else 0)
                connection.sendall(piece)
            if sent.hangs_up:
                return Reply(0)
            with contextlib.suppress(OSError):  # "not connected", where the server has left already
                connection.shutdown(socket.SHUT_WR)
        return read(_all(connection))


def _all(connection: socket.socket) -> bytes:
    received = bytearray()
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            received += part
    return bytes(received)


def read(received: bytes) -> Reply:
    """Take the first answer apart, after any “100 Continue”."""
    while received.startswith(INTERIM):
        received = received.removeprefix(INTERIM)
    found = HEAD.match(received)
    if not found:
        return Reply(0, after=received)
    reply, rest = Reply(int(found[1]), found[2]), received[found.end() :]
    length = reply.header("Content-Length")
    size = int(length) if length.isdecimal() else len(rest)
    return Reply(reply.status, reply.head, rest[:size], rest[size:])
