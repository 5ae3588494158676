"""The fuzzer finds what is planted: a fault, work that grows with the square, memory that is kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from mmap import mmap
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.engine import MB, Case, Target, failure, run, source


class Planted(Target):
    """Random bytes, tried by a function that gives the time that it takes."""

    base, per_byte = 9.0, 1.0

    def __init__(self, folder: Path, function: Callable[[bytes], float]) -> None:
        super().__init__(folder)
        self._function, self._time = function, 0.0

    def case(self, chance: Random) -> Case:
        """Two parts, of which one matters."""
        return {"a": chance.randbytes(300), "b": b"whatever"}

    def check(self, case: Case) -> None:
        """Call the function."""
        self._time += self._function(case["a"])

    def doubled(self, case: Case) -> Case:
        """The part that matters twice."""
        return {"a": case["a"] * 2}

    def clock(self) -> float:
        """The time as the function gave it."""
        return self._time


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine's clock go on by 10 ms each time that it is read, however busy the machine is.

    What the tests before have left is not collected: in a large process that takes long.
    """
    ticks = count()
    monkeypatch.setattr("tests.fuzz.engine.gc.collect", lambda: 0)
    monkeypatch.setattr("tests.fuzz.engine.time.monotonic", lambda: next(ticks) / 100)


def _raise_at_zero(content: bytes) -> float:
    if b"\0" in content:
        raise ValueError("planted")
    return 0.0


def test_a_fault_is_found_made_small_and_made_again(tmp_path: Path) -> None:
    target = Planted(tmp_path, _raise_at_zero)
    report = run(target, "planted", 7, 0.5, tmp_path)
    (fault,) = report.faults
    assert report.again and report.cases > report.again + 1
    assert "ValueError" in fault.what and "planted" in fault.what
    assert (Path(fault.folder) / "a").read_bytes() == b"\0"
    name, seed = fault.replay.split(":")
    error, _ = failure(target, target.case(source(name, int(seed))))
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(("power", "is_slow"), [(1, False), (2, True)])
def test_time_that_grows_with_the_square_is_a_fault(power: int, is_slow: bool, tmp_path: Path) -> None:
    target = Planted(tmp_path, lambda content: float((len(content) / 300) ** power))
    error, _ = failure(target, {"a": bytes(300)})
    assert type(error).__name__ == ("TooSlowError" if is_slow else "NoneType")


def test_memory_that_is_kept_is_a_fault(tmp_path: Path) -> None:
    kept: list[mmap] = []  # from the system itself: a process may have room left from before

    def keep(_: bytes) -> float:
        kept.append(mmap(-1, 2 * MB))
        kept[-1].write(b"\1" * 2 * MB)
        return 0.0

    target = Planted(tmp_path, keep)
    target.grows = 1.0
    (fault,) = run(target, "leak", 1, 0.5, tmp_path).faults
    assert fault.what.startswith("MemoryGrowthError")
