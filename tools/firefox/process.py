from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tools.firefox.browser import Firefox
from tools.firefox.marionette import FirefoxError, Marionette, read_message
from tools.gunicorn_server import free_port
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CANDIDATES = (os.environ.get("FIREFOX", ""), "firefox-esr", "firefox")
WAIT_MS = 5_000
PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.download.folderList": 2,  # the folder in browser.download.dir
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "termsofuse.bypassNotification": True,
}
NO_PREFERENCES = MappingProxyType[str, Any]({})


def firefox_path() -> str:
    """Return the path of $FIREFOX, Firefox ESR or Firefox, whichever is first."""
    found = next(filter(None, map(shutil.which, CANDIDATES)), None)
    if found is None:
        raise FirefoxError("Firefox is not installed; install it: apt-get install firefox-esr")
    return found


@contextmanager
def firefox(
    profile: Path,
    *options: str,
    env: Mapping[str, str] = os.environ,
    preferences: Mapping[str, Any] = NO_PREFERENCES,
) -> Iterator[Firefox]:
    """Start Firefox with a new profile in this folder, and stop it on exit. Downloads stay in the folder."""
    port, downloads = free_port(), profile / "downloads"
    own_preferences = {"marionette.port": port, "browser.download.dir": str(downloads)}
    write_profile(profile, {**PREFERENCES, **own_preferences, **preferences})
    command = [firefox_path(), "--marionette", "--no-remote", "--profile", str(profile), *options]
    own = {**env, "HOME": str(profile)}
    with (profile / "firefox.log").open("wb") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    try:
        with connect(process, port) as commands, commands.makefile("rb") as replies:
            read_message(replies)
            marionette = Marionette(commands, replies)
            marionette.tell("WebDriver:NewSession")
            marionette.tell("WebDriver:SetTimeouts", implicit=WAIT_MS)
            yield Firefox(marionette, downloads)
    finally:
        process.terminate()
        process.wait(TIMEOUT_SECONDS)


def write_profile(folder: Path, preferences: Mapping[str, Any]) -> None:
    folder.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")


def connect(process: subprocess.Popen[bytes], port: int) -> socket.socket:
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)
        except OSError:
            time.sleep(0.1)
    raise FirefoxError("Firefox does not start")
