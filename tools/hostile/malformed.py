"""Broken HTTP: what no client would send, and what tries to make two servers see different requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.hostile.raw_http import Sent
from tools.hostile.target import House, junk, once, post, request, with_token

if TYPE_CHECKING:
    import random

SMUGGLED = b"GET /instance/key HTTP/1.1\r\nHost: evil.example\r\n\r\n"
FORM = ("Content-Type", "application/x-www-form-urlencoded")
LINES = (
    b"", b"GET", b"GET /", b"GET  / HTTP/1.1", b" GET / HTTP/1.1", b"GET /\tHTTP/1.1", b"GET / HTTP/1.1 x",
    b"GET http://evil.example/ HTTP/1.1", b"GET * HTTP/1.1", b"OPTIONS * HTTP/1.1", b"G\0T / HTTP/1.1",
    b"GET evil.example:443 HTTP/1.1", b"CONNECT evil.example:443 HTTP/1.1", b"GET /\0 HTTP/1.1",
    b"GET / HTTP/1.1\rX: y", b"GET /?" + b"a" * 9000 + b" HTTP/1.1", b"\xff\xfe / HTTP/1.1",
    b"GET \xc3\xa9 HTTP/1.1",
    b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2", b"\r\n\r\nGET / HTTP/1.1", b"GET //x:y@[::1/ HTTP/1.1",
    b"GET /%2 HTTP/1.1",
    b"GET http://[/ HTTP/1.1", b"GET https://localhost:x/ HTTP/1.1", b"GET file:///etc/passwd HTTP/1.1",
)  # fmt: skip
VERSIONS = (
    b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/3.0", b"HTTP/1.10", b"HTTP/11", b"http/1.1", b"HTTP/-1.1",
    b"HTTP/1", b"HTTPS/1.1", b"", b"HTTP/1.1\0",
)  # fmt: skip
HEADERS = (
    b"No colon here", b": no name", b"A b: c", b"A : b", b" folded: x", b"A: b\r\n c", b"A: b\0c", b"A: b\rc",
    b"A\0: b", b"\xe9: b", b"A: \xff\xfe", b"Content-Length : 5", b"Cookie", b"X: " + b"y" * 9000, b"A:\n\n",
    b"X_FORWARDED_HOST: evil.example", b"SCRIPT_NAME: //evil.example", b"Host: evil.example", b"Upgrade: h2c",
    b"Connection: close, Cookie", b"Connection: upgrade\r\nUpgrade: websocket", b"Proxy: http://evil.example",
    b"SCRIPT-NAME: /x", b"PATH-INFO: /instance", b"wsgi.url_scheme: https", b"Trailer: Cookie",
    b"Te: trailers",
)  # fmt: skip
LENGTHS = (
    "-1", "+5", "0x5", "5, 5", "5, 6", "9" * 40, "", "5 5", "1e3", "\u0665", "0", "00005", "1_0", "4000000",
    "99999999999999999999", "nan",
)  # fmt: skip
CHUNKS = (
    b"5\r\nabcde\r\n0\r\n\r\n", b"5\r\nab", b"zz\r\nabcde\r\n0\r\n\r\n", b"-5\r\nabcde\r\n0\r\n\r\n",
    b"FFFFFFFFFFFFFFFFF\r\nab", b"5;" + b"x" * 9000 + b"\r\nabcde\r\n0\r\n\r\n", b"5\nabcde\n0\n\n", b"0\r\n",
    b"5\r\nabcdeXX0\r\n\r\n", b"0x5\r\nabcde\r\n0\r\n\r\n", b"5 \r\nabcde\r\n0\r\n\r\n", b"\r\n", b"",
    b"+5\r\nabcde\r\n0\r\n\r\n", b"0\r\nX: y\r\n" * 500 + b"\r\n", b"1\r\na\r\n" * 3000 + b"0\r\n\r\n",
    b"5\r\nabcde\r\n0\r\nContent-Length: 5\r\n\r\n", b"1_0\r\n" + b"a" * 16 + b"\r\n0\r\n\r\n",
)  # fmt: skip
CODINGS = (
    "chunked", "chunked, chunked", "gzip, chunked", "chunked, identity", "identity", "x",
    " chunked", "Chunked\t",
    "xchunked", "chunked;q=1", "\x0bchunked", "gzip", "",
)  # fmt: skip


def request_lines(house: House, chance: random.Random) -> Sent:
    del house
    return once(chance.choice(LINES) + b"\r\nHost: localhost\r\n\r\n")


def versions(house: House, chance: random.Random) -> Sent:
    return once(request("GET", house.path(chance), version=chance.choice(VERSIONS)))


def bad_headers(house: House, chance: random.Random) -> Sent:
    lines = b"\r\n".join(chance.choices(HEADERS, k=chance.randint(1, 3)))
    whole = request("GET", house.path(chance), [("Cookie", house.session(chance))])
    return once(whole.removesuffix(b"\r\n") + lines + b"\r\n\r\n")


def many_headers(house: House, chance: random.Random) -> Sent:
    count, length = chance.choice([(99, 5), (101, 5), (2000, 5), (90, 8000), (1, 100_000)])
    return once(request("GET", house.path(chance), [(f"X-{n}", "y" * length) for n in range(count)]))


def bad_lengths(house: House, chance: random.Random) -> Sent:
    lengths = [("Content-Length", length) for length in chance.choices(LENGTHS, k=chance.choice([1, 1, 2]))]
    return once(request("POST", house.path(chance), [FORM, *lengths], b"a=bcd"))


def bad_chunks(house: House, chance: random.Random) -> Sent:
    headers = [FORM, ("Transfer-Encoding", chance.choice([*CODINGS, *["chunked"] * 20]))]
    return once(request("POST", house.path(chance), headers, chance.choice(CHUNKS)))


def smuggling(house: House, chance: random.Random) -> Sent:
    length = ("Content-Length", str(chance.choice([0, 4, 6, len(SMUGGLED)])))
    coding = ("Transfer-Encoding", chance.choice(CODINGS))
    headers = [FORM, *chance.choice([[length, coding], [coding, length], [length, length], [coding, coding]])]
    body = chance.choice([b"0\r\n\r\n" + SMUGGLED, b"5c\r\n" + SMUGGLED, SMUGGLED, b"0\r\n\r\nG"])
    return once(request("POST", house.path(chance), headers, body))


def pipelining(house: House, chance: random.Random) -> Sent:
    keep = [("Connection", "keep-alive"), ("Cookie", house.session(chance))]
    return once(
        b"".join(request("GET", house.path(chance), keep) for _request in range(chance.randint(2, 9)))
    )


def expectations(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    expected = chance.choice(["100-continue", "100-Continue", "200-ok", "", "100-continue, x"])
    whole = post(path, with_token([(names[0], "x")]), house.session(chance), Expect=expected)
    head, _gap, body = whole.partition(b"\r\n\r\n")
    return Sent((head + b"\r\n\r\n", body), pause=0.02)


def slow_bodies(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    whole = post(path, with_token([(names[0], "x" * 50)]), house.session(chance))
    cuts = sorted(chance.sample(range(1, len(whole)), 8))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    return Sent(tuple(pieces), pause=0.01)


def cut_short(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    whole = post(path, with_token([(names[0], "x" * 500)]), house.session(chance))
    return once(whole[: chance.randrange(len(whole))])


def hung_up(house: House, chance: random.Random) -> Sent:
    """The visitor leaves before the answer comes, or before the request is whole."""
    whole = request("GET", chance.choice([house.path(chance), "/questions"]))
    return Sent((whole[: chance.choice([len(whole), len(whole) // 2])],), hangs_up=True)


def other_protocols(house: House, chance: random.Random) -> Sent:
    del house
    hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + junk(chance, 400)
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + junk(chance, 100)
    greetings = [
        b"EHLO evil.example\r\n",
        b"SSH-2.0-x\r\n",
        b"*1\r\n$4\r\nPING\r\n",
        b"<policy-file-request/>\0",
    ]
    return once(chance.choice([hello, preface, junk(chance, 3000), *greetings]))


def flipped_bytes(house: House, chance: random.Random) -> Sent:
    """A good form with a few bytes changed."""
    path, names = chance.choice(list(house.forms.items()))
    whole = bytearray(post(path, with_token([(name, "x") for name in names]), house.session(chance)))
    for _byte in range(chance.randint(1, 6)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return once(bytes(whole))


KINDS = (
    request_lines, versions, bad_headers, many_headers, bad_lengths, bad_chunks, smuggling, pipelining,
    expectations, slow_bodies, cut_short, hung_up, other_protocols, flipped_bytes,
)  # fmt: skip
