"""Headers, cache policy, size limits and a log without people: one place, for every response."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import abort, request
from werkzeug.exceptions import HTTPException

from app.web.log import keep_impersonal

if TYPE_CHECKING:
    from flask import Flask, Response

# A full "Your questions" page sends about 12 kB; what people type is capped far below this.
LARGEST_BODY = 64 * 1024

HEADERS = {
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
OPEN_TO_SEARCH = {"about.start", "about.about", "about.privacy", "about.accessibility"}
SAME_FOR_EVERYONE = {"about.theme", "about.logo"}  # the clinic's look; `static` sets its own


def secure(app: Flask) -> None:
    """Set limits and headers on an app, and keep people out of the log of the server it runs in."""
    keep_impersonal()
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.config["MAX_FORM_PARTS"] = 1000
    app.before_request(_refuse_other_sites)
    app.before_request(_read_body)
    app.after_request(_with_headers)


def _refuse_other_sites() -> None:
    """A form on another site comes without our cookies; an answer with new ones would wipe the visitor's."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        abort(403)


def _read_body() -> None:
    """Read a form before anything is done: a body that breaks off or is no body is the sender's fault."""
    if request.method == "POST" and request.routing_exception is None:
        try:
            request.form  # noqa: B018  reading it is the point
        except HTTPException:
            raise
        except Exception:  # noqa: BLE001  every server has its own for a chunk that is none
            abort(400)


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint in OPEN_TO_SEARCH:
        response.headers.pop("X-Robots-Tag")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint in SAME_FOR_EVERYONE and response.status_code == HTTPStatus.OK:
        response.headers["Cache-Control"] = "public, max-age=3600"
    elif request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
