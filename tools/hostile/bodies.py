"""Requests with hostile form bodies: bad text, wrong content types, broken encodings, oversized data."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from tools.hostile.target import (
    INJECTED_TAG,
    Target,
    percent_encode,
    post,
    random_bytes,
    request,
    single_chunk,
    with_token,
)
from tools.hostile.visitors import TOKEN

if TYPE_CHECKING:
    import random

    from tools.hostile.raw_http import RawRequest
    from tools.hostile.target import Fields

FORM_TYPE = "application/x-www-form-urlencoded"
CONTENT_TYPES = (
    "application/json", "text/plain", "application/xml", "multipart/form-data", "", "x",
    f"{FORM_TYPE}; charset=utf-7",
    f"{FORM_TYPE}; charset=utf-16", f"{FORM_TYPE}; charset=no-such", f'{FORM_TYPE}; charset="',
    "multipart/form-data; boundary=",
    "multipart/mixed; boundary=b", "multipart/form-data; boundary=" + "b" * 3000, "application/octet-stream",
    "multipart/form-data; boundary=\u00e9", "multipart/form-data; boundary*=utf-8''%62", "image/png; " * 200,
)  # fmt: skip


def naughty_text_in_every_field(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    text = rng.choice(target.naughty)
    fields = [(name, text if rng.random() < 0.7 else rng.choice(target.naughty)) for name in names]
    return single_chunk(post(path, with_token(fields), target.session(rng)))


def one_naughty_field(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    fields = with_token([(rng.choice(names), rng.choice(target.naughty))])
    return single_chunk(post(path, fields, target.session(rng)))


def fields_again_and_again(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    fields = with_token([(rng.choice(names), _value(target, rng)) for _field in range(60)])
    rng.shuffle(fields)
    return single_chunk(post(path, fields * rng.choice([1, 1, 9]), target.session(rng)))


def _value(target: Target, rng: random.Random) -> str:
    field = rng.choice(list(target.catalogue.field.values()))
    question = rng.choice(target.catalogue.questions).id
    return rng.choice([*field.options, question, f"up:{question}", "length:full", "next", "own-3", "::", "9"])


def tokens(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    token = rng.choice(["", "x", "é", "\0", "a" * 5000, *target.naughty])
    fields: Fields = [(names[0], INJECTED_TAG)] + [("csrf_token", token)] * rng.randrange(3)
    return single_chunk(post(path, fields, rng.choice(["", target.session(rng)])))


def bad_encoding(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    body = b"&".join(
        rng.choice([names[0], percent_encode(random_bytes(rng, 9)), "a[b][c]" * 30, "csrf_token"]).encode()
        + rng.choice([b"=", b"==", b"", b";", b"=%", b"=%f", b"=%u0041", b"=%ff%fe", b"=\xff\x00", b"=+%00"])
        for _field in range(rng.randrange(40))
    )
    return single_chunk(_post_body(path, FORM_TYPE, body, target.session(rng)))


def wrong_types(target: Target, rng: random.Random) -> RawRequest:
    nested = rng.choice([b"[" * 5000, b'{"a":' * 900, b"<a>" * 900, b"csrf_token=x&role=patient", b"\0" * 99])
    return single_chunk(_post_body(target.path(rng), rng.choice(CONTENT_TYPES), nested, target.session(rng)))


def broken_multipart(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    part = (
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n%s\r\n%s\r\n'
        % (
            rng.choice(names).encode(),
            rng.choice([b"", b'; filename="x"', b'; filename="../../x\\', b"; filename*=utf-8''%ff"]),
            rng.choice([b"", b"Content-Type: text/plain; charset=none\r\n", b"Content-Length: -1\r\n",
                           b"Content-Transfer-Encoding: base64\r\n", b"X: " + b"y" * 3000 + b"\r\n",
                           b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n"]),
            rng.choice([random_bytes(rng, 900), b"patient", INJECTED_TAG.encode(), b"\0", b"--b--", b""]),
        )
    )  # fmt: skip
    body = part * rng.choice([0, 1, 5, 400]) + rng.choice([b"--b--\r\n", b"--b", b"", b"--b--", b"\r\n--"])
    cut = body[: rng.choice([len(body), rng.randrange(len(body) + 1)])]
    return single_chunk(_post_body(path, "multipart/form-data; boundary=b", cut, target.session(rng)))


def uploads(target: Target, rng: random.Random) -> RawRequest:
    """Files that claim to hold a saved sheet: with junk in it, cut, with bombs, or far too large."""
    junk: list[object] = [*target.naughty, None, -1e99, [], {}, [[[]]], {"x": "y"}, ["a"] * 999]
    saved = {
        "format": "question-sheet", "version": rng.choice([1, 1, 1, 2, "1", None]),
        "answers": rng.choice([{}, {"role": ["patient"]}, {"role": rng.choice(junk)}, rng.choice(junk)]),
        "choices": rng.choice([{}, {"starred": rng.choice(junk)}, {"still_open": ["x"] * 99}]),
        "free_text": rng.choice([{}, {"own": rng.choice(junk)}, {"own": ["x" * 9000] * 99}]),
        "visits": rng.choice([[], [{"notes": rng.choice(junk)}], [{"other": "x" * 9000}] * 60, junk]),
    }  # fmt: skip
    plain = json.dumps(saved, separators=(",", ":")).encode()
    stream = rng.choice([plain, zlib.compress(plain), zlib.compress(plain + b" " * 5_000_000)])
    pdf = b"%PDF-1.7\n1 0 obj <<>>\nstream\n" * rng.choice([1, 1, 3, 5000]) + stream + b"\nendstream\n"
    file = rng.choice(
        [pdf, pdf[: rng.randrange(len(pdf))], pdf + random_bytes(rng, 900), b"", b"x" * 510_000]
    )
    head = b'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + TOKEN.encode()
    part = b'\r\n--b\r\nContent-Disposition: form-data; name="sheet"; filename="a.pdf"\r\n\r\n'
    body = head + part + file + b"\r\n--b--\r\n"
    return single_chunk(_post_body("/open", "multipart/form-data; boundary=b", body, target.session(rng)))


def too_much(target: Target, rng: random.Random) -> RawRequest:
    path, names = rng.choice(list(target.forms.items()))
    size = rng.choice([65_536, 65_537, 200_000, 1_000_000])
    body = rng.choice([names[0].encode() + b"=" + b"a" * size, b"a=&" * (size // 3), b"&" * size])
    return single_chunk(_post_body(path, FORM_TYPE, body, target.session(rng)))


def _post_body(path: str, kind: str, body: bytes, cookie: str) -> bytes:
    headers = [("Content-Type", kind), ("Cookie", cookie), ("Content-Length", str(len(body)))]
    return request("POST", path, headers, body)


KINDS = (
    naughty_text_in_every_field, one_naughty_field, fields_again_and_again, tokens, bad_encoding, wrong_types,
    broken_multipart, uploads, too_much,
)  # fmt: skip
