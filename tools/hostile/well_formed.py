"""Requests that are sound as HTTP and hostile in what they say. The first three are plain visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from cryptography.fernet import Fernet

from tools.hostile.target import MARK, PAPERS, House, junk, once, percent, post, request, shuffled, with_token
from tools.hostile.visitors import sealed

if TYPE_CHECKING:
    import random

    from tools.hostile.raw_http import Sent

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
EVIL = (
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
HOLES = (
    "/../../etc/passwd", "/static/../../etc/passwd", "/static/%2e%2e/%2e%2e/questions.yaml",
    "//evil.example/",
    "/step/" + "a" * 3000, "/step/", "/step/about-you/", "/step/%00", "/step/nowhere", "/" + "a/" * 900, "/%",
    "/%zz", "/%C0%AF..", "/.env", "/instance/key", "/static/", "/static/fonts", "/static/x\\..\\..", "/;a=b",
    "/?%00", "/questions?" + "a=1&" * 1500, "/check#top", "/é", "/\u202e", "/step/{{7*7}}", f"/{quote(MARK)}",
)  # fmt: skip


def a_visitor_reads(house: House, chance: random.Random) -> Sent:
    return once(request("GET", house.path(chance), [("Cookie", house.session(chance))]))


def a_visitor_answers(house: House, chance: random.Random) -> Sent:
    step = chance.choice(house.catalogue.steps)
    fields = [(field.id, chance.choice(list(field.options))) for field in step.fields]
    return once(post(f"/step/{step.id}", with_token(fields), house.session(chance)))


def a_visitor_prints(house: House, chance: random.Random) -> Sent:
    return once(request("GET", chance.choice(PAPERS), [("Cookie", house.session(chance))]))


def other_methods(house: House, chance: random.Random) -> Sent:
    method = chance.choice(METHODS)
    return once(request(method, house.path(chance), [("Cookie", house.session(chance))]))


def method_override(house: House, chance: random.Random) -> Sent:
    override = {"X-HTTP-Method-Override": chance.choice(METHODS), "X-Method-Override": "DELETE"}
    return once(post(house.path(chance), [("_method", "PUT")], house.session(chance), **override))


def paths(house: House, chance: random.Random) -> Sent:
    del house
    path = chance.choice([*HOLES, "/" + percent(junk(chance, 60)), "/step/" + percent(junk(chance, 9))])
    return once(request(chance.choice(["GET", "POST", "HEAD"]), path))


def queries(house: House, chance: random.Random) -> Sent:
    name = chance.choice(["change", "lost", "saved", "go", percent(junk(chance, 9)), "a[b][c][d]"])
    value = chance.choice([percent(junk(chance, 200)), quote(MARK), "1", "questions", "%", "%0d%0aA:b"])
    return once(request("GET", f"{house.path(chance)}?{name}={value}", [("Cookie", house.session(chance))]))


def host_header(house: House, chance: random.Random) -> Sent:
    return once(request("GET", house.path(chance), [("Host", chance.choice(EVIL))]))


def forwarded(house: House, chance: random.Random) -> Sent:
    spoof = {
        "X-Forwarded-For": chance.choice(["127.0.0.1", MARK, "x" * 2000]),
        "X-Forwarded-Proto": chance.choice(["https", "javascript", ""]),
        "X-Forwarded-Host": chance.choice(EVIL),
        "X-Forwarded-Prefix": "//evil.example",
        "X-Script-Name": "//evil.example",
        "X-Original-URL": "/instance/key",
        "Forwarded": "for=evil.example;host=evil.example;proto=https",
    }
    some = shuffled(spoof, chance)[: chance.randint(1, len(spoof))]
    lost = [("Cookie", "sheet=forged")]  # leads to the start page: where?
    return once(request("GET", house.path(chance), [*some, *lost]))


def ranges_and_conditions(house: House, chance: random.Random) -> Sent:
    asked = {
        "Range": chance.choice(
            ["bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=" + "0-," * 900, "x=1", "bytes=a-b"]
        ),
        "If-Range": '"x"',
        "If-None-Match": chance.choice(["*", '"' * 99, "W/"]),
        "If-Modified-Since": chance.choice(["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 99]),
        "Accept-Encoding": chance.choice(["gzip;q=x", "*;q=0", "br," * 400]),
        "Accept-Language": chance.choice(["de;q=" + "9" * 400, "xx-" * 300, "*", "\u00ff"]),
        "Accept": chance.choice(["*/*;q=nan", "text/html;" * 300, "\x80"]),
        "Sec-Fetch-Site": chance.choice(["cross-site", "same-origin", "x"]),
    }
    return once(request("GET", house.path(chance), shuffled(asked, chance)))


def forged_cookies(house: House, chance: random.Random) -> Sent:
    other = Fernet.generate_key().decode()
    good = house.session(chance)
    cookie = chance.choice([
        "sheet=forged", "sheet=" + percent(junk(chance, 300)), good[: chance.randrange(len(good))],
        good.replace("A", "B"), good + good, f"sheet={sealed(other, {'token': 'x'})}", "sheet=; sheet-typed=",
        f"sheet=x{'A' * 7000}", "=;;=;" * 200, "sheet", 'sheet="', good.swapcase(), "sheet=é\u202e",
        "a=" + "b" * 8000, "; ".join(f"c{n}={n}" for n in range(500)), good.replace("sheet=",
        "__Host-sheet="),
    ])  # fmt: skip
    if chance.random() < 0.5:
        return once(request("GET", house.path(chance), [("Cookie", cookie)]))
    return once(post(house.path(chance), with_token([("age", "x")]), cookie))


def sealed_junk(house: House, chance: random.Random) -> Sent:
    """Cookies with the right seal and the wrong things: an old or another release sealed them."""
    texts: list[object] = [*house.naughty, None, 1, -1e99, [], {}, [[[]]], "own-1", "role"]
    content = {
        chance.choice(["token", "answers", "choices", "own", "visit_date", "columns", "x"]): chance.choice([
            chance.choice(texts), [chance.choice(texts)] * chance.randrange(5),
            {"role": chance.choice(texts), "length": ["x"], "order": [1], "starred": ["a"] * 99},
        ])
        for _entry in range(3)
    }  # fmt: skip
    first, second = {"token": "x", **content}, {"own": ["a"], **content}
    cookie = f"sheet={sealed(house.key, first)}; sheet-typed={sealed(house.key, second)}"
    return once(request("GET", house.path(chance), [("Cookie", cookie)]))


KINDS = (
    a_visitor_reads, a_visitor_answers, other_methods, method_override, paths, queries, host_header,
    forwarded, ranges_and_conditions, forged_cookies, sealed_junk,
)  # fmt: skip
