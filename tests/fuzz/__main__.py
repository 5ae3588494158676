"""Mutated input for every target; the status is 1 where one raises, slows down, or grows."""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from random import SystemRandom

from tests.fuzz.engine import ROOT, SEEDS, Fault, Report, Target, bounded, failure, run, source

# By name, the module and class of each. A process imports only its own.
TARGETS = {
    "reports": "reports.Reports",
    "pages": "pages.Pages",
    "feeds": "pages.Feeds",
    "answers": "answers.Answers",
    "tables": "tables.Tables",
    "requests": "requests.Requests",
    "frames": "frames.Frames",
}
PATIENCE = 180  # seconds that a target may take beyond its time: to start, to make a fault small


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0, help="for all targets together (default: 2)")
    parser.add_argument("--seed", type=int, help="the same seed makes the same cases (default: another each time)")
    parser.add_argument("--only", choices=TARGETS, action="append", help="a target; may be given again")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    parser.add_argument("--inputs", type=Path, default=ROOT / ".fuzz", help="folder for what fails (default: .fuzz)")
    parser.add_argument("--replay", metavar="TARGET:SEED", help="try one case again, and raise what it raises")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)  # one target, in this process
    asked = parser.parse_args()
    seed = SystemRandom().randrange(SEEDS) if asked.seed is None else asked.seed
    names = asked.only or list(TARGETS)
    asked.inputs.mkdir(exist_ok=True)
    if asked.replay:
        return replay(*asked.replay.split(":"))
    if asked.here:
        with tempfile.TemporaryDirectory() as folder, closing(made(names[0], folder)) as target:
            print(json.dumps(asdict(run(target, names[0], seed, 60 * asked.minutes, asked.inputs))))
        return 0
    workers = min(os.cpu_count() or 1, len(names))
    minutes = asked.minutes * workers / len(names)
    print(f"seed {seed}, {len(names)} targets, {minutes:.2f} minutes each", file=sys.stderr)
    with ThreadPoolExecutor(workers) as pool:
        reports = list(pool.map(lambda name: apart(name, seed, minutes, asked.inputs.absolute()), names))
    print(json.dumps([*map(asdict, reports)], indent=2) if asked.json else "\n".join(map(told, reports)))
    return int(any(report.faults for report in reports))


def made(name: str, folder: str) -> Target:
    """The target of this name; what it logs is not told."""
    logging.disable()
    module, kind = TARGETS[name].split(".")
    target: Target = getattr(import_module(f"tests.fuzz.{module}"), kind)(Path(folder))
    return target


def apart(name: str, seed: int, minutes: float, inputs: Path) -> Report:
    """Run a target in a process of its own: what crashes or hangs there ends nothing else."""
    command = [sys.executable, "-m", "tests.fuzz", "--here", "--only", name, "--inputs", str(inputs)]
    command += ["--seed", str(seed), "--minutes", str(minutes)]
    patience = 60 * minutes + PATIENCE
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=patience)
        if done.returncode == 0:
            report = json.loads(done.stdout.splitlines()[-1])
            return Report(**{**report, "faults": [Fault(**fault) for fault in report["faults"]]})
        what = f"the process ended with {done.returncode}: {done.stderr[-2000:]}"
    except subprocess.TimeoutExpired:
        what = "the process did not end"
    now = inputs / f"{name}.now"
    return Report(name, faults=[Fault(what, f"{name}:{now.read_text('ascii') if now.exists() else seed * SEEDS}")])


def replay(name: str, seed: str) -> int:
    """Try one case again."""
    with tempfile.TemporaryDirectory() as folder, closing(made(name, folder)) as target, bounded():
        error, taken = failure(target, target.case(source(name, int(seed))))
        if error:
            raise error
    print(f"no fault, in {taken:.1f} s")
    return 0


def told(report: Report) -> str:
    """A report as lines to read."""
    memory = f"{min(report.memory):.0f} to {max(report.memory):.0f}" if report.memory else "?"
    line = f"{report.target}: {report.cases} cases in {report.seconds:.0f} s, the slowest {report.slowest:.1f} s, "
    line += f"{memory} MB, {len(report.faults)} faults" + f", met {report.again} times more" * bool(report.again)
    return "\n".join([line, *(f"  {one.what}\n    --replay {one.replay}  {one.folder}" for one in report.faults)])


if __name__ == "__main__":
    sys.exit(main())
