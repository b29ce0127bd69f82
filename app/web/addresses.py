"""Addresses as they arrive: below the path of a proxy, and with what was typed along behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Request
    from werkzeug.routing import Map, MapAdapter

# What ends a sentence or a quotation around a link, in ASCII and as word processors write it.
TYPED_ALONG = " \t\xa0/.,;:!?)]}>'\"*_`\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}»…"


@dataclass(frozen=True)
class MountedBelow:
    """Serves an app below a prefix, whether the proxy in front passes the prefix on or removes it.

    Every link of the app then begins with the prefix. What does not, such as /healthz of a probe that comes
    around the proxy, is served all the same.
    """

    prefix: str
    wsgi_app: WSGIApplication
    urls: Map

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = self.prefix, self._below(environ["PATH_INFO"])
        return self.wsgi_app(environ, start_response)

    def _below(self, path: str) -> str:
        rest = path.removeprefix(self.prefix)
        if rest == path or rest[:1] not in {"", "/"}:
            return path
        urls = self.urls.bind("localhost")
        # The prefix may be the name of a page: /questions/order is a page of that name, and /order is none.
        removed = leads_to_page(urls, path) and not (rest and leads_to_page(urls, rest))
        return path if removed else rest or "/"


def with_query(request: Request, path: str | None = None) -> str:
    """Return the path of a request, or another one, with the query of the request, as it stands in a link."""
    query = request.query_string.decode("latin-1")
    return quote(request.path if path is None else path) + (f"?{query}" if query else "")


def leads_to_page(urls: MapAdapter, path: str) -> bool:
    return "GET" in urls.allowed_methods(path)


def mended(urls: MapAdapter, path: str) -> str | None:
    """Return the page that a mistyped path most likely means: without what was typed along, in small letters.

    It begins with exactly one slash, so that no redirect to it leads to another host.
    """
    short = re.sub("/+", "/", path).rstrip(TYPED_ALONG) or "/"
    candidates = (candidate for candidate in (short, short.lower()) if candidate != path)
    return next((candidate for candidate in candidates if leads_to_page(urls, candidate)), None)
