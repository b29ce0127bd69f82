"""Marionette, the remote protocol of Firefox: JSON with a length, over TCP."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket


class FirefoxError(Exception):
    """Firefox did not start, or could not do what it was told."""


@dataclass
class Marionette:
    """A connection. `sent` numbers the commands."""

    commands: socket.socket
    replies: IO[bytes]
    sent: int = 0

    def tell(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its result. Raises FirefoxError if Firefox reports an error."""
        self.sent += 1
        message = json.dumps([0, self.sent, command, parameters]).encode()
        self.commands.sendall(b"%d:%s" % (len(message), message))
        _type, _number, error, result = read_message(self.replies)
        if error:
            raise FirefoxError(f"{command}: {error['message']}")
        return result


def read_message(stream: IO[bytes]) -> Any:
    length = b""
    while (digit := stream.read(1)) != b":":
        if not digit:
            raise FirefoxError("Firefox closed the connection")
        length += digit
    return json.loads(stream.read(int(length)))
