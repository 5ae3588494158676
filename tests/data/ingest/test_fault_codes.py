"""Every fault of a page has a code of its own: messages on the site go by it, not by the English text."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import certifi
import pytest

from data import DataError, Problem
from data.ingest import from_bytes, from_url
from data.ingest.faults import Fault
from tests.tools import program

_AUTHORITY = """
[ca]
default_ca = own
[own]
database = index.txt
serial = serial.txt
new_certs_dir = .
default_md = sha256
policy = names
x509_extensions = host
[names]
commonName = supplied
[host]
subjectAltName = IP:127.0.0.1
[req]
distinguished_name = none
[none]
"""


def problem_of(url: str) -> Problem:
    with pytest.raises(DataError) as caught:
        from_url(url, allow_private=True, timeout=10.0)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("path", "code", "number"),
    [
        ("/missing", Fault.NOT_FOUND, 404),
        ("/circle", Fault.REDIRECTS, None),
        ("/nowhere", Fault.ANSWER, None),
        ("/wrong-charset", Fault.ENCODING, None),
        ("/odd-charset", Fault.ENCODING, None),
        ("/image", Fault.FORMAT, None),
        ("/declared-huge", Fault.LARGE, 2),
        ("/to-file", Fault.ADDRESS, None),
    ],
)
def test_answers(website: str, path: str, code: Fault, number: int | None) -> None:
    problem = problem_of(website + path)
    assert (problem.code, problem.number) == (code, number)


def test_a_file_that_is_not_utf_8() -> None:
    with pytest.raises(DataError) as caught:
        from_bytes("Экспорт области".encode("cp1251"), "a.txt")
    assert [problem.code for problem in caught.value.problems] == [Fault.ENCODING]


def test_a_server_without_tls(website: str) -> None:
    assert problem_of(website.replace("http:", "https:")).code == Fault.TLS


@pytest.fixture
def tls_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a server whose certificate expired in 2020, and that certificate, which signs itself."""
    openssl, key, certificate = program("openssl", package="openssl"), "key.pem", tmp_path / "certificate.pem"
    for name, text in (("ca.cnf", _AUTHORITY), ("index.txt", ""), ("serial.txt", "01\n")):
        (tmp_path / name).write_text(text, "utf-8")
    request = [
        "req",
        "-new",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=localhost",
    ]
    sign = ["ca", "-batch", "-selfsign", "-startdate", "200101000000Z", "-enddate", "200201000000Z"]
    for command in (
        [*request, "-subj", "/CN=localhost", "-config", "ca.cnf", "-keyout", key, "-out", "request.pem"],
        [*sign, "-config", "ca.cnf", "-keyfile", key, "-in", "request.pem", "-out", certificate.name],
    ):
        subprocess.run([openssl, *command], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, tmp_path / key)

    class Server(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """Print nothing: the client ends the handshake."""

    with Server(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"https://127.0.0.1:{server.server_port}/", certificate
        server.shutdown()


@pytest.mark.slow
def test_a_certificate_that_nobody_knows(tls_site: tuple[str, Path]) -> None:
    url, _ = tls_site
    assert problem_of(url).code == Fault.CERTIFICATE


@pytest.mark.slow
def test_a_certificate_that_has_expired(tls_site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    url, certificate = tls_site
    monkeypatch.setattr(certifi, "where", lambda: str(certificate))
    problem = problem_of(url)
    assert (problem.code, problem.what) == (
        Fault.CERTIFICATE_EXPIRED,
        "the connection is not safe: certificate has expired",
    )
