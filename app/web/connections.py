"""gunicorn's worker with threads, none of which waits for a request that is silent or slow.

A connection gets a thread when its request is there, head and body, and that is all that the thread reads.
Until then, and while it is being closed, the main loop of the worker looks after it; gunicorn's own worker
keeps a thread, or stops the main loop. Who reads slowly keeps a thread for as long as a response does not
fit into the buffers of the kernel.
"""

from __future__ import annotations

import socket
import sys
import time
from functools import partial
from selectors import EVENT_READ
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import ThreadWorker

from app.web.clients import SILENT_SECONDS, Client

if TYPE_CHECKING:
    from concurrent.futures import Future

FIRST_WORD_SECONDS = 1.0  # whoever has just come is still about to ask
MOST_RECEIVED = 32 << 20  # bytes, of all requests that are not complete
CLOSING_SECONDS = 2.0  # for a client to read the end of a response, as in gunicorn
# How long a thread that makes a page may keep others waiting, such as one that answers a render process.
# Python's own 5 milliseconds are longer than most pages take.
TURN_SECONDS = 0.0005


class Worker(ThreadWorker):
    """Needs gunicorn's setting `keepalive` to be 0: a connection carries one request."""

    def init_process(self) -> None:
        sys.setswitchinterval(TURN_SECONDS)
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        if client := Client.accepted(self.cfg, listener):
            self.nr_conns += 1
            self._wait_for(client, self.pending_conns, SILENT_SECONDS, self._receive)

    def finish_request(self, conn: Client, fs: Future[Any]) -> None:
        """Close a connection once the client has: gunicorn would stop the main loop until then."""
        del fs
        conn.forget_request()
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.settimeout(0)
        except OSError:
            self._close(conn)
        else:
            self._wait_for(conn, self.keepalived_conns, CLOSING_SECONDS, self._drain)

    def murder_pending(self) -> None:
        """Close what has been silent for too long, and who has sent most where too much has come.

        When this worker ends, also what says no word for a second.
        """
        late = time.monotonic() - FIRST_WORD_SECONDS
        silent = [
            client
            for client in self.pending_conns
            if not self.alive and not client.incoming.received and client.came < late
        ]
        for client in silent:
            self._forget(client, self.pending_conns)
        self._make_room()
        super().murder_pending()

    def _wait_for(self, client: Client, waiting: Any, seconds: float, then: Any) -> None:
        client.timeout = time.monotonic() + seconds
        waiting.append(client)  # gunicorn closes the first ones of it when their time is over
        self.poller.register(client.sock, EVENT_READ, partial(then, client))

    def _receive(self, client: Client, _sock: socket.socket) -> None:
        data = client.read()
        if data is None:
            return
        if not data or time.monotonic() >= client.until:
            self._forget(client, self.pending_conns)  # half of a form would be taken for all of it
            return
        self.pending_conns.remove(client)
        if client.incoming.add(data):
            self.poller.unregister(client.sock)
            client.data_ready = True
            self.enqueue_req(client)
        else:
            if client.incoming.asks_first:
                client.go_on()
            client.timeout = min(time.monotonic() + SILENT_SECONDS, client.until)
            self.pending_conns.append(client)

    def _make_room(self) -> None:
        came = {client: len(client.incoming.received) for client in self.pending_conns}
        while sum(came.values()) > MOST_RECEIVED:
            most = max(came, key=came.__getitem__)
            self._forget(most, self.pending_conns)
            del came[most]

    def _drain(self, client: Client, _sock: socket.socket) -> None:
        if client.read() == b"":
            self._forget(client, self.keepalived_conns)

    def _forget(self, client: Client, waiting: Any) -> None:
        waiting.remove(client)
        self.poller.unregister(client.sock)
        self._close(client)

    def _close(self, client: Client) -> None:
        self.nr_conns -= 1
        client.close()
