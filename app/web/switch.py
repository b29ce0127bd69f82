"""The way to the same page in another language, and what people have to know of a translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_babel import gettext as _
from markupsafe import Markup

from app.web.addresses import with_query
from app.web.service import service

if TYPE_CHECKING:
    from flask import Flask

    from app.web.languages import Language


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        in_all_languages=in_all_languages,
        translation_notice=translation_notice,
    )
    app.jinja_env.filters["marked"] = marked


def in_all_languages(page: str = "") -> dict[Language, str]:
    """Return the address of a page in each language: of `page`, an address of this app, or of this one."""
    languages, root = service().languages, request.script_root
    # Exactly one slash: a path such as //name would lead to another host.
    path = "/" + (page.removeprefix(root) or with_query(request)).lstrip("/")
    site = root.removesuffix(languages.here.path)
    return {each: site + each.path + path for each in languages.all}


def marked(text: str) -> str:
    """Return a text of the catalogue, with its language if that is not the one of the page."""
    if text not in service().in_first_language:
        return text
    return Markup('<span lang="{}">{}</span>').format(service().languages.all[0].code, text)


def translation_notice() -> str:
    """Return what is said on each page and on the paper of a translation; "" if there is nothing to say."""
    notices = {
        "draft": _("This translation is a draft. Nobody has reviewed it."),
        "unreviewed": _("No medical translator has reviewed this translation yet."),
    }
    return notices.get(service().languages.here.state, "")
