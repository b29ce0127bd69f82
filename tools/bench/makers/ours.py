"""The renderer of the app, warmed up as in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.job import Job


def start() -> Callable[[Job], bytes]:
    renderer = Renderer()
    warmed = False

    def make(job: Job) -> bytes:
        nonlocal warmed
        if not warmed:  # as app.web.warm does before workers fork
            renderer.warm(job.paper)
            warmed = True
        return renderer.render(job.paper)

    return make
