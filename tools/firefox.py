"""Runs Debian's Firefox and drives it by Marionette, its remote protocol: JSON with a length, over TCP."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

from tools.gunicorn_server import TIMEOUT_SECONDS, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CANDIDATES = (os.environ.get("FIREFOX", ""), "firefox-esr", "firefox")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key of an element's id in WebDriver
WAIT_MS = 5_000
ENTER = "\ue007"
PREFERENCES = {
    "app.normandy.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "termsofuse.bypassNotification": True,
}
NO_PREFERENCES = MappingProxyType[str, Any]({})


class FirefoxError(Exception):
    """Firefox did not start, or could not do what it was told."""


@dataclass
class Firefox:
    """A running Firefox. `sent` numbers the commands."""

    commands: socket.socket
    replies: IO[bytes]
    sent: int = 0

    def go(self, url: str) -> None:
        """Open a page and wait until it has loaded."""
        self.tell("WebDriver:Navigate", url=url)

    def press(self, button: str) -> None:
        """Press a button by its text, and wait until its page is left."""
        self._enter(f"//button[not(@aria-hidden) and normalize-space()='{button}']")

    def follow(self, link: str) -> None:
        self._enter(f"//a[normalize-space()='{link}']")

    def tick(self, name: str, value: str) -> None:
        self._type(self._find(f"//input[@name='{name}' and @value='{value}']"), " ")

    def write(self, name: str, text: str) -> None:
        """Replace the text in a box."""
        box = self._find(f"//*[@name='{name}']")
        self.tell("WebDriver:ElementClear", id=box)
        self._type(box, text)

    def _enter(self, path: str) -> None:
        """Press Enter on an element: a click may miss it while the page scrolls."""
        element = self._find(path)
        self._type(element, ENTER)
        deadline = time.monotonic() + TIMEOUT_SECONDS
        with suppress(FirefoxError):  # the element is gone
            while time.monotonic() < deadline:
                self.tell("WebDriver:IsElementEnabled", id=element)
                time.sleep(0.05)

    def _type(self, element: str, text: str) -> None:
        self.tell("WebDriver:ElementSendKeys", id=element, text=text)

    def _find(self, path: str) -> str:
        """Return the id of the first element at an XPath, as soon as there is one."""
        return str(self.tell("WebDriver:FindElement", using="xpath", value=path)["value"][ELEMENT])

    def cookies(self) -> str:
        """Return the cookies of the site that is open, as a header holds them."""
        cookies = self.tell("WebDriver:GetCookies")
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)

    def print(self, width: float, height: float) -> bytes:
        """Return the open page as a PDF, printed on paper of this size in centimeters."""
        reply = self.tell("WebDriver:Print", page={"width": width, "height": height})
        return base64.b64decode(reply["value"])

    def tell(self, command: str, **parameters: Any) -> Any:
        self.sent += 1
        message = json.dumps([0, self.sent, command, parameters]).encode()
        self.commands.sendall(b"%d:%s" % (len(message), message))
        _type, _number, error, result = read_message(self.replies)
        if error:
            raise FirefoxError(f"{command}: {error['message']}")
        return result


def read_message(stream: IO[bytes]) -> Any:
    length = b""
    while (digit := stream.read(1)) != b":":
        if not digit:
            raise FirefoxError("Firefox closed the connection")
        length += digit
    return json.loads(stream.read(int(length)))


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
    """Start Firefox with a new profile in this folder, and stop it on exit."""
    port = free_port()
    write_profile(profile, {**PREFERENCES, "marionette.port": port, **preferences})
    command = [firefox_path(), "--marionette", "--no-remote", "--profile", str(profile), *options]
    own = {**env, "HOME": str(profile)}
    with (profile / "firefox.log").open("wb") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    try:
        with connect(process, port) as commands, commands.makefile("rb") as replies:
            read_message(replies)
            browser = Firefox(commands, replies)
            browser.tell("WebDriver:NewSession")
            browser.tell("WebDriver:SetTimeouts", implicit=WAIT_MS)
            yield browser
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
