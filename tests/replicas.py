"""Several servers of the dashboard behind one address, by the recipe in `.deploy/`."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.server import Server, free_port
from tests.tools import program

ROOT = Path(__file__).parents[1]
RECIPE = ROOT / ".deploy" / "nginx.conf"
# As the recipe has them: the site's name, and ports.
NAME, LISTEN, LISTEN_TLS, ONE, TWO = "trade.example", "listen 80;", "listen 443 ssl http2;", ":8501", ":8502"
HOST = "localhost"  # the name that it has here, which every client finds

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


@dataclass(frozen=True)
class Proxy:
    """Where the recipe's nginx is to listen, or does.

    url: the site's address. plain: the port that is not encrypted. folder: all that nginx writes, and its certificate.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    plain: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Return the address of the site without a path."""
        return f"https://{HOST}:{self.port}"

    def trust(self) -> ssl.SSLContext:
        """Return what a client needs to believe its certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))


@contextmanager
def started(log: Path, *, base: str, address: str) -> Iterator[tuple[Server, Server]]:
    """Two servers of the dashboard for a site at `address`, under a path; those still running are ended."""
    with ThreadPoolExecutor() as both:
        logs = [log.with_name(f"{log.name}-{name}") for name in ("one", "two")]
        one, two = both.map(lambda each: Server(ROOT, each, base=base, env={"SITE_ADDRESS": address}), logs)
    try:
        yield one, two
    finally:
        for server in (one, two):
            server.stop()


def _certificate(folder: Path) -> None:
    """Write a certificate that nobody has signed, and its key, where the recipe will look for them."""
    command = [program("openssl", package="openssl"), "req", "-x509", "-nodes"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def behind(proxy: Proxy, ports: tuple[int, int], *, base: str = "") -> Iterator[None]:
    """The recipe's nginx before the servers at these ports."""
    nginx, folder = program("nginx", "/usr/sbin/nginx", package="nginx-light"), proxy.folder
    _certificate(folder)
    text = RECIPE.read_text("utf-8")
    changes = {
        f"/etc/letsencrypt/live/{NAME}/": f"{folder}/",
        NAME: HOST,
        # A machine may have no IPv6.
        **{line.replace("listen ", "listen [::]:"): "" for line in (LISTEN, LISTEN_TLS)},
        LISTEN: f"listen 127.0.0.1:{proxy.plain};",
        LISTEN_TLS: f"listen 127.0.0.1:{proxy.port} ssl http2;",
        ONE: f":{ports[0]}",
        TWO: f":{ports[1]}",
    }
    for theirs, ours in changes.items():
        assert theirs in text
        text = text.replace(theirs, ours)
    if base:
        start, found, end = text.rpartition("\n    location / {")
        assert found
        text = f"{start}\n    location /{base}/ {{{end}"
    (folder / "site.conf").write_text(text, "utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_AROUND.format(user=user, folder=folder), "utf-8")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr, checked.stderr
    running = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + 20
        while not _listens(proxy.port):
            assert running.poll() is None and time.monotonic() < deadline, (folder / "errors").read_text()
            time.sleep(0.05)
        yield
    finally:
        running.terminate()
        running.wait(timeout=20)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 2).close()
    except OSError:
        return False
    return True
