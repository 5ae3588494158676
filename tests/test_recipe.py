"""The unit in `.deploy/` starts what the tests start, and systemd takes it; browser/test_replicas.py runs its nginx."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server import Server

DEPLOY = Path(__file__).parents[1] / ".deploy"
UNIT = DEPLOY / "almaty-uzbekistan-trade@.service"
FOLDER = "/opt/almaty-uzbekistan-trade"


def test_the_unit_starts_what_is_tested(server: Server) -> None:
    (command,) = re.findall(r"^ExecStart=(.*)$", UNIT.read_text("utf-8"), re.M)
    told = command.replace(f"{FOLDER}/.venv/bin/python", sys.executable).replace("%i", str(server.port)).split()
    # The path, if there is one, comes from the file of variables.
    assert told == server.command[: server.command.index("--server.baseUrlPath")]


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze")
    text = UNIT.read_text("utf-8").replace(f"{FOLDER}/.venv/bin/python", sys.executable)
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace(f"file:{FOLDER}/README.md", f"file:{DEPLOY}/README.md"), "utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    assert not checked.stderr
    assert checked.returncode == 0


def test_both_name_the_same_ports() -> None:
    told = set(re.findall(r"trade@(\d+)", (DEPLOY / "README.md").read_text("utf-8")))
    assert told == set(re.findall(r"server 127\.0\.0\.1:(\d+)", (DEPLOY / "nginx.conf").read_text("utf-8")))
