"""Runs the cases of a target, judges each, and makes those that fail small."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import resource
import shutil
import signal
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil

ROOT = Path(__file__).parents[2]
MB = 1_000_000
LONGEST = 60  # seconds of CPU that a case may take
MEMORY = 3_000 * MB  # of addresses, beyond those of the start; libraries that come later reserve half of it
MINIMIZING = 20  # seconds
TIMED_FROM = 0.3  # seconds; what takes less is not looked at for how it grows
GROWTH = 3  # times as long may an input take that is twice as long: linear work takes 2, quadratic 4
SAMPLES = 12  # of the memory, the first after a third of the time
SEEDS = 1_000_000  # of cases, for one seed of a run

# An input by its parts, each a file when it is saved.
Case = dict[str, bytes]


class TooSlowError(Exception):
    """Raised where a case takes more time than its size allows."""


class MemoryGrowthError(Exception):
    """Raised where a process holds much more after many cases than after some."""


class Target(ABC):
    """What cases are made for and tried on."""

    base, per_byte = 2.0, 8e-6  # seconds of CPU that a case may take
    grows = 40.0  # MB that the process may come to hold after a third of the time

    def __init__(self, folder: Path) -> None:
        """`folder` is free to write into."""
        self.folder = folder

    @abstractmethod
    def case(self, chance: Random) -> Case:
        """A new case."""

    @abstractmethod
    def check(self, case: Case) -> None:
        """Try it; raises whatever is wrong."""

    def finish(self) -> None:  # noqa: B027 - most have nothing to try
        """Try at the end what only many cases could have broken; raises whatever is wrong."""

    def close(self) -> None:  # noqa: B027 - as above
        """End what was started."""

    def doubled(self, case: Case) -> Case | None:
        """A case with twice the work; None where the length of an input says nothing about it."""
        return None

    def clock(self) -> float:
        """Seconds of CPU that the target took so far."""
        return time.process_time()

    def memory(self) -> float:
        """MB that the target holds; what it has freed is given back to the system before."""
        gc.collect()
        with suppress(OSError, AttributeError):  # only glibc has it
            ctypes.CDLL(None).malloc_trim(0)
        return float(psutil.Process().memory_info().rss) / MB


@dataclass
class Fault:
    """What is wrong, which case of which target shows it, and the folder where its input is kept."""

    what: str
    replay: str
    folder: str = ""


@dataclass
class Report:
    """What a run of one target found; `again` counts the cases that failed in ways already known."""

    target: str
    cases: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    memory: list[float] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    again: int = 0


def source(target: str, seed: int) -> Random:
    """The source of chance of one case."""
    return Random(f"{target}:{seed}")  # noqa: S311 - no secret


def run(target: Target, name: str, seed: int, seconds: float, inputs: Path) -> Report:
    """Try new cases until the time is over; what fails is made small and kept in `inputs`."""
    report, known = Report(name), set[str]()
    started, now = time.monotonic(), inputs / f"{name}.now"

    def keep(error: BaseException, case: Case) -> None:
        report.faults.append(saved(error, case, f"{name}:{seed * SEEDS + report.cases}", inputs))

    with bounded():
        while (passed := time.monotonic() - started) < seconds:
            now.write_text(str(seed * SEEDS + report.cases), "ascii")
            case = target.case(source(name, seed * SEEDS + report.cases))
            error, taken = failure(target, case)
            if error and (sign := signature(error)) not in known:
                known.add(sign)
                keep(error, minimized(target, case, sign))
            else:
                report.again += error is not None
            report.cases, report.slowest = report.cases + 1, max(report.slowest, taken)
            if passed > seconds * (SAMPLES // 3 + len(report.memory)) / SAMPLES:
                report.memory.append(target.memory())
        report.memory.append(target.memory())
        if (growth := max(report.memory) - min(report.memory)) > target.grows:
            keep(MemoryGrowthError(f"{growth:.0f} MB"), {})
        try:
            target.finish()
        except Exception as last:
            keep(last, {})
    now.unlink(missing_ok=True)
    report.seconds = time.monotonic() - started
    return report


def failure(target: Target, case: Case) -> tuple[BaseException | None, float]:
    """What is wrong with a case, None where it passes, and the seconds that it took."""
    taken = 0.0
    try:
        taken = _time(target, case)
        _judge(target, case, taken)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        return error, taken
    return None, taken


def _judge(target: Target, case: Case, taken: float) -> None:
    """Raise where the time is more than the size allows, or grows faster; measured again before it is believed."""
    size = sum(map(len, case.values()))
    if taken > (most := target.base + target.per_byte * size) and (least := _least(target, case, taken)) > most:
        raise TooSlowError(f"too long: {size} bytes take {least:.1f} s")
    if taken > TIMED_FROM and (twice := target.doubled(case)):
        longer = _time(target, twice)
        if longer > GROWTH * taken and _least(target, twice, longer) > GROWTH * (least := _least(target, case, taken)):
            raise TooSlowError(f"more than linear: {size} bytes take {least:.1f} s, twice as many {GROWTH} times that")


def _least(target: Target, case: Case, taken: float) -> float:
    """The least of several measurements: on a busy machine single ones are too high."""
    return min(taken, *(_time(target, case) for _ in range(3)))


def _time(target: Target, case: Case) -> float:
    """Seconds of CPU that a case takes; raises what it raises."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"no end: more than {LONGEST} s")

    before, started = signal.signal(signal.SIGPROF, stop), target.clock()
    signal.setitimer(signal.ITIMER_PROF, LONGEST)  # of CPU, so that a busy machine stops none
    try:
        target.check(case)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return target.clock() - started


@contextmanager
def bounded() -> Iterator[None]:
    """Within it, what would take all memory meets a MemoryError."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (psutil.Process().memory_info().vms + MEMORY, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def signature(error: BaseException) -> str:
    """What tells one fault from another: the kind, and the last place in the project's own code, else the message."""
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    own = [place for place in places if not {"tests", ".venv"} & {*Path(place.filename).relative_to(ROOT).parts}]
    if isinstance(error, AssertionError) or not own:
        return f"{type(error).__name__}: {str(error).partition(':')[0]}"
    return f"{type(error).__name__} in {Path(own[-1].filename).relative_to(ROOT)}, {own[-1].name}"


def minimized(target: Target, case: Case, sign: str) -> Case:
    """A smaller case with the same fault: parts, then halves, quarters and so on left out, while there is time."""
    deadline = time.monotonic() + MINIMIZING

    def fails(other: Case) -> bool:
        error, _ = failure(target, other)
        return error is not None and signature(error) == sign

    for name in tuple(case):
        without = {other: content for other, content in case.items() if other != name}
        if without and time.monotonic() < deadline and fails(without):
            case = without
    for name in case:
        step, place = len(case[name]) // 2, 0
        while step and time.monotonic() < deadline:
            content = case[name]
            shorter = {**case, name: content[:place] + content[place + step :]}
            if place < len(content) and fails(shorter):
                case = shorter
            elif place < len(content):
                place += step
            else:
                step, place = step // 2, 0
    return case


def saved(error: BaseException, case: Case, replay: str, inputs: Path) -> Fault:
    """The fault; its input and trace are kept in a folder."""
    what = f"{signature(error)}: {error}".encode("ascii", "backslashreplace").decode()[:300]
    folder = inputs / f"{replay.replace(':', '-')}-{hashlib.sha256(what.encode()).hexdigest()[:8]}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in case.items():
        (folder / name).write_bytes(content)
    (folder / "trace.log").write_text("".join(traceback.format_exception(error)), "utf-8", "backslashreplace")
    return Fault(what, replay, str(folder))
