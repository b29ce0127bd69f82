"""gunicorn for one machine or one container. Sync workers: Pango's font state is not thread-safe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app import settings
from app.web.warm import open_fonts, warm

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

MEMORY = Path("/dev/shm")  # noqa: S108  a file system in memory, for the heartbeat of each worker

try:
    workers = settings.workers(os.environ)
except settings.SettingsError as error:
    raise SystemExit(str(error)) from None
bind = os.environ.get("BIND", "127.0.0.1:8000")
control_socket_disable = True
forwarder_headers = ""  # no proxy may set SCRIPT_NAME or PATH_INFO
worker_class = "sync"
preload_app = True  # so that a setting or a catalogue that is wrong ends the master, and not each worker
worker_tmp_dir = str(MEMORY) if os.access(MEMORY, os.W_OK) else None
timeout = 60
graceful_timeout = 30
limit_request_field_size = 16_380  # our cookies, and those of other programs on the same domain
max_requests = 5000  # a worker that leaks is replaced
max_requests_jitter = 500
accesslog = None  # an access log would hold addresses and times of people who are ill


def when_ready(server: Arbiter) -> None:
    """Render once before the workers fork: they share what it built."""
    warm(server.app.wsgi())


def post_worker_init(worker: Worker) -> None:
    """Open the fonts: Pango cannot use those that were opened before a fork."""
    open_fonts(worker.wsgi)
