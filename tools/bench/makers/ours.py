"""Our sheet, composed as served: questions are chosen, the template is filled in, the file is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.web.drafts import drafts
from app.web.service import service
from tools.bench.apart import lay_out_ahead, warm_app
from tools.bench.strangers import Stranger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job


def start() -> Callable[[Job], bytes]:
    app = warm_app()
    app.test_request_context().push()
    made = 0

    def make(job: Job) -> bytes:
        nonlocal made
        if made == 1:  # nobody waits for the second one either
            lay_out_ahead(app)
        made += 1
        sheet = Stranger.restored(job.person).sheet(service().catalogue)
        pdf = service().renderer.render(drafts(sheet))
        service().renderer.settle()
        return pdf

    return make
