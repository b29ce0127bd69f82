from __future__ import annotations

import os
from pathlib import Path

from flask import Flask
from flask_babel import Babel, get_translations
from werkzeug.middleware.proxy_fix import ProxyFix

from app import web
from app.settings import ROOT, Settings
from app.web import security
from app.web.service import KEY, Service


def create_app(settings: Settings | None = None) -> Flask:
    """Build the app. Raises SettingsError, CatalogueError or OSError rather than start half ready."""
    app = Flask(__name__, root_path=str(ROOT), instance_path=str(ROOT / "instance"))
    settings = settings or Settings.from_env(os.environ, Path(app.instance_path))
    app.extensions[KEY] = service = Service.from_settings(settings)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    language = service.catalogue.language
    Babel(app, default_locale=language.replace("-", "_"), default_timezone="UTC")
    with app.app_context():  # one language for everyone: looked up once, and not for every text of a page
        app.jinja_env.install_gettext_translations(get_translations(), newstyle=True)  # type: ignore[attr-defined]
    security.secure(app)
    web.register(app)
    return app
