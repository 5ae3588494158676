"""What a run found, for people: how much was read, what was not understood, what does not fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from data.pipeline.staging import Scratch

SHOWN = 20  # lines of one kind that are shown unless more are asked for; the rest are counted


@dataclass
class Summary:
    """Counts of one run, and what people should look at."""

    read: int = 0
    unchanged: int = 0
    faulty: int = 0  # files and entries of the feed that could not be read
    copies: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    sources: int = 0
    record: int = 0  # figures that people transcribed from pages whose text is not held
    unclear: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)  # files that editors know and the feed does not hold
    announced: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    disputes: list[str] = field(default_factory=list)

    def look(self, scratch: Scratch, shown: int | None = SHOWN) -> None:
        """Take from the scratch what is to be told: of each kind the first `shown` lines, or all for None."""
        self.sources = scratch.kinds("sources").get("report", 0)
        stops = scratch.kinds("events")
        figures = scratch.kinds("observations")
        self.record = figures.pop("record", 0)
        self.kinds = {**figures, **stops, **_of(scratch.kinds("commitments"))}
        self.unfit = _first(scratch.notices("unfit"), shown)
        self.unclear = _first(scratch.notices("unclear"), shown)
        self.announced = _first(scratch.notices("announced"), shown)
        self.sums = _first(scratch.notices("sum"), shown)
        self.disputes = _first(scratch.disputed(), shown)

    def lines(self) -> Iterator[str]:
        """The summary, line by line."""
        articles = self.read + self.unchanged
        yield f"articles: {articles} ({self.read} read, {self.unchanged} unchanged), {self.faulty} faulty"
        if self.copies:
            yield f"copies of another article, counted once: {self.copies}"
        counted = ", ".join(f"{kind} {count}" for kind, count in self.kinds.items())
        yield f"facts: {sum(self.kinds.values())} from {self.sources} articles" + (f" ({counted})" if counted else "")
        if self.record:
            yield f"figures of the record, transcribed: {self.record}"
        yield from _listed("editorial/sources.csv names them, the feed does not hold them", self.absent)
        yield from _listed("seen and not understood", self.unclear)
        yield from _listed("stops that are only announced, left out", self.announced)
        yield from _listed("read but left out, for the tables do not allow it", self.unfit)
        yield from _listed("sums that do not add up", self.sums)
        yield from _listed("sources that contradict each other, side by side", self.disputes)


def _of(statuses: Mapping[str, int]) -> dict[str, int]:
    return {"commitment": sum(statuses.values())} if statuses else {}


def _first(lines: Iterable[str], count: int | None) -> list[str]:
    """The first lines, and how many more there are."""
    every = iter(lines)
    shown = list(islice(every, count))
    more = sum(1 for _ in every)
    return [*shown, f"… and {more} more (--all shows them)"] if more else shown


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)
