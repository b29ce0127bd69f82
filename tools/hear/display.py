"""A virtual display with a session bus, accessibility and a window manager, as a screen reader needs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREEN = "1280x1600x24"
A11Y_BUS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
FOLDERS = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
OF_ANOTHER_DISPLAY = {"DISPLAY", "WAYLAND_DISPLAY"}
PROGRAMS = ("Xvfb", "dbus-daemon", "dbus-send", "openbox", "xdotool", "orca")
SECONDS = 20


class HearError(Exception):
    """Something that is needed to hear a page does not run."""


@dataclass
class Display:
    """`env` is the environment of the programs on it. They have `home` as their home folder."""

    home: Path
    env: dict[str, str]
    running: ExitStack

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program that ends with the display, and writes its messages into `home`."""
        with (self.home / f"{Path(command[0]).name}.log").open("wb") as log:
            process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        self.running.callback(stop, process)
        return process

    def start_server(self, *command: str) -> str:
        """Start a program that writes its address to the file descriptor {}, and return the address."""
        reading, writing = os.pipe()
        filled = [part.format(writing) for part in command]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(filled, env=self.env, pass_fds=[writing], stdout=quiet, stderr=quiet)
        self.running.callback(stop, process)
        os.close(writing)
        with open(reading, encoding="utf-8") as pipe:  # noqa: PTH123  a file descriptor
            address = pipe.readline().strip()
        return address or _raise_silent(command[0])

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by the names of xdotool."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], env=self.env, check=True)


def _raise_silent(program: str) -> str:
    raise HearError(f"{program} does not start")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def virtual_display(home: Path) -> Iterator[Display]:
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        raise HearError(f"{', '.join(missing)} not installed")
    with ExitStack() as running:
        display = Display(home, environment(home), running)
        number = display.start_server("Xvfb", "-screen", "0", SCREEN, "-displayfd", "{}")
        display.env["DISPLAY"] = f":{number}"
        bus = display.start_server("dbus-daemon", "--session", "--nofork", "--print-address={}")
        display.env["DBUS_SESSION_BUS_ADDRESS"] = bus
        display.start(a11y_bus(), "--launch-immediately")
        turn_on(display, "IsEnabled")
        turn_on(display, "ScreenReaderEnabled")
        display.start("openbox")
        yield display


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which no program reads or writes the settings of the user."""
    inherited = {name: value for name, value in os.environ.items() if name not in OF_ANOTHER_DISPLAY}
    return {**inherited, **dict.fromkeys(FOLDERS, str(home)), "LC_ALL": "C.UTF-8", "MOZ_ENABLE_WAYLAND": "0"}


def a11y_bus() -> str:
    found = next((path for path in A11Y_BUS if Path(path).exists()), None)
    return found or _raise_silent("at-spi-bus-launcher")


def turn_on(display: Display, name: str) -> None:
    """Set a property of the accessibility bus, as soon as it answers."""
    service = ["--dest=org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set"]
    value = ["string:org.a11y.Status", f"string:{name}", "variant:boolean:true"]
    command = ["dbus-send", "--session", "--print-reply", *service, *value]
    for _attempt in range(SECONDS):
        with suppress(subprocess.CalledProcessError):
            subprocess.run(command, env=display.env, check=True, capture_output=True)
            return
        time.sleep(1)
    _raise_silent("the accessibility bus")
