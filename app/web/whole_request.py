"""Whether all of a request has come, by its head: gunicorn then reads it in earnest."""

from __future__ import annotations

import re

# A request that is larger than that is refused for what its first part says.
LARGEST_HEAD, LARGEST_BODY = 128 << 10, 600 << 10
HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\nContent-Length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\nTransfer-Encoding:[ \t]*chunked[ \t]*\r\n", re.IGNORECASE)
LAST_CHUNK = b"0\r\n\r\n"
BAD_SIZE = re.compile(rb"[0-9a-f]*[^0-9a-f\r;\s]", re.IGNORECASE)  # where the length of a chunk must stand
# Its body comes when gunicorn has said "100 Continue".
ASKS_FIRST = re.compile(rb"\r\nExpect:", re.IGNORECASE)


def is_whole(received: bytes | bytearray) -> bool:
    """Whether a request can be handled: it is complete, or what is missing decides nothing."""
    end = received.find(HEAD_END)
    if end < 0:
        return len(received) > LARGEST_HEAD
    head = received[: end + len(HEAD_END)]
    body = len(received) - len(head)
    if CHUNKED.search(head):
        # What cannot be read is refused at once.
        is_bad = BAD_SIZE.match(received, len(head)) is not None
        return is_bad or received.endswith(LAST_CHUNK) or body > LARGEST_BODY
    length = LENGTH.search(head)
    if length is None or ASKS_FIRST.search(head) or int(length[1]) > LARGEST_BODY:
        return True
    return body >= int(length[1])
