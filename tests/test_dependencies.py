"""What the project is made with: releases pinned with their files, licences allowed, a sound bill of materials."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from importlib.metadata import metadata, requires, version
from itertools import chain
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from fontTools.ttLib import TTFont
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from components.server import assets, web_font
from tests.documents import DOCUMENTS

ROOT = Path(__file__).parents[1]
RUN, CLUSTER, ALL = FILES = (".requirements.txt", ".requirements-cluster.txt", ".requirements-dev.txt")
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_EXTRAS = _PROJECT["optional-dependencies"]

# Of these a package may be passed on with the project, whatever its own licence.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-CMU"),
    *("MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib"),
}
# Packages that do not name theirs as SPDX does, and what the file of their licence is.
LICENCES = {
    "altair": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "justext": "BSD-2-Clause",
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "resvg-py": "MIT",
    "tree-sitter": "MIT",
    "uharfbuzz": "Apache-2.0",
    "uvloop": "MIT OR Apache-2.0",
    "colorama": "BSD-3-Clause",  # on Windows only, so it may not be installed here
}

Pins = dict[str, tuple[Requirement, frozenset[str]]]


def pins(name: str) -> Pins:
    """What a file pins by name, and the hashes of its files."""
    found: Pins = {}
    for line in (ROOT / name).read_text("utf-8").replace("\\\n", "").splitlines():
        pinned, *hashes = line.split("--hash=sha256:")
        requirement = Requirement(pinned)
        found[requirement.name] = requirement, frozenset(each.strip() for each in hashes)
    return found


def needed(wanted: Iterable[str]) -> dict[str, str]:
    """The packages that these requirements bring on this system, with the version that is installed of each."""
    left = {(canonicalize_name(asked.name), extra) for asked in _here(wanted) for extra in ("", *asked.extras)}
    known: set[tuple[str, str]] = set()
    while left:
        name, extra = left.pop()
        known.add((name, extra))
        for asked in _here(requires(name) or (), extra):
            left |= {(canonicalize_name(asked.name), more) for more in ("", *asked.extras)} - known
    return {str(name): version(name) for name, _ in known}


def _here(wanted: Iterable[str], extra: str = "") -> Iterable[Requirement]:
    return (each for each in map(Requirement, wanted) if not each.marker or each.marker.evaluate({"extra": extra}))


@pytest.mark.parametrize("name", FILES)
def test_every_release_is_pinned_with_the_hashes_of_its_files(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    # No host, no path, no option but hashes.
    assert re.fullmatch(
        r"(?:[a-z0-9-]+==[0-9][A-Za-z0-9.+]*(?: ; [\w '.<=>!]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n)+", text
    )


@pytest.mark.parametrize(("name", "extras"), [(RUN, ()), (CLUSTER, ("cluster",)), (ALL, tuple(_EXTRAS))])
def test_what_is_declared_is_pinned_and_installed_and_nothing_else(name: str, extras: Sequence[str]) -> None:
    wanted = [*_PROJECT["dependencies"], *chain(*(_EXTRAS[extra] for extra in extras))]
    here = {
        pin: str(requirement.specifier).removeprefix("==")
        for pin, (requirement, _) in pins(name).items()
        if not requirement.marker or requirement.marker.evaluate()
    }
    assert here == needed(wanted)


@pytest.mark.parametrize("name", [RUN, CLUSTER])
def test_all_files_agree(name: str) -> None:
    every = {pin: (requirement.specifier, hashes) for pin, (requirement, hashes) in pins(ALL).items()}
    few = {pin: (requirement.specifier, hashes) for pin, (requirement, hashes) in pins(name).items()}
    assert few.items() <= every.items()


def test_commands_install_what_is_pinned() -> None:
    guides = "\n".join((*DOCUMENTS.values(), (ROOT / ".deploy" / "README.md").read_text("utf-8")))
    # Not resolving what is pinned already spares pip a warning on an extra that a release does not have any more.
    shown = re.findall(r"pip install(?: -q)? --no-deps (.*?)(?= && |`|$)", guides, re.M)
    assert len(shown) == guides.count("pip install ")
    assert set(shown) == {f"-r {name}" for name in FILES}


def licence(name: str) -> str:
    """The licence of a package as an expression of SPDX."""
    if name in LICENCES:
        return LICENCES[name]
    told = metadata(name)
    (expression, *_) = told.get_all("License-Expression") or told.get_all("License") or [""]
    try:
        return str(canonicalize_license_expression(expression))
    except InvalidLicenseExpression:
        pytest.fail(f"{name} names its licence '{expression[:40]}': read it, and add it to LICENCES")


def is_allowed(expression: str) -> bool:
    assert "(" not in expression
    return any(ALLOWED.issuperset(every.split(" AND ")) for every in expression.split(" OR "))


def test_every_licence_is_allowed() -> None:
    names = pins(RUN)
    assert [f"{name}: {licence(name)}" for name in names if not is_allowed(licence(name))] == []
    assert LICENCES.keys() <= names.keys()
    assert not is_allowed("AGPL-3.0-only")
    assert not is_allowed("MIT AND GPL-3.0-or-later")


def test_what_browsers_are_given_carries_its_licence() -> None:
    script = assets.PLOTLY_FILE.read_text("utf-8")
    assert re.match(
        r"/\*\*\n\* plotly\.js v[\d.]+\n\* Copyright .*\n\* All rights reserved\.\n\* Licensed under the MIT license\n",
        script,
    )
    names = TTFont(io.BytesIO(web_font.load_woff2()))["name"]
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.slow
def test_a_bill_of_materials_comes_from_the_command_that_is_documented(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^\.venv/bin/(cyclonedx-py .*)$", DOCUMENTS["docs/deployment.md"], re.M)
    command = [*shown.replace("sbom.json", str(tmp_path / "sbom.json")).split()]
    subprocess.run([sys.executable, "-W", "ignore", "-m", "cyclonedx_py", *command[1:]], cwd=ROOT, check=True)
    text = (tmp_path / "sbom.json").read_text("utf-8")
    told = json.loads(text)
    assert JsonStrictValidator(SchemaVersion.from_version(told["specVersion"])).validate_str(text) is None
    assert {part["name"]: part["version"] for part in told["components"]} == {
        name: str(requirement.specifier).removeprefix("==") for name, (requirement, _) in pins(RUN).items()
    }
    assert told["metadata"]["component"]["name"] == _PROJECT["name"]
    assert str(ROOT) not in text and str(Path.home()) not in text
