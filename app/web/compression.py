"""Compresses pages, stylesheets and fonts for browsers that take it (docs/decisions/0038-compression.md).

PDFs and pictures are compressed as they are, and plain text is little but what people typed and chose.
"""

from __future__ import annotations

import gzip
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import request
from markupsafe import Markup

from app.settings import STATIC
from app.web.gzipped import BEGIN_PRIVATE, BEGIN_SHARED, END_PRIVATE, END_SHARED, gzipped, parts_of, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask, Response

SUFFIXES = {".css", ".ttf"}  # of static files that become smaller by a third or more


def register(app: Flask) -> None:
    packed_files()
    app.jinja_env.filters.update(shared=shared, private=private)
    app.after_request(compress)


def shared(html: str) -> Markup:
    """Mark a part of a page to be compressed: nothing that is secret, typed or reflected may stand in it."""
    return Markup(f"{BEGIN_SHARED}{Markup.escape(html)}{END_SHARED}")  # noqa: S704  escaped, but for the marks


def private(html: str) -> Markup:
    """Mark a part of a shared part that is not."""
    return Markup(f"{BEGIN_PRIVATE}{Markup.escape(html)}{END_PRIVATE}")  # noqa: S704  escaped, but for the marks


def compress(response: Response) -> Response:
    """Take the marks out of a page; compress it, or a static file, if the browser takes gzip."""
    if response.mimetype == "text/html":
        _compress_page(response)
    elif request.endpoint == "static" and response.status_code < HTTPStatus.BAD_REQUEST:
        _compress_file(response, str((request.view_args or {})["filename"]))
    return response


@cache
def packed_files() -> Mapping[str, bytes]:
    """Return static files as gzip, by the path below `static`: made once, before the workers fork."""
    files = (path for path in STATIC.rglob("*.*") if path.suffix in SUFFIXES)
    return {path.relative_to(STATIC).as_posix(): gzip.compress(path.read_bytes(), mtime=0) for path in files}


def _compress_page(response: Response) -> None:
    parts = parts_of(response.get_data())
    if not any(part.is_shared for part in parts):
        return
    response.vary.add("Accept-Encoding")
    if _is_accepted():
        response.set_data(gzipped(parts))
        response.content_encoding = "gzip"
    else:
        response.set_data(plain(parts))


def _compress_file(response: Response, name: str) -> None:
    if name not in packed_files():
        return
    response.vary.add("Accept-Encoding")
    if not _is_accepted() or response.status_code != HTTPStatus.OK:  # a part of a file, or none
        return
    response.close()
    response.direct_passthrough = False
    response.set_data(packed_files()[name])
    response.content_encoding = "gzip"
    response.set_etag(response.get_etag()[0] or "", weak=True)  # the same file in other bytes


def _is_accepted() -> bool:
    return request.accept_encodings.best_match(["identity", "gzip"]) == "gzip"
