from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from app.settings import Settings, SettingsError, cores

KEY = Fernet.generate_key().decode()


def test_production_does_not_start_without_a_key(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEYS is not set"):
        Settings.from_env({}, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keys", ["short", f"{KEY},short", KEY[:-2]], ids=["one", "one of two", "cut"])
def test_short_key_is_refused_and_not_shown(tmp_path: Path, keys: str) -> None:
    with pytest.raises(SettingsError, match="make key") as caught:
        Settings.from_env({"SECRET_KEYS": keys}, tmp_path)
    assert keys not in str(caught.value)


def test_trial_key_is_created_once_with_mode_600(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    first = Settings.from_env({"APP_MODE": "trial"}, instance)
    assert first == Settings.from_env({"APP_MODE": "trial"}, instance)
    assert stat.S_IMODE((instance / "key").stat().st_mode) == 0o600


def test_keys_catalogue_and_proxies_are_read(tmp_path: Path) -> None:
    other = Fernet.generate_key().decode()
    env = {"SECRET_KEYS": f"{KEY}, {other}", "QUESTIONS_FILE": "/srv/q.yaml", "PROXIES": "1"}
    assert Settings.from_env(env, tmp_path) == Settings((KEY, other), Path("/srv/q.yaml"), 1)


@pytest.mark.parametrize(
    ("share", "most"), [("150000 100000", 1), ("50000 100000", 1), ("100000 100000", 1), ("max 100000", 1024)]
)
def test_container_cpu_share_limits_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: str, most: int
) -> None:
    file = tmp_path / "cpu.max"
    monkeypatch.setattr("app.settings.CPU_SHARE", file)
    without = cores()
    file.write_text(share + "\n", encoding="ascii")
    assert cores() == min(without, most)


def test_proxies_must_be_a_number(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PROXIES"):
        Settings.from_env({"SECRET_KEYS": KEY, "PROXIES": "one"}, tmp_path)
