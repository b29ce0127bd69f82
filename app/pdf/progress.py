"""Reports how far WeasyPrint is with a document, read from its log."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = logging.getLogger("weasyprint.progress")
STEPS = 7
MESSAGE = re.compile(r"Step (\d) - (.*)")


class _Reporter(logging.Handler):
    def __init__(self, report: Callable[[int, str], None]) -> None:
        super().__init__(logging.INFO)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        if match := MESSAGE.match(record.getMessage()):
            self._report(int(match[1]), match[2])


@contextmanager
def progress_reports(report: Callable[[int, str], None]) -> Iterator[None]:
    """Call `report` with the number, from 1 to STEPS, and the name of each step that begins in the block."""
    handler, level = _Reporter(report), LOG.level
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        LOG.setLevel(level)
