"""gunicorn for one machine or one container: sync workers, since WeasyPrint's fonts bear no threads."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.content import CatalogueError, load
from app.settings import ROOT, Settings, SettingsError, cores
from app.web.warm import warm

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

try:  # a wrong setting or catalogue ends here with its message, and not later with a trace of calls
    load(Settings.from_env(os.environ, ROOT / "instance").questions_file)
    tempfile.gettempdir()  # WeasyPrint unpacks the fonts there once
except (SettingsError, CatalogueError, OSError) as error:
    raise SystemExit(str(error)) from None

MEMORY = Path("/dev/shm")  # noqa: S108  a file system in memory, for the sign of life of each worker

bind = os.environ.get("BIND", "127.0.0.1:8000")
control_socket_disable = True
forwarder_headers = ""  # nobody in front tells us another SCRIPT_NAME or PATH_INFO
workers = int(
    os.environ.get("WORKERS") or cores() + 2
)  # PDFs take cores - 1 of them, and one may wait for its turn
worker_class = "sync"
preload_app = True
worker_tmp_dir = str(MEMORY) if os.access(MEMORY, os.W_OK) else None
timeout = 60
graceful_timeout = 30
limit_request_field_size = 16_380  # our cookies, beside those of the rest of the domain
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # an access log would hold addresses and times of people who are ill


def when_ready(server: Arbiter) -> None:
    """Render once before the workers fork: they share what it built."""
    warm(server.app.wsgi())
