"""The languages of one site: an app for each of them, chosen by the first part of the path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.content.translation.folder import own_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

    from app.content import Catalogue
    from app.content.languages import OtherLanguage

APPS = "languages"  # the key in `app.extensions` for the apps of all languages, by code
State = Literal["original", "draft", "unreviewed", "reviewed"]


@dataclass(frozen=True)
class Language:
    """A language that is served.

    name    in itself, such as Español
    path    what its addresses begin with; "" for the first language
    state   what people have to know of the translation
    """

    code: str
    name: str
    path: str = ""
    state: State = "original"


@dataclass(frozen=True)
class Languages:
    """All languages that are served, and the one of an app."""

    here: Language
    all: tuple[Language, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, translations: Collection[str]) -> Languages:
        """Return the language of a catalogue, which is here, and those of its translations."""
        first = Language(catalogue.language, own_name(catalogue.language))
        return cls(first, (first, *(_other(code, catalogue.languages[code]) for code in translations)))

    @property
    def others(self) -> tuple[Language, ...]:
        return tuple(each for each in self.all if each != self.here)

    def at(self, here: Language) -> Languages:
        return replace(self, here=here)


def _other(code: str, own: OtherLanguage) -> Language:
    return Language(
        code, own.name, f"/{code}", "draft" if own.draft else "reviewed" if own.reviewed_by else "unreviewed"
    )


@dataclass(frozen=True)
class ByLanguage:
    """Serves the app of a language below its path, and that of the first language everywhere else.

    The links of an app then begin with the path of its language.
    """

    first: WSGIApplication
    others: Mapping[str, WSGIApplication]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        language = "/" + path[1:].partition("/")[0]
        if language not in self.others:
            return self.first(environ, start_response)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + language
        environ["PATH_INFO"] = path.removeprefix(language) or "/"
        return self.others[language](environ, start_response)


def apps_of(app: Flask) -> tuple[Flask, ...]:
    """Return the apps of all languages, the first one first: that one serves the others too."""
    return tuple(_apps(app).values())


def app_in(language: str, app: Flask) -> Flask:
    """Return the app of a language. Raises KeyError."""
    return _apps(app)[language]


def _apps(app: Flask) -> dict[str, Flask]:
    apps: dict[str, Flask] = app.extensions[APPS]
    return apps
