"""The summary of one run: how much was read, what was not understood, what does not fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from data.pipeline.staging import StagingDatabase

DEFAULT_MAX_LINES = 20  # of one kind of doubt; the rest are counted


@dataclass
class Summary:
    """Counts of one run, and lines on what people should look at."""

    read: int = 0
    unchanged: int = 0
    unreadable: int = 0  # files and entries of the feed that could not be read
    duplicates: int = 0
    counts_by_kind: Mapping[str, int] = field(default_factory=dict)
    sources: int = 0
    record_figures: int = 0  # figures that people transcribed from pages whose text is not held
    official_values: int = 0  # of series of statistics offices
    unclear: list[str] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)  # files that editors know and the feed does not hold
    planned_stops: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    inconsistent_sums: list[str] = field(default_factory=list)
    disputes: list[str] = field(default_factory=list)

    def add_findings(self, staging: StagingDatabase, max_lines: int | None = DEFAULT_MAX_LINES) -> None:
        """Set counts and notices from what was staged: of each kind the first `max_lines` lines, or all for None."""
        self.sources = staging.count_by_kind("sources").get("report", 0)
        stops = staging.count_by_kind("events")
        figures = staging.count_by_kind("observations")
        self.record_figures = figures.pop("record", 0)
        self.official_values = figures.pop("official", 0)
        self.counts_by_kind = {**figures, **stops, **_commitment_count(staging.count_by_kind("commitments"))}
        self.rejected = _first(staging.notices("rejected"), max_lines)
        self.unclear = _first(staging.notices("unclear"), max_lines)
        self.planned_stops = _first(staging.notices("planned"), max_lines)
        self.inconsistent_sums = _first(staging.notices("sum"), max_lines)
        self.disputes = _first(staging.disputes(), max_lines)

    def lines(self) -> Iterator[str]:
        """Yield the summary line by line."""
        articles = self.read + self.unchanged
        yield f"articles: {articles} ({self.read} read, {self.unchanged} unchanged), {self.unreadable} faulty"
        if self.duplicates:
            yield f"copies of another article, counted once: {self.duplicates}"
        total = sum(self.counts_by_kind.values())
        counts = ", ".join(f"{kind} {count}" for kind, count in self.counts_by_kind.items())
        yield f"facts: {total} from {self.sources} articles" + (f" ({counts})" if counts else "")
        if self.record_figures:
            yield f"figures of the record, transcribed: {self.record_figures}"
        if self.official_values:
            yield f"values of official series: {self.official_values}"
        yield from _section("editorial/sources.csv names them, the feed does not hold them", self.missing_files)
        yield from _section("seen and not understood", self.unclear)
        yield from _section("stops that are only announced, left out", self.planned_stops)
        yield from _section("read but left out, for the tables do not allow it", self.rejected)
        yield from _section("sums that do not add up", self.inconsistent_sums)
        yield from _section("sources that contradict each other, side by side", self.disputes)


def _commitment_count(statuses: Mapping[str, int]) -> dict[str, int]:
    return {"commitment": sum(statuses.values())} if statuses else {}


def _first(lines: Iterable[str], count: int | None) -> list[str]:
    """Return the first lines, and a line that says how many more there are."""
    rest = iter(lines)
    first = list(islice(rest, count))
    more = sum(1 for _ in rest)
    return [*first, f"… and {more} more (--all shows them)"] if more else first


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)
