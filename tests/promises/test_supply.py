"""All dependencies are documented: packages with reason and licence, fonts with licence text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from app.settings import ROOT
from tests.promises.tables import table

if TYPE_CHECKING:
    from pathlib import Path

PAPER = "DEPENDENCIES.md"
PACKAGES = {row["package"]: row for row in table(PAPER, "Packages")}
SHIPPED = {row["file"]: row for row in table(PAPER, "Shipped in this repository")}
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PYPY_ONLY = {"brotlicffi"}  # CPython uses brotli instead
FAMILY = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache",
    "GNU General Public License v2 or later (GPLv2+)": "GPL",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL",
}


def locked() -> dict[str, set[str]]:
    """Return the packages of requirements.txt with the packages that need them."""
    found: dict[str, set[str]] = {}
    for line in LOCK.splitlines():
        if start := re.match(r"([\w.-]+)==", line):
            name = start[1]
            found[name] = set()
        elif needs := re.fullmatch(r"    #(?: via|  )\s*(\S.*)?", line):
            found[name] |= {needs[1]} if needs[1] else set()
    return {name: {_us(who) for who in by} for name, by in found.items()}


def _us(who: str) -> str:
    return "us" if who.endswith("(pyproject.toml)") else who


def test_listed_packages_match_lock_file() -> None:
    listed = {name: set(row["needed by"].split(", ")) for name, row in PACKAGES.items()}
    assert listed == locked()
    assert all(len(row["why"]) >= 10 for row in PACKAGES.values())


def test_every_requirement_has_a_hash() -> None:
    for entry in re.split(r"\n(?=\S)", LOCK):
        assert entry.startswith("#") or "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("package", sorted(PACKAGES.keys() - PYPY_ONLY))
def test_licences_match_package_metadata(package: str) -> None:
    fields, listed = metadata(package), PACKAGES[package]["licence"]
    said = next((fields[field] for field in ("License-Expression", "License") if field in fields), "")
    if re.fullmatch(
        r"[\w.-]+( (OR|AND) [\w.-]+)*", said
    ):  # the field `License` may have the full text instead
        assert listed == said
        return
    names = {
        line.rpartition(" :: ")[2] for line in fields.get_all("Classifier") or [] if "License ::" in line
    }
    assert names, "the package names no licence"
    assert {FAMILY[name] for name in names} == {part.partition("-")[0] for part in listed.split(" OR ")}


def test_pypy_only_package_is_not_installed() -> None:
    for package in PYPY_ONLY:
        assert re.search(
            rf"^{package}==\S+ ; platform_python_implementation != 'CPython'", LOCK, re.MULTILINE
        )
        with pytest.raises(PackageNotFoundError):
            metadata(package)


def test_fonts_are_listed_with_licence() -> None:
    files = {str(path.relative_to(ROOT)) for path in (ROOT / "static").rglob("*.ttf")}
    assert set(SHIPPED) == files
    for file, row in SHIPPED.items():
        text = (ROOT / row["its text"]).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert row["licence"] == "OFL-1.1"
        assert (ROOT / row["its text"]).parent == (ROOT / file).parent
        with TTFont(ROOT / file) as font:
            assert "SIL Open Font License, Version 1.1" in str(font["name"].getDebugName(13))


def test_nothing_else_of_others_is_shipped() -> None:
    """Images and styles are our own; other kinds of files need a row in DEPENDENCIES.md."""
    kinds = {path.suffix for path in (ROOT / "static").rglob("*") if path.is_file()}
    assert kinds == {".css", ".svg", ".png", ".ttf", ".txt"}


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The SBOM; deploy/sbom.py validates it against the CycloneDX schema before it writes it."""
    out: Path = tmp_path_factory.mktemp("bill") / "sbom.json"
    subprocess.run([sys.executable, "deploy/sbom.py", str(out)], cwd=ROOT, check=True, capture_output=True)
    made: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return made


def test_sbom_lists_packages_and_fonts(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {part["name"] for part in bill["components"]} == {*locked(), *SHIPPED}
    assert all(part["licenses"] for part in bill["components"])
    versions = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))
    assert {p["name"]: p["version"] for p in bill["components"] if p["type"] == "library"} == versions


def test_sbom_names_direct_dependencies(bill: dict[str, Any]) -> None:
    names = {part["bom-ref"]: part["name"] for part in bill["components"]}
    (root,) = [node for node in bill["dependencies"] if node["ref"] == "root-component"]
    direct = {name for name, by in locked().items() if "us" in by}
    assert {names[ref] for ref in root["dependsOn"]} == {*direct, *SHIPPED}
