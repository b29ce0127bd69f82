"""gunicorn for one machine or one container: sync workers, since WeasyPrint's fonts bear no threads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from app.warm import warm

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter

bind = os.environ.get("BIND", "127.0.0.1:8000")
control_socket_disable = True
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "sync"
preload_app = True
timeout = 60
graceful_timeout = 30
max_requests = 5000
max_requests_jitter = 500
accesslog = None  # an access log would hold addresses and times of people with cancer


def when_ready(server: Arbiter) -> None:
    """Render once before the workers fork: they share what it built."""
    warm(server.app.wsgi())
