"""Clients that send nothing, or the half of it, keep nobody from the pages: without a proxy in front."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.connections import FIRST_WORD_SECONDS, MOST_RECEIVED
from app.web.incoming import CONTINUE, HEAD_END, LARGEST_BODY, LARGEST_HEAD, MOST_OF_A_SIZE, PIECE, Incoming
from tests.catalogues import JOURNEY_FILE
from tools.gunicorn_server import gunicorn
from tools.processes import resident_mib
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.gunicorn_server import Server

GET = b"GET /step/stage HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /step/stage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n"
CHUNKED = POST.replace(b"Content-Length: 5", b"Transfer-Encoding: chunked")
ASKS = b"\r\nExpect: 100-continue\r\nContent"
ASKING = CHUNKED.replace(b"\r\nTransfer", b"\r\nExpect: 100-continue\r\nTransfer")
LENGTHLESS = POST.replace(b"Content-Length: 5\r\n", b"")
SILENT = {
    "nothing": b"",
    "half a head": GET[:-2],
    "half a body": POST + b"a=",
    "no end": GET,
    "waits for a word": POST.replace(b"\r\nContent", ASKS),
    "a length with zeros": POST.replace(b": 5", b": 0000000000005"),
    "two codings": CHUNKED.replace(b"chunked", b"gzip, chunked") + b"5\r\na",
    "a chunk that ends like the last": CHUNKED + b"64\r\n0\r\n\r\n",
    "a body without a length": LENGTHLESS + b"a=",
}
MANY = 300  # more than there are threads


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with gunicorn(QUESTIONS_FILE=str(JOURNEY_FILE), WORKERS="1", PDFS="1") as running:
        yield running


def connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), TIMEOUT_SECONDS)


@pytest.mark.parametrize("kind", SILENT)
def test_pages_come_past_silent_clients(server: Server, kind: str) -> None:
    with ExitStack() as open_ones:
        for _client in range(MANY):
            client = open_ones.enter_context(connected(server))
            client.sendall(SILENT[kind])
        assert server.get("/step/stage").status == 200
        assert server.get("/healthz").status == 200


def test_a_request_in_small_pieces_is_answered(server: Server) -> None:
    with connected(server) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in GET:
            client.sendall(bytes([byte]))
        assert client.makefile("rb").readline() == b"HTTP/1.1 200 OK\r\n"


def test_a_server_that_ends_waits_for_those_who_have_begun() -> None:
    with gunicorn(QUESTIONS_FILE=str(JOURNEY_FILE), WORKERS="1", PDFS="1") as ending:
        with connected(ending) as silent, connected(ending) as begun:
            begun.sendall(GET[:-2])
            assert ending.get("/healthz").status == 200  # so the worker has both
            ending.process.send_signal(signal.SIGTERM)
            assert silent.recv(1) == b""
            begun.sendall(GET[-2:])
            assert begun.makefile("rb").readline() == b"HTTP/1.1 200 OK\r\n"
        assert ending.process.wait(TIMEOUT_SECONDS) == 0


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGHUP])
def test_a_worker_that_ends_answers_who_has_just_come(kind: int) -> None:
    with gunicorn(QUESTIONS_FILE=str(JOURNEY_FILE), WORKERS="1", PDFS="1") as ending:
        (worker,) = ending.wait_for_workers(1)
        with connected(ending) as late:
            came = time.monotonic()
            assert ending.get("/healthz").status == 200  # so the worker has both
            os.kill(worker if kind == signal.SIGTERM else ending.process.pid, kind)
            time.sleep(0.3)
            late.sendall(GET)
            said = late.makefile("rb").readline()
            slow = time.monotonic() - came >= FIRST_WORD_SECONDS
            assert said == b"HTTP/1.1 200 OK\r\n" or slow


def test_half_a_form_is_not_taken_for_all_of_it(server: Server) -> None:
    with connected(server) as client:
        client.sendall(POST + b"a=")
        client.shutdown(socket.SHUT_WR)
        assert client.recv(1) == b""


@pytest.mark.parametrize("head", [b"a" * 200_000, b"\r\nA: ".join([b"a" * 8_000] * 25)])
def test_a_large_head_is_refused(server: Server, head: bytes) -> None:
    with connected(server) as client:
        client.sendall(b"GET / HTTP/1.1\r\nCookie: " + head + HEAD_END)
        assert client.makefile("rb").readline().startswith(b"HTTP/1.1 431 ")


def test_the_page_about_a_large_request_can_be_read(server: Server) -> None:
    body = b"x" * (LARGEST_BODY + 1)
    with connected(server) as client:
        client.sendall(POST.replace(b": 5", b": %d" % len(body)) + body[:100_000])
        assert client.makefile("rb").readline().startswith(b"HTTP/1.1 413 ")


def test_a_client_that_asks_first_is_told_to_go_on(server: Server) -> None:
    with connected(server) as client:
        client.sendall(POST.replace(b"\r\nContent", ASKS))
        assert client.recv(len(CONTINUE), socket.MSG_WAITALL) == CONTINUE
        client.sendall(b"a=b&c")
        assert client.makefile("rb").readline().startswith(b"HTTP/1.1 400 ")  # and not a second word


def test_gunicorn_gets_a_large_request_in_pieces() -> None:
    """It copies what is left of a piece for each chunk in it: all at once, 100,000 chunks took 17 seconds."""
    incoming = Incoming()
    assert incoming.add(CHUNKED + b"1\r\na\r\n" * 50_000 + b"0\r\n\r\n")
    assert max(map(len, incoming.pieces())) == PIECE < 10_000


def test_what_gunicorn_has_read_is_let_go() -> None:
    incoming = Incoming()
    assert incoming.add(POST.replace(b": 5", b": %d" % LARGEST_BODY) + b"x" * LARGEST_BODY)
    for _piece in incoming.pieces():
        pass
    assert not incoming.received


@pytest.mark.parametrize("more", [b"", b"a=", b"a=b&c=d"])
def test_without_a_length_there_is_no_body(server: Server, more: bytes) -> None:
    with connected(server) as client:
        client.settimeout(5)  # a third of what anybody may be silent
        client.sendall(LENGTHLESS + more)
        assert client.makefile("rb").readline().startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("missing", [0, 1])
def test_bodies_of_clients_that_stay_take_little_memory(server: Server, missing: int) -> None:
    (worker,) = server.wait_for_workers(1)
    half = POST.replace(b": 5", b": %d" % LARGEST_BODY) + b"x" * (LARGEST_BODY - missing)
    before = resident_mib(worker)
    with ExitStack() as open_ones:
        for _client in range(MANY):
            with suppress(ConnectionError):
                open_ones.enter_context(connected(server)).sendall(half)
        assert server.get("/healthz").status == 200
        assert 0 < resident_mib(worker) < before + 2 * (MOST_RECEIVED >> 20)


@pytest.mark.parametrize(
    ("received", "whole"),
    [
        (b"", False),
        (GET[:-1], False),
        (GET, True),
        (POST, False),
        (POST + b"a=b&", False),
        (POST + b"a=b&c", True),
        (POST.replace(b"Content-Length", b"content-LENGTH"), False),
        (POST.replace(b"\r\nContent", ASKS), False),
        (POST.replace(b"\r\nContent", ASKS) + b"a=b&c", True),
        (POST.replace(b": 5", b": 0000000000005"), False),
        (LENGTHLESS, True),
        (CHUNKED, False),
        (CHUNKED + b"5\r\na=b&c\r\n", False),
        (CHUNKED + b"5\r\na=b&c\r\n0\r\n\r\n", True),
        (CHUNKED + b"5\r\n0\r\n\r\n", False),
        (CHUNKED + b"5\r\n0\r\n\r\n\r\n0\r\n\r\n", True),
        (CHUNKED + b"5;a=b\r\na=b&c\r\n0\r\nA: b\r\n", False),
        (CHUNKED + b"5;a=b\r\na=b&c\r\n0\r\nA: b\r\n\r\n", True),
        (CHUNKED.replace(b"chunked", b"gzip, Chunked") + b"5\r\n", False),
        (CHUNKED + b"0" * MOST_OF_A_SIZE, True),
        (CHUNKED + b"fffffffffffffff\r\n", False),
        (CHUNKED + b"fffff\r\n" + b"x" * (LARGEST_BODY + 1), True),
        (CHUNKED + b"What\r\n", True),
        (CHUNKED.replace(b"chunked", b"other"), True),
        (POST.replace(b": 5", b": %d" % (LARGEST_BODY + 1)), True),
        (b"x" * (LARGEST_HEAD + 1), True),
        (HEAD_END, True),
    ],
)
def test_a_request_is_handled_when_it_is_there(received: bytes, whole: bool) -> None:  # noqa: FBT001  a table
    assert Incoming().add(received) is whole


@given(st.lists(st.binary(min_size=1, max_size=300)), st.sampled_from([CHUNKED, ASKING]), st.data())
def test_a_request_is_complete_with_its_last_byte(
    chunks: list[bytes], head: bytes, data: st.DataObject
) -> None:
    body = b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in chunks) + b"0\r\n\r\n"
    rest, incoming = head + body, Incoming()
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        assert incoming.add(rest[:size]) is (size == len(rest))
        rest = rest[size:]
    assert b"".join(incoming.pieces()) == CHUNKED + body
