"""The version of what is the same for everyone, as a part of its address: it may then be cached for a year.

A stylesheet names fonts and pictures with their version; tests/web/test_addresses.py says which one is old.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from flask import current_app, render_template, request, url_for

from app.settings import STATIC
from app.web.service import service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

EXTENSION = "versions"  # its key in `app.extensions`
ARGUMENT = "v"  # of the query
File = tuple[str | None, str | None]  # the endpoint, and its file name if it serves several


def register(app: Flask) -> None:
    """Let `url_for` add the version to each address that has one."""
    with app.app_context():
        files: dict[File, bytes] = {
            ("about.theme", None): theme_css().encode(),
            ("about.logo", None): service().loaded.logo or b"",
            **{("static", str(path.relative_to(STATIC))): path.read_bytes() for path in STATIC.rglob("*.*")},
        }
    versions = {file: hashlib.sha256(data).hexdigest()[:12] for file, data in files.items()}
    app.extensions[EXTENSION] = versions
    app.jinja_env.globals["shared_url"] = shared_url

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, object]) -> None:
        if version := versions.get((endpoint, cast("str | None", values.get("filename")))):
            values.setdefault(ARGUMENT, version)


def shared_url(endpoint: str, filename: str | None = None) -> str:
    """Return the address of a file that all languages have: it is fetched, and kept, once."""
    root = request.script_root
    address = url_for(endpoint, filename=filename) if filename else url_for(endpoint)
    return root.removesuffix(service().languages.here.path) + address.removeprefix(root)


def theme_css() -> str:
    """Return the clinic's colors as a stylesheet; "" without any."""
    colors = service().catalogue.clinic.theme.colors()
    return render_template("theme.css", colors=colors) if colors else ""


def is_current() -> bool:
    """Return whether the address of the current request has the version that this copy serves.

    Another one is served too, but not to be kept: while copies are renewed, one may ask the other.
    """
    versions = cast("Mapping[File, str]", current_app.extensions[EXTENSION])
    version = versions.get((request.endpoint, (request.view_args or {}).get("filename")))
    return version is not None and version == request.args.get(ARGUMENT)
