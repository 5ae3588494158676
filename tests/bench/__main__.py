"""Measures the pages side by side and prints the tables: `python -m tests.bench`; see the package for what is what."""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from tests.bench import content, lighthouse, serving, table, visits
from tests.bench.serving import DASH, DASHBOARD, EMPTY, PLAIN, TARGETS, Running, Target, slow, started
from tests.tools import chrome

_SETTLE = 0.3  # seconds until a server has done what it still does after an answer
_REST = 1000  # milliseconds until a page has come to rest
_RESTING = 2.0  # seconds in which is seen what a server does with nobody there
_SATURATED = 0.9  # cores, of the one that the readers' own process can use
# How readers reach a server (readers.py), for `session` and for `readers`, and how many are tried first.
_CROWDS = {DASHBOARD: ("read", "http", 500), PLAIN: ("streamlit", "streamlit", 2)}
_PAGES = ("/?lang=en", "/record?lang=en")
_WIDTHS = (390, 1440)


class Bench:
    """One run: what is measured, of which targets; what fails is told and left out, the rest goes on."""

    def __init__(self, asked: argparse.Namespace, playwright: Playwright, content: Path, scratch: Path) -> None:
        self.found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self.asked = asked
        self.chromium = ""
        self.notes: list[str] = []
        self.steps: dict[str, Any] = {}
        self._resting: dict[str, float] = {}  # milliseconds of processor time a second, with nobody there
        self._playwright = playwright
        self._content = content
        self._scratch = scratch
        self._heading = _heading(content)

    def note(self, target: Target, **values: float) -> None:
        """Keep values of a target by the measure's name, its spaces written as underscores."""
        for name, value in values.items():
            self.found[target.name][name.replace("_", " ")].append(value)

    def guarded(self, task: Callable[..., None], target: Target, *given: object) -> None:
        """Do it; a fault costs this target this measure."""
        begun = time.monotonic()
        try:
            task(target, *given)
            told = f"{time.monotonic() - begun:.1f} s"
        except Exception as error:  # whatever it is, the others are measured
            told = f"failed: {error}"
        sys.stderr.write(f"{task.__name__} {target.name} {' '.join(map(str, given))}: {told}\n")

    def rounds(self, targets: Sequence[Target]) -> None:
        """Cold and warm visits and clicks, on all targets in turn; then cold visits over the slow line."""
        with ExitStack() as stack:
            running: dict[Target, Running] = {}

            def serve(target: Target) -> None:
                one = stack.enter_context(started(target, self._content, self._scratch))
                one.ready()
                running[target] = one

            for target in targets:
                self.guarded(serve, target)
            for one in running.values():  # what a server does at its first visit is no part of others'
                self.guarded(self.first, one.target, one)
            for _ in range(self.asked.repeats):
                for one in running.values():
                    self.guarded(self.round, one.target, one)
            for one in running.values():
                self.note(one.target, memory=one.memory())
            for _ in range(self.asked.slow):
                for one in running.values():
                    self.guarded(self.slow, one.target, one)

    def first(self, target: Target, running: Running) -> None:
        """A visit that is not counted, and what the server does once it is over."""
        with visits.profile(self._playwright, self._heading) as context:
            page = context.pages[0]
            visits.load(page, running.address)
            visits.clicks(page, target, self.asked.clicks)
            told = context.new_cdp_session(page).send("Browser.getVersion")
            self.chromium = told["product"].rpartition("/")[2]
        before = running.cpu()
        time.sleep(_RESTING)
        self._resting[target.name] = (running.cpu() - before) / _RESTING

    def round(self, target: Target, running: Running) -> None:
        """Visits with two new profiles: one who looks and points, and one who clicks at once."""
        with visits.profile(self._playwright, self._heading) as context:
            page = context.pages[0]
            begun = self._work(target, running)
            cold = visits.cold(page, running.address)
            time.sleep(_SETTLE)
            self.note(target, visit_work=self._work(target, running) - begun, requests=cold["requests"])
            self.note(target, kilobytes=cold["bytes"] / 1000, early_kilobytes=cold["early"] / 1000)
            self.note(target, cold_first=cold["first"], tooltip=visits.hover(page))
            for _ in range(2):  # the browser keeps compiled scripts from the second on
                warm = visits.load(page, running.address)
                page.wait_for_timeout(_REST)
            self.note(target, warm_first=warm["first"], tooltip=visits.hover(page))
        with visits.profile(self._playwright, self._heading) as context:
            page = context.pages[0]
            for visit in ("cold", "again", "warm"):
                seen, taken = visits.early(page, target, running.address)
                page.wait_for_timeout(_REST)
                if visit != "again":
                    self.note(target, early=taken, **{f"{visit}_first": seen["first"]})
            visits.load(page, running.address)
            page.wait_for_timeout(_REST)
            begun = self._work(target, running)
            taken_each = visits.clicks(page, target, self.asked.clicks)
            time.sleep(_SETTLE)
            self.note(target, click_work=(self._work(target, running) - begun) / len(taken_each))
            self.found[target.name]["filter"] += taken_each

    def _work(self, target: Target, running: Running) -> float:
        """Milliseconds of processor time so far, without what the server takes with nobody there."""
        return running.cpu() - self._resting.get(target.name, 0) * time.monotonic()

    def slow(self, target: Target, running: Running) -> None:
        """A cold visit over the slow line."""
        with slow(running) as url, visits.profile(self._playwright, self._heading) as context:
            self.note(target, slow_first=visits.load(context.pages[0], url + target.path)["first"])

    def pages(self, target: Target) -> None:
        """Of the dashboard's pages: what moves when the font comes late, and what Lighthouse says."""
        with started(target, self._content, self._scratch) as running:
            running.ready()
            for path in _PAGES:
                for width in _WIDTHS:
                    self.note(target, late_shift=visits.shift(self._playwright, running.url + path, width))
            if not self.asked.lighthouse:
                return
            program = lighthouse.installed(self._scratch / "lighthouse")
            if program is None:
                self.notes.append("Lighthouse was left out: npm could not bring it.")
                return
            for path in _PAGES:
                scores = [lighthouse.measure(program, running.url + path) for _ in range(self.asked.lighthouse)]
                self.steps[f"lighthouse {path}"] = [score._asdict() for score in scores]
                for name, values in zip(lighthouse.Score._fields, zip(*scores, strict=True), strict=True):
                    self.note(target, **{name: statistics.median(values)})

    def start(self, target: Target) -> None:
        """From the start of the process until it is ready; then anew, until a browser that waits has the first view."""
        with started(target, self._content, self._scratch) as running:
            running.ready()
            self.note(target, ready=(time.time() - running.begun) * 1000)
        if target == EMPTY:
            return
        with (
            visits.profile(self._playwright, self._heading) as context,
            started(target, self._content, self._scratch) as running,
        ):
            running.listening()
            seen = visits.load(context.pages[0], running.address)
            self.note(target, started=seen["origin"] + seen["first"] - running.begun * 1000)

    def crowd(self, target: Target, task: str, kind: str, seconds: float, count: int = 0) -> None:
        """Readers without a browser, on a server of their own."""
        with started(target, self._content, self._scratch) as running:
            running.ready()
            asked = (task, kind, running.url, str(running.process.pid), str(seconds), str(count))
            command = [sys.executable, "-m", "tests.bench.readers", *asked]
            done = subprocess.run(
                command, cwd=serving.ROOT, capture_output=True, check=False, text=True, timeout=seconds + 120
            )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        seen = json.loads(done.stdout)
        self.steps[f"{task} {target.name}"] = seen
        if task == "visits":
            self.found[target.name]["visits"] = seen["megabytes"]
            return
        self.note(target, **{task: seen[task]})
        if task == "readers":
            self.note(target, crowd_work=seen["steps"][0]["work"])
            if not seen["failed"]:
                self.notes.append(f"For {target.name} no number of readers that was tried was too many.")
            if max(step["own"] for step in seen["steps"]) > _SATURATED:
                self.notes.append(f"For {target.name} the readers’ own process took all of its core.")


def _heading(content: Path) -> str:
    return str(json.loads((content / "page.json").read_text("utf-8"))["heading"])


def parser() -> argparse.ArgumentParser:
    """The options."""
    asked = argparse.ArgumentParser(description="Measure the dashboard beside others with the same content.")
    asked.add_argument("--repeats", type=int, default=10, help="rounds of visits")
    asked.add_argument("--slow", type=int, default=3, help="rounds over the slow line")
    asked.add_argument("--clicks", type=int, default=8, help="clicks on the filter a round")
    asked.add_argument("--starts", type=int, default=3, help="starts of each server")
    asked.add_argument("--sessions", type=int, default=60, help="open at once, for the memory of one; 0: none")
    asked.add_argument(
        "--lighthouse", type=int, nargs="?", const=5, default=0, help="runs of Lighthouse a page; by npm"
    )
    asked.add_argument("--readers", type=float, default=150, help="seconds to look for how many are served; 0: do not")
    asked.add_argument("--visits", type=float, default=240, help="seconds for 1,000 visits one after another; 0: none")
    asked.add_argument("--only", action="append", default=[], help="a target by its name; again for another")
    asked.add_argument("--quick", action="store_true", help="little of each: to try it, not to tell")
    asked.add_argument("--json", type=Path, help="a file for every value")
    asked.add_argument("--docs", action="store_true", help="write the tables into docs/performance.md too")
    return asked


def main() -> int:
    """Measure, print."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    asked = parser().parse_args()
    if asked.quick:
        asked.repeats, asked.slow, asked.clicks, asked.starts = 1, 1, 4, 1
        asked.sessions, asked.readers = 10, 40
    chosen = [target for target in TARGETS if target.name in asked.only or not asked.only]
    if len(chosen) < len(set(asked.only)) or not chrome():
        sys.exit(f"Targets: {', '.join(target.name for target in TARGETS)}. A Chromium must be installed.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        pages, scratch = Path(folder) / "content", Path(folder) / "scratch"
        pages.mkdir()
        scratch.mkdir()
        content.write(pages)
        bench = Bench(asked, playwright, pages, scratch)
        bench.rounds(chosen)
        for _ in range(asked.starts):
            for target in (DASHBOARD, EMPTY, PLAIN, DASH):
                if target in chosen or target == EMPTY:
                    bench.guarded(bench.start, target)
        for target, (session, kind, count) in _CROWDS.items():
            if target in chosen and asked.sessions:
                bench.guarded(bench.crowd, target, "session", session, 120, asked.sessions)
            if target in chosen and asked.readers:
                bench.guarded(bench.crowd, target, "readers", kind, asked.readers, count)
        if DASHBOARD in chosen:
            bench.guarded(bench.pages, DASHBOARD)
        if DASHBOARD in chosen and asked.visits:
            bench.guarded(bench.crowd, DASHBOARD, "visits", "http", asked.visits)
    if asked.json:
        asked.json.write_text(json.dumps({"values": bench.found, "crowds": bench.steps}, indent=1), "utf-8")
    text = table.report(bench.found, bench.chromium, bench.notes)
    sys.stdout.write(f"{text}\n")
    if asked.docs:
        table.put(text, serving.ROOT / "docs" / "performance.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
