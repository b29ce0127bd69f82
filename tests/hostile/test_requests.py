from __future__ import annotations

from collections import Counter

import pytest

from tools.hostile.raw_http import Reply, parse_reply
from tools.hostile.run import KINDS, faults, run
from tools.hostile.target import INJECTED_TAG

SEED, REQUESTS = 7, 300


def test_hostile_requests_cause_no_faults() -> None:
    outcome = run(SEED, REQUESTS, KINDS)
    assert outcome.faults == []
    statuses = Counter[int]()
    for (_name, status), count in outcome.counts.items():
        statuses[status] += count
    assert statuses.total() == REQUESTS
    assert {200, 303, 400, 404, 405, 413} <= set(statuses)


@pytest.mark.parametrize(
    ("name", "reply", "words"),
    [
        ("paths", Reply(500), "status 500"),
        ("a visitor reads", Reply(503), "status 503"),
        ("a visitor answers", Reply(400), "a normal request gets 400"),
        ("pipelining", Reply(200, after=b"HTTP/1.1 200 OK"), "more than one response"),
        ("forwarded", Reply(303, b"Location: //evil.example/"), "redirects to"),
        ("queries", Reply(200, b"Content-Type: text/html", INJECTED_TAG.encode()), "unescaped"),
        ("queries", Reply(200, b"Set-Cookie: a=b"), "injected"),
    ],
)
def test_a_fault_is_seen(name: str, reply: Reply, words: str) -> None:
    assert any(words in fault for fault in faults(name, reply))


def test_reply_parser_separates_responses() -> None:
    one = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    assert parse_reply(b"HTTP/1.1 100 Continue\r\n\r\n" + one) == Reply(200, b"Content-Length: 2", b"ok")
    assert parse_reply(one + one).after == one
