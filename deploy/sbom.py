"""Write the bill of materials: `python deploy/sbom.py build/sbom.json` (CycloneDX, validated).

The packages with their hashes come from requirements.txt; their licences, and the fonts, from
docs/DEPENDENCIES.md, which a test checks.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent
TOOL = [
    sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements.txt"),
    "--pyproject", str(ROOT / "pyproject.toml"), "--sv", "1.6", "--output-reproducible",
]  # fmt: skip
Component = dict[str, Any]


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of docs/DEPENDENCIES.md."""
    text = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8")
    table = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def packages(found: list[Component]) -> list[Component]:
    licences = {name: licence for name, _by, _why, licence in rows("Packages")}
    return [{**package, "licenses": [{"expression": licences[package["name"]]}]} for package in found]


def fonts() -> list[Component]:
    return [
        {
            "type": "file",
            "bom-ref": file,
            "name": file,
            "description": what,
            "licenses": [{"license": {"id": licence}}],
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256((ROOT / file).read_bytes()).hexdigest()}],
        }
        for file, what, licence, _text in rows("Shipped in this repository")
    ]


def needed(components: list[Component]) -> list[str]:
    """Return the references of what the program itself asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^\w.-]", line)[0].replace(".", "-") for line in project["dependencies"]}
    return [part["bom-ref"] for part in components if part["name"] in asked or part["type"] == "file"]


def bill() -> str:
    made = subprocess.run(TOOL, capture_output=True, text=True, check=True)  # noqa: S603  our own tool and files
    bom: dict[str, Any] = json.loads(made.stdout)
    bom["components"] = [*packages(bom["components"]), *fonts()]
    root = {"ref": bom["metadata"]["component"]["bom-ref"], "dependsOn": needed(bom["components"])}
    others = [{"ref": component["bom-ref"]} for component in bom["components"]]
    return json.dumps({**bom, "dependencies": [root, *others]}, indent=1)


def main(out: Path) -> None:
    text = bill()
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault:
        raise SystemExit(f"not valid CycloneDX: {fault}")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{out}: {len(json.loads(text)['components'])} components\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
