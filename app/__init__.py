"""A form that makes a printable sheet of questions."""

from __future__ import annotations

import os

from flask import Flask
from flask_babel import Babel, get_translations
from werkzeug.middleware.proxy_fix import ProxyFix

from app import web
from app.content import CatalogueError
from app.environment import SettingsError
from app.settings import ROOT, Settings
from app.web.addresses import MountedBelow
from app.web.interface import InMemory, kept
from app.web.languages import APPS, ByLanguage
from app.web.security import secure
from app.web.service import EXTENSION, Service


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app: that of the first language, which serves those of the others below their paths.

    What is missing or wrong ends the process with its lines (SystemExit): gunicorn, `flask` and the
    commands that render come through here, and none of them should answer a mistake with a traceback.
    """
    try:
        settings = settings or Settings.from_env(os.environ, ROOT / "instance")
        service = Service.from_settings(settings)
    except (SettingsError, CatalogueError, OSError) as error:
        raise SystemExit(str(error)) from None
    app = _app(service)
    languages = service.languages.others
    others = {each.path: _app(service.translated(each)) for each in languages}
    if settings.prefix in others:
        raise SystemExit(f"PREFIX={settings.prefix} is the path of a language; take another one.")
    apps = {service.languages.here.code: app, **{each.code: others[each.path] for each in languages}}
    for each in apps.values():
        each.extensions[APPS] = apps
    wsgi_apps = {path: each.wsgi_app for path, each in others.items()}
    app.wsgi_app = ByLanguage(app.wsgi_app, wsgi_apps)  # type: ignore[method-assign]
    _mount(app, settings)
    return app


def _app(service: Service) -> Flask:
    """Return an app that serves one language."""
    app = Flask(__name__, root_path=str(ROOT), instance_path=str(ROOT / "instance"))
    app.extensions[EXTENSION] = service
    # Lines that hold only a tag leave no blank line in the plain text.
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    # Its own redirect would be a full address, made of a Host header that nobody vouches for.
    app.url_map.merge_slashes = False
    language = service.catalogue.language
    # UTC: the pages show dates only, and those come from the catalogue or from the person.
    babel = Babel(app, default_locale=language.replace("-", "_"), default_timezone="UTC")
    babel.domain_instance = InMemory(service.in_languages[language].texts)
    with app.app_context():  # one language for everyone: looked up once, and not for every text of a page
        app.jinja_env.install_gettext_translations(get_translations(), newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = kept(app.jinja_env.globals["gettext"])  # type: ignore[arg-type]
    secure(app)
    web.register(app)
    return app


def _mount(app: Flask, settings: Settings) -> None:
    """Put an app below the path of a host, and behind its proxies."""
    if settings.prefix:
        app.wsgi_app = MountedBelow(settings.prefix, app.wsgi_app, app.url_map)  # type: ignore[method-assign]
    # X-Forwarded-Prefix is not trusted: a client could send it through a proxy that does not set it.
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=0, x_proto=settings.proxies, x_host=settings.proxies
        )
