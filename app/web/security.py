"""Headers, cache policy and size limits of every response, and a log without personal data."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import abort, request
from werkzeug.exceptions import HTTPException

from app.web import versions
from app.web.log import install_redacting_filter
from app.web.origin import is_from_another_site

if TYPE_CHECKING:
    from flask import Flask, Response

# A full "Your questions" page sends about 12 kB; what people type is capped far below this.
MAX_BODY_BYTES = 64 * 1024
MAX_FIELDS = 1000
# Of a saved sheet that is sent back, or of long notes. Below 512,000 bytes Werkzeug keeps a file in memory.
# The parser of forms holds up to 64 kB of it beside what it has read of the fields.
MAX_UPLOAD_BYTES, MAX_UPLOAD_MEMORY = 505_000, 256 * 1024
UPLOADS = {"saved.open_sheet", "after.visit"}

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
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    app.config["MAX_FORM_PARTS"] = MAX_FIELDS
    # In this order: a refused request is not parsed, and a malformed one reaches no view.
    app.before_request(_refuse_other_sites)
    app.before_request(_read_body)
    app.after_request(_with_headers)


def _refuse_other_sites() -> None:
    """Refuse forms on other sites: they lack our cookies, and new ones would replace the visitor's."""
    # Browsers that do not say where a form comes from are still stopped by its token.
    if request.method == "POST" and is_from_another_site(request):
        abort(403)


def _read_body() -> None:
    """Parse the form first, so that a truncated or malformed body is a 400 and not an error of a view."""
    if request.endpoint in UPLOADS:
        request.max_content_length, request.max_form_memory_size = MAX_UPLOAD_BYTES, MAX_UPLOAD_MEMORY
    if request.content_length is None:
        # Of a body in chunks Werkzeug refuses one that ends at the limit.
        request.max_content_length = (request.max_content_length or 0) + 1
    if request.method == "POST" and request.routing_exception is None:
        try:
            fields = _count_fields()
        except HTTPException:
            raise
        except Exception:  # noqa: BLE001  each WSGI server raises its own exception for a malformed chunk
            abort(400)
        if fields > MAX_FIELDS:  # Werkzeug counts those of a multipart body only
            abort(413)


def _count_fields() -> int:
    """Read the form and count its fields."""
    fields = sum(len(values) for _name, values in request.form.lists())
    if request.content_length is None:
        request.stream.read(1)  # Werkzeug cuts a body in chunks at the limit: this refuses what is left of it
    return fields


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
