"""Forms with anything in them: bad words in every field, wrong types, broken parts, too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.hostile.target import MARK, House, junk, once, percent, post, request, with_token

if TYPE_CHECKING:
    import random

    from tools.hostile.raw_http import Sent
    from tools.hostile.target import Fields

FORM = "application/x-www-form-urlencoded"
TYPES = (
    "application/json", "text/plain", "application/xml", "multipart/form-data", "", "x",
    f"{FORM}; charset=utf-7",
    f"{FORM}; charset=utf-16", f"{FORM}; charset=no-such", f'{FORM}; charset="',
    "multipart/form-data; boundary=",
    "multipart/mixed; boundary=b", "multipart/form-data; boundary=" + "b" * 3000, "application/octet-stream",
    "multipart/form-data; boundary=\u00e9", "multipart/form-data; boundary*=utf-8''%62", "image/png; " * 200,
)  # fmt: skip


def naughty_text_in_every_field(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    text = chance.choice(house.naughty)
    fields = [(name, text if chance.random() < 0.7 else chance.choice(house.naughty)) for name in names]
    return once(post(path, with_token(fields), house.session(chance)))


def one_naughty_field(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    fields = with_token([(chance.choice(names), chance.choice(house.naughty))])
    return once(post(path, fields, house.session(chance)))


def fields_again_and_again(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    fields = with_token([(chance.choice(names), _value(house, chance)) for _field in range(60)])
    chance.shuffle(fields)
    return once(post(path, fields * chance.choice([1, 1, 9]), house.session(chance)))


def _value(house: House, chance: random.Random) -> str:
    field = chance.choice(list(house.catalogue.field.values()))
    question = chance.choice(house.catalogue.questions).id
    return chance.choice(
        [*field.options, question, f"up:{question}", "length:full", "next", "own-3", "::", "9"]
    )


def tokens(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    token = chance.choice(["", "x", "é", "\0", "a" * 5000, *house.naughty])
    fields: Fields = [(names[0], MARK)] + [("csrf_token", token)] * chance.randrange(3)
    return once(post(path, fields, chance.choice(["", house.session(chance)])))


def bad_encoding(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    body = b"&".join(
        chance.choice([names[0], percent(junk(chance, 9)), "a[b][c]" * 30, "csrf_token"]).encode()
        + chance.choice(
            [b"=", b"==", b"", b";", b"=%", b"=%f", b"=%u0041", b"=%ff%fe", b"=\xff\x00", b"=+%00"]
        )
        for _field in range(chance.randrange(40))
    )
    return once(_sent(path, FORM, body, house.session(chance)))


def wrong_types(house: House, chance: random.Random) -> Sent:
    nested = chance.choice(
        [b"[" * 5000, b'{"a":' * 900, b"<a>" * 900, b"csrf_token=x&role=patient", b"\0" * 99]
    )
    return once(_sent(house.path(chance), chance.choice(TYPES), nested, house.session(chance)))


def broken_multipart(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    part = (
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n%s\r\n%s\r\n'
        % (
            chance.choice(names).encode(),
            chance.choice([b"", b'; filename="x"', b'; filename="../../x\\', b"; filename*=utf-8''%ff"]),
            chance.choice([b"", b"Content-Type: text/plain; charset=none\r\n", b"Content-Length: -1\r\n",
                           b"Content-Transfer-Encoding: base64\r\n", b"X: " + b"y" * 3000 + b"\r\n",
                           b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n"]),
            chance.choice([junk(chance, 900), b"patient", MARK.encode(), b"\0", b"--b--", b""]),
        )
    )  # fmt: skip
    body = part * chance.choice([0, 1, 5, 400]) + chance.choice(
        [b"--b--\r\n", b"--b", b"", b"--b--", b"\r\n--"]
    )
    cut = body[: chance.choice([len(body), chance.randrange(len(body) + 1)])]
    return once(_sent(path, "multipart/form-data; boundary=b", cut, house.session(chance)))


def too_much(house: House, chance: random.Random) -> Sent:
    path, names = chance.choice(list(house.forms.items()))
    size = chance.choice([65_536, 65_537, 200_000, 1_000_000])
    body = chance.choice([names[0].encode() + b"=" + b"a" * size, b"a=&" * (size // 3), b"&" * size])
    return once(_sent(path, FORM, body, house.session(chance)))


def _sent(path: str, kind: str, body: bytes, cookie: str) -> bytes:
    headers = [("Content-Type", kind), ("Cookie", cookie), ("Content-Length", str(len(body)))]
    return request("POST", path, headers, body)


KINDS = (
    naughty_text_in_every_field, one_naughty_field, fields_again_and_again, tokens, bad_encoding, wrong_types,
    broken_multipart, too_much,
)  # fmt: skip
