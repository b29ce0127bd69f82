"""gunicorn's worker with threads, none of which ever waits for a client that is silent or slow.

A connection gets a thread when its request is there, head and body. Until then, and while it is being closed,
the main loop of the worker looks after it; gunicorn's own worker keeps a thread, or stops the main loop.
"""

from __future__ import annotations

import socket
import struct
import time
from functools import partial
from selectors import EVENT_READ
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from app.web.whole_request import is_whole

if TYPE_CHECKING:
    from concurrent.futures import Future

SILENT_SECONDS = 15  # without one more byte: nginx.conf has the same
CLOSING_SECONDS = 2.0  # for a client to read the end of a response, as in gunicorn
CHUNK = 64 << 10


class Connection(TConn):
    """A connection, with what has been received of its request."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.received = bytearray()

    def init(self) -> None:
        first = not self.initialized
        super().init()
        if first:
            self.parser.unreader.unread(self.received)


class Worker(ThreadWorker):
    """Needs gunicorn's setting `keepalive` to be 0: a connection carries one request."""

    def accept(self, listener: socket.socket) -> None:
        # What a thread sends, or reads of a body without a length.
        limit = struct.pack("ll", SILENT_SECONDS, 0)
        try:
            client, address = listener.accept()
            for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                client.setsockopt(socket.SOL_SOCKET, way, limit)
        except OSError:  # another worker was first, the client has gone, or too many files are open
            return
        self.nr_conns += 1
        connection = Connection(self.cfg, client, address, listener.getsockname())
        self._wait_for(connection, self.pending_conns, SILENT_SECONDS, self._receive)

    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        """Close a connection once the client has: gunicorn would stop the main loop until then."""
        del fs
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.settimeout(0)
        except OSError:
            self._close(conn)
        else:
            self._wait_for(conn, self.keepalived_conns, CLOSING_SECONDS, self._drain)

    def murder_pending(self) -> None:
        """Close what has been silent for too long, and when this worker ends, what has not said a word."""
        silent = [] if self.alive else [conn for conn in self.pending_conns if not conn.received]
        for conn in silent:
            self._forget(conn, self.pending_conns)
        super().murder_pending()

    def _wait_for(self, conn: Connection, waiting: Any, seconds: float, then: Any) -> None:
        conn.timeout = time.monotonic() + seconds
        waiting.append(conn)  # gunicorn closes the first ones of it when their time is over
        self.poller.register(conn.sock, EVENT_READ, partial(then, conn))

    def _receive(self, conn: Connection, _client: socket.socket) -> None:
        data = _read(conn.sock)
        if data is None:
            return
        self.pending_conns.remove(conn)
        conn.received += data
        if data and not is_whole(conn.received):
            conn.timeout = time.monotonic() + SILENT_SECONDS
            self.pending_conns.append(conn)
            return
        self.poller.unregister(conn.sock)
        conn.data_ready = True
        if conn.received:  # also half of a request whose client has ended its part: that is answered
            self.enqueue_req(conn)
        else:
            self._close(conn)

    def _drain(self, conn: Connection, _client: socket.socket) -> None:
        if _read(conn.sock) == b"":
            self._forget(conn, self.keepalived_conns)

    def _forget(self, conn: Connection, waiting: Any) -> None:
        waiting.remove(conn)
        self.poller.unregister(conn.sock)
        self._close(conn)

    def _close(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()


def _read(client: socket.socket) -> bytes | None:
    """Return what has come: b"" at the end of a connection, None if there is nothing yet."""
    try:
        return client.recv(CHUNK)
    except BlockingIOError:
        return None
    except OSError:
        return b""
