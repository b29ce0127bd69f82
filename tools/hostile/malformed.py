"""Requests that violate HTTP, request smuggling included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.hostile.raw_http import RawRequest
from tools.hostile.target import Target, post, random_bytes, request, single_chunk, with_token

if TYPE_CHECKING:
    import random

SMUGGLED = b"GET /instance/key HTTP/1.1\r\nHost: evil.example\r\n\r\n"
FORM_TYPE = ("Content-Type", "application/x-www-form-urlencoded")
REQUEST_LINES = (
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
BAD_HEADERS = (
    b"No colon here", b": no name", b"A b: c", b"A : b", b" folded: x", b"A: b\r\n c", b"A: b\0c", b"A: b\rc",
    b"A\0: b", b"\xe9: b", b"A: \xff\xfe", b"Content-Length : 5", b"Cookie", b"X: " + b"y" * 9000, b"A:\n\n",
    b"X_FORWARDED_HOST: evil.example", b"SCRIPT_NAME: //evil.example", b"Host: evil.example", b"Upgrade: h2c",
    b"Connection: close, Cookie", b"Connection: upgrade\r\nUpgrade: websocket", b"Proxy: http://evil.example",
    b"SCRIPT-NAME: /x", b"PATH-INFO: /instance", b"wsgi.url_scheme: https", b"Trailer: Cookie",
    b"Te: trailers",
)  # fmt: skip
CONTENT_LENGTHS = (
    "-1", "+5", "0x5", "5, 5", "5, 6", "9" * 40, "", "5 5", "1e3", "\u0665", "0", "00005", "1_0", "4000000",
    "99999999999999999999", "nan",
)  # fmt: skip
CHUNKED_BODIES = (
    b"5\r\nabcde\r\n0\r\n\r\n", b"5\r\nab", b"zz\r\nabcde\r\n0\r\n\r\n", b"-5\r\nabcde\r\n0\r\n\r\n",
    b"FFFFFFFFFFFFFFFFF\r\nab", b"5;" + b"x" * 9000 + b"\r\nabcde\r\n0\r\n\r\n", b"5\nabcde\n0\n\n", b"0\r\n",
    b"5\r\nabcdeXX0\r\n\r\n", b"0x5\r\nabcde\r\n0\r\n\r\n", b"5 \r\nabcde\r\n0\r\n\r\n", b"\r\n", b"",
    b"+5\r\nabcde\r\n0\r\n\r\n", b"0\r\nX: y\r\n" * 500 + b"\r\n", b"1\r\na\r\n" * 3000 + b"0\r\n\r\n",
    b"5\r\nabcde\r\n0\r\nContent-Length: 5\r\n\r\n", b"1_0\r\n" + b"a" * 16 + b"\r\n0\r\n\r\n",
)  # fmt: skip
TRANSFER_ENCODINGS = (
    "chunked", "chunked, chunked", "gzip, chunked", "chunked, identity", "identity", "x",
    " chunked", "Chunked\t",
    "xchunked", "chunked;q=1", "\x0bchunked", "gzip", "",
)  # fmt: skip


def request_lines(target: Target, rng: random.Random) -> RawRequest:
    del target
    return single_chunk(rng.choice(REQUEST_LINES) + b"\r\nHost: localhost\r\n\r\n")


def versions(target: Target, rng: random.Random) -> RawRequest:
    return single_chunk(request("GET", target.path(rng), version=rng.choice(VERSIONS)))


def bad_headers(target: Target, rng: random.Random) -> RawRequest:
    lines = b"\r\n".join(rng.choices(BAD_HEADERS, k=rng.randint(1, 3)))
    complete = request("GET", target.path(rng), [("Cookie", target.session(rng))])
    return single_chunk(complete.removesuffix(b"\r\n") + lines + b"\r\n\r\n")


def many_headers(target: Target, rng: random.Random) -> RawRequest:
    count, length = rng.choice([(99, 5), (101, 5), (2000, 5), (90, 8000), (1, 100_000)])
    return single_chunk(request("GET", target.path(rng), [(f"X-{n}", "y" * length) for n in range(count)]))


def bad_lengths(target: Target, rng: random.Random) -> RawRequest:
    lengths = [("Content-Length", length) for length in rng.choices(CONTENT_LENGTHS, k=rng.choice([1, 1, 2]))]
    return single_chunk(request("POST", target.path(rng), [FORM_TYPE, *lengths], b"a=bcd"))


def bad_chunks(target: Target, rng: random.Random) -> RawRequest:
    headers = [FORM_TYPE, ("Transfer-Encoding", rng.choice([*TRANSFER_ENCODINGS, *["chunked"] * 20]))]
    return single_chunk(request("POST", target.path(rng), headers, rng.choice(CHUNKED_BODIES)))


def smuggling(target: Target, rng: random.Random) -> RawRequest:
    length = ("Content-Length", str(rng.choice([0, 4, 6, len(SMUGGLED)])))
    coding = ("Transfer-Encoding", rng.choice(TRANSFER_ENCODINGS))
    headers = [
        FORM_TYPE,
        *rng.choice([[length, coding], [coding, length], [length, length], [coding, coding]]),
    ]
    body = rng.choice([b"0\r\n\r\n" + SMUGGLED, b"5c\r\n" + SMUGGLED, SMUGGLED, b"0\r\n\r\nG"])
    return single_chunk(request("POST", target.path(rng), headers, body))


def pipelining(target: Target, rng: random.Random) -> RawRequest:
    headers = [("Connection", "keep-alive"), ("Cookie", target.session(rng))]
    return single_chunk(
        b"".join(request("GET", target.path(rng), headers) for _request in range(rng.randint(2, 9)))
    )


def expectations(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    expected = rng.choice(["100-continue", "100-Continue", "200-ok", "", "100-continue, x"])
    complete = post(path, with_token([(names[0], "x")]), target.session(rng), Expect=expected)
    head, _gap, body = complete.partition(b"\r\n\r\n")
    return RawRequest((head + b"\r\n\r\n", body), pause=0.02)


def slow_bodies(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    complete = post(path, with_token([(names[0], "x" * 50)]), target.session(rng))
    offsets = sorted(rng.sample(range(1, len(complete)), 8))
    chunks = [
        complete[start:end] for start, end in zip([0, *offsets], [*offsets, len(complete)], strict=True)
    ]
    return RawRequest(tuple(chunks), pause=0.01)


def cut_short(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    complete = post(path, with_token([(names[0], "x" * 500)]), target.session(rng))
    return single_chunk(complete[: rng.randrange(len(complete))])


def hung_up(target: Target, rng: random.Random) -> RawRequest:
    """Close the connection before the response, or before the request is complete."""
    complete = request("GET", rng.choice([target.path(rng), "/questions"]))
    return RawRequest((complete[: rng.choice([len(complete), len(complete) // 2])],), closes_early=True)


def other_protocols(target: Target, rng: random.Random) -> RawRequest:
    del target
    hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + random_bytes(rng, 400)
    preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + random_bytes(rng, 100)
    greetings = [
        b"EHLO evil.example\r\n",
        b"SSH-2.0-x\r\n",
        b"*1\r\n$4\r\nPING\r\n",
        b"<policy-file-request/>\0",
    ]
    return single_chunk(rng.choice([hello, preface, random_bytes(rng, 3000), *greetings]))


def flipped_bytes(target: Target, rng: random.Random) -> RawRequest:
    """A valid form with a few bytes changed."""
    path, names = rng.choice(list(target.forms.items()))
    complete = bytearray(post(path, with_token([(name, "x") for name in names]), target.session(rng)))
    for _byte in range(rng.randint(1, 6)):
        complete[rng.randrange(len(complete))] = rng.randrange(256)
    return single_chunk(bytes(complete))


KINDS = (
    request_lines, versions, bad_headers, many_headers, bad_lengths, bad_chunks, smuggling, pipelining,
    expectations, slow_bodies, cut_short, hung_up, other_protocols, flipped_bytes,
)  # fmt: skip
