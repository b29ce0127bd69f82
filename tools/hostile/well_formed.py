"""Valid HTTP requests with hostile content. The first three kinds are requests of normal visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from cryptography.fernet import Fernet

from app.web.cookie_names import NO_MARK, cookie_names
from tools.hostile.target import (
    INJECTED_TAG,
    PDF_PATHS,
    Target,
    percent_encode,
    post,
    random_bytes,
    request,
    shuffled,
    single_chunk,
    with_token,
)
from tools.hostile.visitors import sealed

if TYPE_CHECKING:
    import random

    from tools.hostile.raw_http import RawRequest

METHODS = (
    "HEAD",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "X" * 40,
    "GE T",
)
BAD_HOSTS = (
    "evil.example",
    "localhost@evil.example",
    "evil.example:99999",
    "[::1",
    "a,b",
    "x" * 3000,
    "",
    "ë",
    "\t",
)
BAD_PATHS = (
    "/../../etc/passwd", "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/questions.yaml",
    "//evil.example/",
    "/step/" + "a" * 3000, "/step/", "/step/about-you/", "/step/%00", "/step/nowhere", "/" + "a/" * 900, "/%",
    "/%zz", "/%C0%AF..", "/.env", "/instance/key", "/static/", "/static/fonts", "/static/x\\..\\..", "/;a=b",
    "/?%00", "/questions?" + "a=1&" * 1500, "/check#top", "/é", "/\u202e", "/step/{{7*7}}",
    f"/{quote(INJECTED_TAG)}",
)  # fmt: skip


def a_visitor_reads(target: Target, rng: random.Random) -> RawRequest:
    return single_chunk(request("GET", target.path(rng), [("Cookie", target.session(rng))]))


def a_visitor_answers(target: Target, rng: random.Random) -> RawRequest:
    step = rng.choice(target.catalogue.steps)
    fields = [(field.id, rng.choice(list(field.options))) for field in step.fields]
    return single_chunk(post(f"/step/{step.id}", with_token(fields), target.session(rng)))


def a_visitor_prints(target: Target, rng: random.Random) -> RawRequest:
    return single_chunk(request("GET", rng.choice(PDF_PATHS), [("Cookie", target.session(rng))]))


def other_methods(target: Target, rng: random.Random) -> RawRequest:
    method = rng.choice(METHODS)
    return single_chunk(request(method, target.path(rng), [("Cookie", target.session(rng))]))


def method_override(target: Target, rng: random.Random) -> RawRequest:
    override = {"X-HTTP-Method-Override": rng.choice(METHODS), "X-Method-Override": "DELETE"}
    return single_chunk(post(target.path(rng), [("_method", "PUT")], target.session(rng), **override))


def paths(target: Target, rng: random.Random) -> RawRequest:
    del target
    path = rng.choice(
        [
            *BAD_PATHS,
            "/" + percent_encode(random_bytes(rng, 60)),
            "/step/" + percent_encode(random_bytes(rng, 9)),
        ]
    )
    return single_chunk(request(rng.choice(["GET", "POST", "HEAD"]), path))


def queries(target: Target, rng: random.Random) -> RawRequest:
    name = rng.choice(["change", "lost", "saved", "go", percent_encode(random_bytes(rng, 9)), "a[b][c][d]"])
    value = rng.choice(
        [percent_encode(random_bytes(rng, 200)), quote(INJECTED_TAG), "1", "questions", "%", "%0d%0aA:b"]
    )
    return single_chunk(
        request("GET", f"{target.path(rng)}?{name}={value}", [("Cookie", target.session(rng))])
    )


def host_header(target: Target, rng: random.Random) -> RawRequest:
    return single_chunk(request("GET", target.path(rng), [("Host", rng.choice(BAD_HOSTS))]))


def forwarded(target: Target, rng: random.Random) -> RawRequest:
    spoof = {
        "X-Forwarded-For": rng.choice(["127.0.0.1", INJECTED_TAG, "x" * 2000]),
        "X-Forwarded-Proto": rng.choice(["https", "javascript", ""]),
        "X-Forwarded-Host": rng.choice(BAD_HOSTS),
        "X-Forwarded-Prefix": "//evil.example",
        "X-Script-Name": "//evil.example",
        "X-Original-URL": "/instance/key",
        "Forwarded": "for=evil.example;host=evil.example;proto=https",
    }
    some = shuffled(spoof, rng)[: rng.randint(1, len(spoof))]
    lost = [("Cookie", f"{target.names.answers}=forged")]  # causes a redirect to the start page
    return single_chunk(request("GET", target.path(rng), [*some, *lost]))


def ranges_and_conditions(target: Target, rng: random.Random) -> RawRequest:
    asked = {
        "Range": rng.choice(
            ["bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=" + "0-," * 900, "x=1", "bytes=a-b"]
        ),
        "If-Range": '"x"',
        "If-None-Match": rng.choice(["*", '"' * 99, "W/"]),
        "If-Modified-Since": rng.choice(["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 99]),
        "Accept-Encoding": rng.choice(["gzip;q=x", "*;q=0", "br," * 400]),
        "Accept-Language": rng.choice(["de;q=" + "9" * 400, "xx-" * 300, "*", "\u00ff"]),
        "Accept": rng.choice(["*/*;q=nan", "text/html;" * 300, "\x80"]),
        "Sec-Fetch-Site": rng.choice(["cross-site", "same-origin", "x"]),
    }
    return single_chunk(request("GET", target.path(rng), shuffled(asked, rng)))


def forged_cookies(target: Target, rng: random.Random) -> RawRequest:
    other = Fernet.generate_key().decode()
    good = target.session(rng)
    name, typed, _visits = rng.choice([target.names, cookie_names(NO_MARK, secure=False)])
    cookie = rng.choice([
        f"{name}=forged", f"{name}=" + percent_encode(random_bytes(rng, 300)),
        good[: rng.randrange(len(good))], good.replace("A", "B"), good + good,
        f"{name}={sealed(other, {'token': 'x'})}", f"{name}=; {typed}=", f"{name}=x{'A' * 7000}",
        "=;;=;" * 200, name, f'{name}="', good.swapcase(), f"{name}=é\u202e", "a=" + "b" * 8000,
        "; ".join(f"c{n}={n}" for n in range(500)), good.replace("sheet", "__Host-sheet"),
    ])  # fmt: skip
    if rng.random() < 0.5:
        return single_chunk(request("GET", target.path(rng), [("Cookie", cookie)]))
    return single_chunk(post(target.path(rng), with_token([("age", "x")]), cookie))


def sealed_junk(target: Target, rng: random.Random) -> RawRequest:
    """Cookies encrypted with the right key and invalid content, such as that of another release."""
    texts: list[object] = [*target.naughty, None, 1, -1e99, [], {}, [[[]]], "own-1", "role"]
    content = {
        rng.choice(["token", "answers", "choices", "own", "visit_date", "columns", "x"]): rng.choice([
            rng.choice(texts), [rng.choice(texts)] * rng.randrange(5),
            {"role": rng.choice(texts), "length": ["x"], "order": [1], "starred": ["a"] * 99},
        ])
        for _entry in range(3)
    }  # fmt: skip
    first, second = {"token": "x", **content}, {"own": ["a"], **content}
    name, typed, (visits, *_more) = target.names
    third = {"visits": rng.choice([[], [content], rng.choice(texts), [{"notes": rng.choice(texts)}]])}
    cookie = f"{name}={sealed(target.key, first)}; {typed}={sealed(target.key, second)}"
    if rng.random() < 0.5:
        cookie += f"; {visits}={sealed(target.key, third)}"
    return single_chunk(request("GET", target.path(rng), [("Cookie", cookie)]))


KINDS = (
    a_visitor_reads, a_visitor_answers, other_methods, method_override, paths, queries, host_header,
    forwarded, ranges_and_conditions, forged_cookies, sealed_junk,
)  # fmt: skip
