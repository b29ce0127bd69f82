from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from cryptography.fernet import Fernet

from app.settings import ROOT, Settings
from tests.deploy.files import DEPLOY, known_settings, read

COMPOSE = read(DEPLOY / "compose.yaml")
COPIES = ("app-1", "app-2")
EVERY_SERVICE = pytest.mark.parametrize("service", COMPOSE["services"].values(), ids=COMPOSE["services"])
EVERY_COPY = pytest.mark.parametrize("copy", [COMPOSE["services"][name] for name in COPIES], ids=COPIES)


def test_the_file_follows_the_published_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run([*command, DEPLOY / "compose.yaml"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@EVERY_SERVICE
def test_a_service_has_no_rights_and_bounds(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["mem_limit"]
    assert service["healthcheck"]["test"][0] == "CMD"


@EVERY_SERVICE
def test_an_image_has_a_version(service: dict[str, Any]) -> None:
    assert service["image"].partition(":")[2] not in {"", "latest"}


@EVERY_COPY
def test_environment_is_valid_settings(copy: dict[str, Any]) -> None:
    environment = copy["environment"]
    assert set(environment) <= known_settings()
    settings = Settings.from_env(
        {**environment, "SECRET_KEYS": Fernet.generate_key().decode()}, ROOT / "instance"
    )
    assert (settings.proxies, settings.pdfs) == (1, int(environment["PDFS"]))


@EVERY_COPY
def test_a_copy_reaches_nobody_outside(copy: dict[str, Any]) -> None:
    assert list(copy["networks"]) == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert "ports" not in copy


def test_port_is_bound_to_localhost() -> None:
    assert COMPOSE["services"]["nginx"]["ports"] == ["127.0.0.1:8080:8080"]


def test_nginx_finds_every_copy_at_its_address() -> None:
    addresses = {
        f"{name}:{COMPOSE['services'][name]['networks']['inside']['ipv4_address']}" for name in COPIES
    }
    assert set(COMPOSE["services"]["nginx"]["extra_hosts"]) == addresses
    asked = re.findall(r"^ +server (\S+):8000 ", (DEPLOY / "nginx.conf").read_text("utf-8"), re.MULTILINE)
    assert sorted(asked) == sorted([*COPIES, *COPIES])


def test_the_file_with_the_keys_stays_out_of_git() -> None:
    kept = [copy["env_file"] for copy in (COMPOSE["services"][name] for name in COPIES)]
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {f"deploy/{file}" for file in kept} <= set(ignored)
