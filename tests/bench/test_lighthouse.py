"""What Lighthouse says of pages on a phone, but for its timings: they hang on the machine and are the benchmark's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import lighthouse
from tests.server import Server
from tests.tools import chrome, required

LEAST = {"accessibility": 1, "best-practices": 0.96, "seo": 1}
MOST_SHIFT = 0.02
MOST_BYTES, MOST_UNUSED = 600_000, 50_000


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Lighthouse's program, as npm brings it."""
    required(chrome(), "no Chrome or Chromium: install one (Debian: apt-get install chromium) or name it in CHROME")
    found = lighthouse.installed(tmp_path_factory.mktemp("lighthouse"))
    return required(found, "no Lighthouse: npm did not bring it (Debian: apt-get install npm)")


@pytest.mark.parametrize("path", ["/", "/record"])
def test_lighthouse_finds_nothing_that_keeps_people_out_moves_or_is_sent_in_vain(
    program: Path, server: Server, path: str
) -> None:
    found = lighthouse.report(program, f"{server.url}{path}?lang=en")
    scores = {name: found["categories"][name]["score"] for name in LEAST}
    short = [
        (name, audit["id"], found["audits"][audit["id"]]["title"])
        for name, score in scores.items()
        if score < LEAST[name]
        for audit in found["categories"][name]["auditRefs"]
        if audit["weight"] and found["audits"][audit["id"]]["score"] == 0
    ]
    assert short == [], scores
    audits = found["audits"]
    assert audits["errors-in-console"]["details"]["items"] == []
    assert audits["cumulative-layout-shift"]["numericValue"] <= MOST_SHIFT
    assert audits["total-byte-weight"]["numericValue"] <= MOST_BYTES
    assert audits["unused-javascript"]["details"]["overallSavingsBytes"] <= MOST_UNUSED
