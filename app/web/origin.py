"""Which site a form was sent from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from flask import Request


def is_from_another_site(request: Request) -> bool:
    """Return whether the browser says that the page with the form belongs to another site.

    Browsers say it by Sec-Fetch-Site, over https. Older ones, and all of them over http, send Origin. It is
    compared by host name alone: TLS may end at a proxy, at another port. Text browsers send neither.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "cross-site"
    origin = request.headers.get("Origin")
    return origin is not None and _host_name(origin) != _host_name(f"//{request.host}")


def _host_name(url: str) -> str | None:
    """Return the host name in small letters; None for "null" and for what is no URL."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
