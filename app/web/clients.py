"""The connection of one client under gunicorn, with what has been received of its request."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import suppress
from typing import Any

from gunicorn.http import get_parser
from gunicorn.workers.gthread import TConn

from app.web.incoming import CONTINUE, Incoming

SILENT_SECONDS = 15  # without one more byte: nginx.conf has the same
WHOLE_SECONDS = 60  # for all of a request: a phone on a slow line sends the largest in less
CHUNK = 64 << 10


class Client(TConn):
    parser: Any

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.incoming = Incoming()
        self.came = time.monotonic()
        self.until = self.came + WHOLE_SECONDS

    @classmethod
    def accepted(cls, cfg: Any, listener: socket.socket) -> Client | None:
        """Return whoever waits at a port; None if another worker was first, or the client has gone.

        None also if too many files are open. What a thread sends may not take long: the kernel ends it.
        """
        try:
            client, address = listener.accept()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SILENT_SECONDS, 0))
        except OSError:
            return None
        return cls(cfg, client, address, listener.getsockname())

    def init(self) -> None:
        """Parse what was received, and nothing else: no thread waits for a client.

        gunicorn calls this in the thread of the request.
        """
        if self.parser is None:
            self.parser = get_parser(self.cfg, self.incoming.pieces(), self.client)
        super().init()

    def forget_request(self) -> None:
        """Let go of what was received: only the end of the connection is still to come."""
        self.parser, self.incoming = None, Incoming()

    def go_on(self) -> None:
        """Ask for the body of a request whose client waits for that."""
        with suppress(OSError):  # if it has gone, the main loop will see
            self.sock.send(CONTINUE)

    def read(self) -> bytes | None:
        """Return what has come: b"" at the end of the connection, None if there is nothing yet."""
        try:
            return bytes(self.sock.recv(CHUNK))
        except BlockingIOError:
            return None
        except OSError:
            return b""
