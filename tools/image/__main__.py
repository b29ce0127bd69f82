"""Starts the image that `make image` built, uses it, reloads it and stops it: python -m tools.image TAG

It needs docker or podman, or buildah and root. Prints a line for each thing that holds; the first that does
not ends it with exit status 1.
"""

from __future__ import annotations

import sys

from cryptography.fernet import Fernet

from tools.gunicorn_server import free_port
from tools.image import checks
from tools.image.engine import engine, running
from tools.walk.browser import WalkError


def use(image: str) -> None:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with running(image, port, {"SECRET_KEYS": Fernet.generate_key().decode()}) as container:
        say(f"responds after {checks.responds(base):.1f} seconds, with {engine()}")
        checks.worked_people_get_their_sheets(base)
        say("the worked people get their sheets")
        checks.names_are_printed(base)
        say("Greek, Cyrillic and Vietnamese are printed at every size, as PDF/UA-1")
        checks.is_confined(container)
        say(f"runs as user {checks.USER}, cannot write, and has left nothing in {', '.join(checks.WRITABLE)}")
        checks.reloads(container, base)
        checks.is_confined(container)
        say("prints the same after a reload (SIGHUP), and has left nothing")
        say(f"ends {checks.stops(container):.1f} seconds after SIGTERM, with exit status 0")


def say(what: str) -> None:
    sys.stdout.write(f"ok: {what}\n")


def main(arguments: list[str]) -> int:
    try:
        (image,) = arguments
        use(image)
    except WalkError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
