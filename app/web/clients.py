"""The connection of one client under gunicorn, with what has been received of its request."""

from __future__ import annotations

import socket
import struct
import time
from typing import Any

from gunicorn.workers.gthread import TConn

SILENT_SECONDS = 15  # without one more byte: nginx.conf has the same
WHOLE_SECONDS = 60  # for all of a request: a phone on a slow line sends the largest in less
CHUNK = 64 << 10


class Client(TConn):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.received = bytearray()
        self.came = time.monotonic()
        self.until = self.came + WHOLE_SECONDS

    @classmethod
    def accepted(cls, cfg: Any, listener: socket.socket) -> Client | None:
        """Return whoever waits at a port; None if another worker was first, or the client has gone.

        None also if too many files are open. What a thread sends, or reads of a body without a length, may
        not take long: the kernel ends it.
        """
        limit = struct.pack("ll", SILENT_SECONDS, 0)
        try:
            client, address = listener.accept()
            for way in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
                client.setsockopt(socket.SOL_SOCKET, way, limit)
        except OSError:
            return None
        return cls(cfg, client, address, listener.getsockname())

    def init(self) -> None:
        """Begin to parse with what was received: gunicorn calls this in the thread of the request."""
        first = not self.initialized
        super().init()
        if first:
            self.parser.unreader.unread(self.received)

    def read(self) -> bytes | None:
        """Return what has come: b"" at the end of the connection, None if there is nothing yet."""
        try:
            return bytes(self.sock.recv(CHUNK))
        except BlockingIOError:
            return None
        except OSError:
            return b""
