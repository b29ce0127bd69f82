"""Our sheet, composed as served: questions are chosen, the template is filled in, the file is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.web.drafts import drafts
from app.web.service import service
from tools.bench.apart import warm_app
from tools.bench.strangers import Stranger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job


def start() -> Callable[[Job], bytes]:
    warm_app().test_request_context().push()

    def make(job: Job) -> bytes:
        sheet = Stranger.restored(job.person).sheet(service().catalogue)
        return service().renderer.render(drafts(sheet))

    return make
