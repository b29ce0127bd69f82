"""Pages while other clients are silent, or say the half of a request, with no proxy in front."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

from tools.bench.load import FORMS
from tools.bench.served import rested_server
from tools.bench.tables import table
from tools.bench.timings import Timings

if TYPE_CHECKING:
    from tools.gunicorn_server import Server

HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX"
CLIENTS = {
    "nobody else": (0, b""),
    "200 connections that say nothing": (200, b""),
    "90 that say half a head": (90, HALF_A_HEAD),
}


def past_silent_clients(times: int) -> dict[str, Timings]:
    """Request form pages past each kind of client."""
    with rested_server() as server:
        return {name: _past(server, count, said, times) for name, (count, said) in CLIENTS.items()}


def _past(server: Server, count: int, said: bytes, times: int) -> Timings:
    timings = Timings()
    with ExitStack() as open_ones:
        for _client in range(count):
            client = open_ones.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            client.sendall(said)
        for number in range(times):
            timings.request(server, FORMS[number % len(FORMS)])
    return timings


def silent_table(found: dict[str, Timings]) -> str:
    head = ("also connected", "form page, p50, ms", "p99, ms")
    return table(
        head, ((name, f"{each.median_ms:.1f}", f"{each.p99_ms:.1f}") for name, each in found.items())
    )
