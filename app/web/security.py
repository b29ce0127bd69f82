"""Headers and cache policy of every response, what requests are refused, and a log without personal data."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import abort, request

from app.web import versions
from app.web.bodies import limit_bodies
from app.web.log import install_redacting_filter
from app.web.origin import is_from_another_site

if TYPE_CHECKING:
    from flask import Flask, Response

HEADERS = {
    # No script source at all: nothing that gets into a page can run.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
# Every other page shows a person's answers, or would be a poor search result.
INDEXED = {"about.start", "about.about", "about.privacy", "about.accessibility", "about.blank_sheets"}
# The same for everyone, without a visitor's answers.
PUBLICLY_CACHED = {"about.theme", "about.logo", "about.blank", "static"}
HOUR, YEAR = 3600, 365 * 24 * 3600  # seconds

CACHED = {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED}


def secure(app: Flask) -> None:
    """Set limits and headers on an app, and redact the log of the server it runs in."""
    install_redacting_filter()
    # In this order: a refused request is not parsed, and a malformed one reaches no view.
    app.before_request(_refuse_other_sites)
    limit_bodies(app)
    app.after_request(_with_headers)


def _refuse_other_sites() -> None:
    """Refuse forms on other sites: they lack our cookies, and new ones would replace the visitor's."""
    # Browsers that do not say where a form comes from are still stopped by its token.
    if request.method == "POST" and is_from_another_site(request):
        abort(403)


def _with_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if request.endpoint in INDEXED:
        response.headers.pop("X-Robots-Tag")
    if request.is_secure:
        # Without includeSubDomains: other programs of the hospital may share the domain.
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    response.headers["Cache-Control"] = _cache_policy(response)
    return response


def _cache_policy(response: Response) -> str:
    if request.endpoint not in PUBLICLY_CACHED or response.status_code not in CACHED:
        # On a shared computer, Back must not show the pages of the person before.
        return "no-store"
    return f"public, max-age={YEAR}, immutable" if versions.is_current() else f"public, max-age={HOUR}"
