"""The image of `.deploy/Containerfile`: what goes into it, and its commands, run one by one without a builder.

Where mounts can be made, what it starts runs as there: as nobody of this machine, on disks that take nothing.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.server import Server, free_port

pytestmark = pytest.mark.slow

CONTAINERFILE = ROOT / ".deploy" / "Containerfile"
PORT = "8501"
WRITABLE = "/tmp"  # noqa: S108 - where it may write
# What is not of the project, and large.
BESIDE = {".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
# All is read-only but one folder; the user may read whatever this machine keeps from others, and write nothing.
CONTAINED = """
mount -t tmpfs -o mode=1777 none "$2" && mount -o remount,bind,ro / || exit 99
cd "$1" && shift 2
exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set -all,+dac_read_search \
  --inh-caps -all,+dac_read_search --ambient-caps -all,+dac_read_search "$@"
"""


def instructions(kind: str) -> list[str]:
    """What follows each instruction of a kind, in order."""
    text = CONTAINERFILE.read_text("utf-8").replace("\\\n", "")
    return re.findall(f"^{kind} (.*)$", text, re.M)


def is_sent(path: str) -> bool:
    """Whether a file of the project goes to the builder; of the patterns, the last that matches says so."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = re.escape(line.removeprefix("!")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
        if line and not line.startswith("#") and re.fullmatch(f"{pattern}(?:/.*)?", path):
            sent = line.startswith("!")
    return sent


def files() -> Iterator[str]:
    """All files of the project."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in BESIDE]
        for name in names:
            yield (Path(folder) / name).relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the image has of the project, as its commands leave it."""
    folder = tmp_path_factory.mktemp("app")
    for file in filter(is_sent, files()):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / file, folder / file)
    (folder / "dashboard.py").chmod(0o600)  # as somebody may keep it who lets nobody else read
    install, *commands = instructions("RUN")
    # As in the README, which CI has run.
    assert "pip install" in install
    assert install.endswith(" -q --no-deps -r .requirements.txt")
    assert commands
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        subprocess.run(["sh", "-ec", command], cwd=folder, env={**os.environ, "PATH": path}, check=True)
    return folder


def test_a_linter_finds_nothing() -> None:
    program = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not program and not os.environ.get("CI"):
        pytest.skip("no hadolint for this machine")
    assert program
    done = subprocess.run([program, str(CONTAINERFILE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_all_that_is_served_is_sent_and_nothing_else() -> None:
    parts = ("components/", "data/", ".streamlit/")
    alone = {"dashboard.py", ".requirements.txt", "LICENSE"}
    every = set(files())
    assert {file for file in every if is_sent(file)} == {file for file in every if file.startswith(parts)} | alone
    for other in (
        "components/server/__pycache__/a.pyc",
        ".git/config",
        ".venv/bin/python",
        "data/.tables.derive-1/a.csv",
    ):
        assert not is_sent(other)


def test_whoever_it_runs_as_may_read_all_of_it(app: Path) -> None:
    for path in app.rglob("*"):
        assert path.stat().st_mode & stat.S_IROTH, path
    user, _, group = instructions("USER")[0].partition(":")
    assert int(user) > 1000 and int(group) > 1000  # no name, so that no list of users is asked for it


def test_it_starts_what_is_tested(server: Server) -> None:
    (command,) = map(json.loads, instructions("CMD"))
    started = server.command[: server.command.index("--server.baseUrlPath")]
    assert [word.replace("0.0.0.0", "127.0.0.1") for word in command] == [  # noqa: S104 - within the container
        word.replace(str(server.port), PORT).replace(sys.executable, "python") for word in started
    ]


def test_it_serves_where_nothing_can_be_written(app: Path, tmp_path: Path) -> None:
    before = sorted(app.rglob("*"))
    port, writable = str(free_port()), tmp_path / "writable"
    writable.mkdir()
    (settings,) = instructions("ENV")
    env = {name: value.replace(WRITABLE, str(writable)) for name, value in re.findall(r"(\w+)=(\S+)", settings)}
    assert set(env.values()) == {str(writable)}
    (command,) = map(json.loads, instructions("CMD"))
    (health,) = instructions("HEALTHCHECK")
    healthy = json.loads(health.partition(" CMD ")[2].replace(PORT, port))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env |= {"PATH": path, "STREAMLIT_SERVER_BASE_URL_PATH": "trade"}
    words = [word.replace(PORT, port).replace("0.0.0.0", "127.0.0.1") for word in command]  # noqa: S104 - as above
    contained = ["unshare", "--mount", "sh", "-c", CONTAINED, "sh", str(app), str(writable), *words]
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(contained, env=env, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while subprocess.run(healthy, env=env, capture_output=True, check=False).returncode:
            said = (tmp_path / "log").read_text("utf-8")
            if running.poll() in (1, 99) and "ermi" in said and not os.environ.get("CI"):
                pytest.skip("who runs the tests may not make mounts")
            assert running.poll() is None and time.monotonic() < deadline, said
            time.sleep(0.1)
        for page in ("", "read", "charts/factory-output.png", "ready"):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/trade/{page}", timeout=60) as answer:
                assert answer.status == 200
        assert Path(f"/proc/{running.pid}").stat().st_uid == 10001
        kept = Path(f"/proc/{running.pid}/root{writable}")
        while not list(kept.rglob("plotly-*.js")):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        running.terminate()
        running.wait(timeout=20)
    assert sorted(app.rglob("*")) == before
    assert subprocess.run(healthy, env=env, capture_output=True, check=False).returncode == 1
