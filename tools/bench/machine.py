from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

from app.settings import cores

PACKAGES = ("weasyprint", "flask", "gunicorn", "playwright", "fpdf2", "reportlab", "typst")


def machine() -> str:
    names = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next(line.split()[1] for line in _lines("/proc/meminfo"))
    tools = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{cores()} cores ({names[0]}), {int(memory) // 1024**2} GB, {platform.system()}, "
        f"Python {platform.python_version()}; {tools}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()
