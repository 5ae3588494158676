"""Several servers of the dashboard behind one address, by the recipe in `.deploy/`."""

from __future__ import annotations

import os
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.server import Server, free_port
from tests.tools import installed

ROOT = Path(__file__).parents[1]
RECIPE = ROOT / ".deploy" / "nginx.conf"
# Ports as the recipe has them.
LISTEN, ONE, TWO = "listen 80;", "8501", "8502"

# What Debian's own nginx.conf has around it, in a folder of the test's.
_AROUND = """{user}daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


def program() -> str:
    """The nginx of this machine; on Debian as root it is installed. Elsewhere the test is skipped, in CI it fails."""
    found = installed(("nginx", "/usr/sbin/nginx"), "nginx-light")
    if not found:
        why = "no nginx: install one (Debian: apt-get install nginx-light)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return found


@contextmanager
def started(log: Path, *, base: str) -> Iterator[tuple[Server, Server]]:
    """Two servers of the dashboard under a path; those still running are ended."""
    with ThreadPoolExecutor() as both:
        logs = [log.with_name(f"{log.name}-{name}") for name in ("one", "two")]
        one, two = both.map(lambda each: Server(ROOT, each, base=base), logs)
    try:
        yield one, two
    finally:
        for server in (one, two):
            server.stop()


@contextmanager
def behind(folder: Path, ports: tuple[int, int], *, base: str = "") -> Iterator[str]:
    """The recipe's nginx before the servers at these ports, run in `folder`; gives the address of the site."""
    nginx, port = program(), free_port()
    text = RECIPE.read_text("utf-8")
    for theirs, ours in ((LISTEN, f"listen 127.0.0.1:{port};"), (ONE, str(ports[0])), (TWO, str(ports[1]))):
        assert theirs in text
        text = text.replace(theirs, ours)
    if base:
        text = text.replace("\n    location / {", f"\n    location /{base}/ {{")
        assert f"location /{base}/ {{" in re.sub("#.*", "", text)
    (folder / "site.conf").write_text(text, "utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_AROUND.format(user=user, folder=folder), "utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr, checked.stderr
    running = subprocess.Popen(command)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 20
        while not _listens(url):
            assert running.poll() is None and time.monotonic() < deadline, (folder / "errors").read_text()
            time.sleep(0.05)
        yield url
    finally:
        running.terminate()
        running.wait(timeout=20)


def _listens(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
    except urllib.error.HTTPError:
        return True  # it says that nothing is there
    except OSError:
        return False
    return True
