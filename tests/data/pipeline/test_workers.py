"""Processes that read a long feed end with the one that started them, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from data.pipeline.readings import MIN_PARALLEL_ARTICLES
from tests.conftest import ROOT
from tests.data.sample_feeds import RUSSIAN, feed, write_reports

pytestmark = pytest.mark.slow

BUSY = 0.8  # seconds of work: by then a process is past its start


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A feed that is long enough for further processes, which then have work for a while."""
    folder = write_reports(tmp_path_factory.mktemp("long") / "feed", MIN_PARALLEL_ARTICLES)
    text = "\n".join(RUSSIAN.format(value=f"{number},5") for number in range(500))
    return feed(folder, **{f"very-long-{number}": f"{text}\n{number}" for number in range(200)})


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_workers_end_with_their_parent(tmp_path: Path, articles: Path, number: int) -> None:
    options = ("--feed", str(articles), "--out", str(tmp_path / "tables"), "--no-cache", "--processes", "2")
    command = [sys.executable, "-m", "data", "derive", *options]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        every: list[psutil.Process] = []
        deadline = time.monotonic() + 60
        while sum(_worked(process) > BUSY for process in every) < 2:
            assert running.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
            every = psutil.Process(running.pid).children(recursive=True)
        # Ctrl+C in a terminal reaches all of them.
        os.killpg(running.pid, number) if number == signal.SIGINT else running.send_signal(number)
        _, alive = psutil.wait_procs(every, timeout=30)
        assert not alive
        said = running.communicate(timeout=30)[1]
    if number == signal.SIGKILL:
        assert running.returncode == -number
    else:
        assert (running.returncode, said) == (130, "stopped; the tables are whole\n")
        assert list(tmp_path.iterdir()) == []


def _worked(process: psutil.Process) -> float:
    """Seconds that a process has worked; none where it has ended."""
    try:
        return float(process.cpu_times().user)
    except psutil.Error:
        return 0.0
