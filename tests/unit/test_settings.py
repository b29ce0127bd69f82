from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from app.environment import SettingsError, addresses
from app.settings import Settings, cores, workers

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


@pytest.mark.parametrize("key", [b"", b"\n", KEY[:-2].encode(), b"\xff" * 44], ids=range(4))
def test_a_damaged_trial_key_is_named_by_its_file(tmp_path: Path, key: bytes) -> None:
    (tmp_path / "key").write_bytes(key)
    with pytest.raises(SettingsError, match=f"^The trial key in {tmp_path}/key is not .* Remove the file"):
        Settings.from_env({"APP_MODE": "trial"}, tmp_path)


def test_a_second_start_never_finds_half_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def meanwhile() -> bytes:
        monkeypatch.undo()
        others.append(Settings.from_env({"APP_MODE": "trial"}, tmp_path))
        return Fernet.generate_key()

    others = list[Settings]()
    monkeypatch.setattr("app.settings.Fernet.generate_key", meanwhile)
    assert [Settings.from_env({"APP_MODE": "trial"}, tmp_path)] == others
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_a_trial_starts_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refused(*_paths: str) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.link", refused)
    first = Settings.from_env({"APP_MODE": "trial"}, tmp_path)
    assert Settings.from_env({"APP_MODE": "trial"}, tmp_path) == first
    (file,) = tmp_path.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("key", 0o600)


def test_without_links_the_first_key_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_is_first(_made: str, path: Path) -> None:
        path.write_text(KEY, encoding="ascii")
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr("os.link", another_is_first)
    assert Settings.from_env({"APP_MODE": "trial"}, tmp_path).keys == (KEY,)


@pytest.mark.parametrize("has_links", [True, False])
def test_a_trial_key_is_on_the_disk_before_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def sync(file: int) -> None:
        synced.append(os.fstat(file).st_size)

    def refused(*_paths: str) -> None:
        assert synced
        raise OSError(errno.EPERM, "")

    synced = list[int]()
    monkeypatch.setattr("os.fsync", sync)
    if not has_links:
        monkeypatch.setattr("os.link", refused)
    (key,) = Settings.from_env({"APP_MODE": "trial"}, tmp_path).keys
    assert synced == [len(key)] * (1 if has_links else 2)


def test_only_a_trial_serves_languages_that_are_not_offered(tmp_path: Path) -> None:
    modes = {"trial": True, "production": False, "": False}
    env = {"SECRET_KEYS": KEY}
    told = {mode: Settings.from_env({**env, "APP_MODE": mode}, tmp_path).all_languages for mode in modes}
    assert told == modes


def test_keys_catalogue_and_proxies_are_read(tmp_path: Path) -> None:
    other = Fernet.generate_key().decode()
    env = {"SECRET_KEYS": f"{KEY}, {other}", "QUESTIONS_FILE": "/srv/q.yaml", "PROXIES": "1"}
    assert Settings.from_env(env, tmp_path) == Settings((KEY, other), Path("/srv/q.yaml"), 1, cores())
    assert Settings.from_env({**env, "PDFS": "30"}, tmp_path).pdfs == 30


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


NO_NUMBERS = ("one", "-1", "1.5", "0x1", " 1", "1e1", "\N{SUPERSCRIPT ONE}", "1001", "9" * 5000, "1\n")
WRONG = [
    *(("PROXIES", value) for value in NO_NUMBERS),
    *(("PDFS", value) for value in (*NO_NUMBERS, "0")),
    *(("APP_MODE", value) for value in ("trail", "Trial", "debug", "trial ")),
    *(
        ("PREFIX", value)
        for value in ("questions", "/a b", "//a", "/a//b", "/..", "/a/.", "/a?b", "/ä", "https://a/b")
    ),
    *(("READ_FILLED_IN", value) for value in ("yes", "2", " 1", "true")),
    ("SCRIPT_NAME", "questions"),
    ("TMPDIR", "/nowhere"),
    ("TMPDIR", __file__),
]
MISTYPED = ("SECRET_KEY", "WORKER", "QUESTION_FILE", "QUESTIONS_FLIE", "PREFI", "PROXIE", "APP_MOD")


@pytest.mark.parametrize(("value", "reads"), [("", True), ("1", True), ("0", False)])
def test_reading_of_fields_can_be_turned_off(tmp_path: Path, value: str, reads: bool) -> None:  # noqa: FBT001
    env = {"SECRET_KEYS": KEY, "READ_FILLED_IN": value}
    assert Settings.from_env(env, tmp_path).read_filled_in is reads


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"SECRET_KEYS": KEY, name: value}, tmp_path)
    assert str(caught.value).startswith(f"{name} must be ")
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("value", [*NO_NUMBERS, "0"])
def test_a_wrong_number_of_workers_is_named(value: str) -> None:
    with pytest.raises(SettingsError, match=r"^WORKERS must be "):
        workers({"WORKERS": value})


@pytest.mark.parametrize(
    "value",
    ["127.0.0.1:99999", "127.0.0.1:-1", "[::1", "[::1]:80x", "a b", "unix:", "fd://a", "http://a:1", "1:2:3"],
)
def test_a_wrong_address_is_named(value: str) -> None:
    with pytest.raises(SettingsError, match=r"^BIND must be such as "):
        addresses({"BIND": value})


@pytest.mark.parametrize(
    "value", ["127.0.0.1:80", "[::]:8000", ":8000", "a.example", "unix:/run/a", "unix:a", "fd://3"]
)
def test_every_kind_of_address_is_taken(value: str) -> None:
    assert addresses({"BIND": f"{value},[::1]:1"}) == [value, "[::1]:1"]


@pytest.mark.parametrize("name", MISTYPED)
def test_a_mistyped_name_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is not a setting. Is it "):
        Settings.from_env({name: "1"} if name == "SECRET_KEY" else {name: "1", "SECRET_KEYS": KEY}, tmp_path)


def test_names_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    others = ("APP_CODE", "APP_NODE", "PROXY", "HTTP_PROXY", "PATH", "PDF", "BIND_ADDRESS", "PIP_PREFIX")
    Settings.from_env(dict.fromkeys(others, "x") | {"SECRET_KEYS": KEY, "SECRET_KEY": "of another"}, tmp_path)


@pytest.mark.parametrize("name", ["PREFIX", "SCRIPT_NAME"])
@pytest.mark.parametrize(
    ("value", "prefix"), [("/a", "/a"), ("/a/", "/a"), ("/a/b-1.x_~", "/a/b-1.x_~"), ("/", ""), ("", "")]
)
def test_prefix_is_read_from_either_name(tmp_path: Path, name: str, value: str, prefix: str) -> None:
    assert Settings.from_env({"SECRET_KEYS": KEY, name: value}, tmp_path).prefix == prefix


def test_two_prefixes_that_differ_are_refused(tmp_path: Path) -> None:
    assert (
        Settings.from_env({"SECRET_KEYS": KEY, "PREFIX": "/a", "SCRIPT_NAME": "/a/"}, tmp_path).prefix == "/a"
    )
    with pytest.raises(SettingsError, match="PREFIX and SCRIPT_NAME differ"):
        Settings.from_env({"SECRET_KEYS": KEY, "PREFIX": "/a", "SCRIPT_NAME": "/b"}, tmp_path)


@pytest.mark.parametrize("mode", ["", "production"])
def test_production_by_name_needs_a_key_too(tmp_path: Path, mode: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEYS is not set"):
        Settings.from_env({"APP_MODE": mode}, tmp_path)
