from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app import create_app
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE, SMALL_FILE
from tests.hostile.machine import AnyOrder
from tests.web.linter import LintingClient

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import Clock

EXAMPLES_FACTOR = int(os.environ.get("ANY_ORDER", "1"))  # multiplies the examples of `make test`


@pytest.mark.parametrize(
    ("catalogue", "examples", "steps"),
    [(SMALL_FILE, 12, 20), (JOURNEY_FILE, 2, 12)],
    ids=["a small catalogue", "a larger one"],
)
def test_sheet_matches_model_in_any_order(
    catalogue: Path, examples: int, steps: int, keys: tuple[str, ...], clock: Clock
) -> None:
    app = create_app(Settings(keys=keys, questions_file=catalogue))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = LintingClient
    machine = type("AnyOrder", (AnyOrder,), {"app": app, "clock": clock})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples * EXAMPLES_FACTOR,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=EXAMPLES_FACTOR == 1,
            phases=[Phase.generate],  # shrinking takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
