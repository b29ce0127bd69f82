"""gunicorn for one machine or one container. Threads serve the pages, processes beside them make the PDFs."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gunicorn.sock import UnixSocket

from app import environment, settings
from app.pdf.fault_place import place_of
from app.pdf.press import MOST_OF_A_WORKER
from app.web.connections import Worker as ThreadWorker
from app.web.one_heap import use_one_heap
from app.web.warm import renewed, spooler_of, start_press, warm

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

MEMORY = Path("/dev/shm")  # noqa: S108  a file system in memory, for the heartbeat of each worker

use_one_heap()  # before the app is loaded: to find fonts, Pango begins a thread
try:
    workers, bind = settings.workers(os.environ), environment.addresses(os.environ)
except environment.SettingsError as error:
    raise SystemExit(str(error)) from None
control_socket_disable = True
# Only the app reads X-Forwarded-*, and only with PROXIES. By default gunicorn believes its own machine.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""  # no proxy may set SCRIPT_NAME or PATH_INFO
worker_class = ThreadWorker
# A request that waits for its PDF keeps a thread; the others are for the pages. They start when needed.
threads = MOST_OF_A_WORKER + 20
worker_connections = 500  # of each worker, silent ones too; each takes a file descriptor, and 1024 are usual
keepalive = 0  # one request a connection, as app/web/connections.py needs it
preload_app = True  # so that a setting or a catalogue that is wrong ends the master, and not each worker
worker_tmp_dir = str(MEMORY) if os.access(MEMORY, os.W_OK) else None
timeout = 60
graceful_timeout = 30
# gunicorn's own pages about a head that is too large are written for programmers: let few people meet them.
limit_request_field_size = 66_000  # our cookies, and those of other programs on the same domain
limit_request_line = 8190  # the most that gunicorn takes
max_requests = 5000  # a worker that leaks is replaced
max_requests_jitter = 500
accesslog = None  # an access log would hold addresses and times of people who are ill


def on_starting(server: Arbiter) -> None:
    """End the start with one line if the address cannot be had: gunicorn itself would try it five times."""
    inherited = server.master_pid or os.environ.get("LISTEN_FDS")
    for address in [] if inherited else server.cfg.address:
        try:
            _try(address, server)
        except (OSError, ValueError) as error:
            raise SystemExit(f"BIND={','.join(bind)}: nobody can listen there: {error}") from None


def when_ready(server: Arbiter) -> None:
    """Render once before any other process is forked: they share what it built."""
    warm(server.app.wsgi())
    start_press(server.app.wsgi())


def pre_fork(server: Arbiter, _worker: Worker) -> None:
    """Start the processes that make PDFs if they are gone. A worker that misses them ends."""
    start_press(server.app.wsgi())


def on_reload(server: Arbiter) -> None:
    """Serve the catalogue as it is now. If that cannot be, go on with the one before and log why."""
    try:
        before, server.app.callable = server.app.callable, renewed(server.app.load)
    except SystemExit as problems:
        for line in str(problems).splitlines():
            server.log.error("Not reloaded: %s", line)  # noqa: TRY400  the lines say what to do
    except Exception as error:  # noqa: BLE001  whatever it is, it must not end the service
        server.log.error("Not reloaded: %s", place_of(error))  # noqa: TRY400  no message of an error is logged
    else:
        if spooler := spooler_of(before):
            spooler.close()  # it ends with the last worker that has it


def worker_exit(_server: Arbiter, worker: Worker) -> None:
    """End a worker without the clean-up of the interpreter.

    That would wait for threads whose clients are slow, and write into every object, so that the memory of two
    workers that end would be as large as if they shared nothing.
    """
    if worker.pid != os.getpid():  # gunicorn's master calls this, too, for one that has gone
        return
    ending = sys.exception()
    os._exit(ending.code if isinstance(ending, SystemExit) and isinstance(ending.code, int) else 0)


def on_exit(server: Arbiter) -> None:
    """Leave no process behind."""
    if spooler := spooler_of(server.app.wsgi()):
        spooler.end()


def post_worker_init(_worker: Worker) -> None:
    """Leave SCRIPT_NAME to the app: gunicorn would answer 500 to what is not below it, such as /healthz."""
    os.environ.pop("SCRIPT_NAME", None)


def _try(address: tuple[str, int] | str | int, server: Arbiter) -> None:
    """Raise OSError or ValueError if nobody can listen at one of gunicorn's addresses."""
    match address:
        case str():
            UnixSocket(address, server.cfg, server.log).close()
        case int():
            socket.socket(fileno=os.dup(address)).close()
        case (host, _port):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            socket.create_server(address, family=family).close()
