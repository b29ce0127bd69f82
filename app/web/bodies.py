"""Limits of what a request may send. It is parsed in memory, before any view."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any

import flask
from flask import abort, request
from werkzeug.exceptions import HTTPException

from app.pdf.attached import LARGEST_FILE

if TYPE_CHECKING:
    from flask import Flask

# A full "Your questions" page sends about 12 kB; what people type is capped far below this.
MAX_BODY_BYTES = 64 * 1024
MAX_FIELDS = 1000
MAX_NOTES_BYTES = 505_000  # of a page with long notes of a visit
MAX_UPLOAD_BYTES = LARGEST_FILE + 5_000  # of a saved sheet that is sent back, with the fields beside it
LARGER = {"saved.open_sheet": MAX_UPLOAD_BYTES, "after.visit": MAX_NOTES_BYTES}
# Of their fields. The parser of forms holds up to 64 kB of a file beside what it has read of these.
MAX_LARGER_MEMORY = 256 * 1024


class InMemoryRequest(flask.Request):
    """A request whose files never touch the disk: Werkzeug itself writes those of 512 kB and more to one."""

    def _get_file_stream(self, *_given: Any, **_named: Any) -> BytesIO:
        return BytesIO()


def limit_bodies(app: Flask) -> None:
    app.request_class = InMemoryRequest
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    app.config["MAX_FORM_PARTS"] = MAX_FIELDS
    app.before_request(_read_body)


def _read_body() -> None:
    """Parse the form first, so that a truncated or malformed body is a 400 and not an error of a view."""
    if request.endpoint in LARGER:
        request.max_content_length = LARGER[request.endpoint]
        request.max_form_memory_size = MAX_LARGER_MEMORY
    if request.content_length is None:
        # Of a body in chunks Werkzeug refuses one that ends at the limit.
        request.max_content_length = (request.max_content_length or 0) + 1
    if request.method == "POST" and request.routing_exception is None:
        try:
            fields = _count_fields()
        except HTTPException:
            raise
        except Exception:  # noqa: BLE001  each WSGI server raises its own exception for a malformed chunk
            abort(HTTPStatus.BAD_REQUEST)
        if fields > MAX_FIELDS:  # Werkzeug counts those of a multipart body only
            abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _count_fields() -> int:
    """Read the form and count its fields."""
    fields = sum(len(values) for _name, values in request.form.lists())
    if request.content_length is None:
        request.stream.read(1)  # Werkzeug cuts a body in chunks at the limit: this refuses what is left of it
    return fields
