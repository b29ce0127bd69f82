"""Sends raw bytes to the server and parses its response, without an HTTP client."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from dataclasses import dataclass

TIMEOUT_SECONDS = 30.0
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
HEAD = re.compile(rb"HTTP/1\.[01] (\d{3})[^\r\n]*\r\n(.*?)\r\n\r\n", re.DOTALL)


@dataclass(frozen=True)
class RawRequest:
    """The bytes sent over one connection, in chunks, with a pause in seconds between them."""

    chunks: tuple[bytes, ...]
    pause: float = 0.0
    closes_early: bool = False  # close without waiting for a response


@dataclass(frozen=True)
class Reply:
    """The first response on a connection; its status is 0 if there was none. `after` is what followed it."""

    status: int
    head: bytes = b""
    body: bytes = b""
    after: bytes = b""

    def header(self, name: str) -> str:
        found = re.search(rb"(?im)^" + name.encode() + rb":[ \t]*(.*?)\r?$", self.head)
        return found[1].decode("latin-1") if found else ""


def ask(port: int, request: RawRequest) -> Reply:
    """Send all chunks, shut down the sending side, and read until the server closes."""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS) as connection:
        # The server may respond and close before it has read everything.
        with contextlib.suppress(ConnectionError):
            for number, chunk in enumerate(request.chunks):
                time.sleep(request.pause if number else 0)
                connection.sendall(chunk)
            if request.closes_early:
                return Reply(0)
            with contextlib.suppress(OSError):  # "not connected", if the server has closed already
                connection.shutdown(socket.SHUT_WR)
        return parse_reply(_receive_all(connection))


def _receive_all(connection: socket.socket) -> bytes:
    received = bytearray()
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            received += part
    return bytes(received)


def parse_reply(received: bytes) -> Reply:
    """Parse the first response, after any “100 Continue”."""
    while received.startswith(CONTINUE):
        received = received.removeprefix(CONTINUE)
    found = HEAD.match(received)
    if not found:
        return Reply(0, after=received)
    reply, rest = Reply(int(found[1]), found[2]), received[found.end() :]
    length = reply.header("Content-Length")
    size = int(length) if length.isdecimal() else len(rest)
    return Reply(reply.status, reply.head, rest[:size], rest[size:])
