"""Accounts of articles into the scratch: which line stands where, and what people are to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from data.extraction import Reading
from data.model.column_types import Row
from data.model.problem import Problem
from data.model.schema import AREAS, LABELS, TABLES
from data.pipeline.area_lookup import Places
from data.pipeline.area_rows import LANGUAGES
from data.pipeline.article_rows import Account
from data.pipeline.consistency import additions, bounds, said, subject
from data.pipeline.editorial import FOLDER, Editorial
from data.pipeline.row_format import cells, line
from data.pipeline.staging import Scratch

_KINDS = next(column.allowed for column in AREAS.columns if column.name == "kind")
_LABELLED = next(column.allowed for column in LABELS.columns if column.name == "table")
_FIELDS = next(column.allowed for column in LABELS.columns if column.name == "field")
_LAST = "\U0010ffff"  # sorts after everything


class Gathering:
    """Puts the rows of one article after another into the scratch, each with its place in its table."""

    def __init__(self, scratch: Scratch, editorial: Editorial) -> None:
        """Start with no metric in use."""
        self._scratch = scratch
        self._editorial = editorial
        self._rank = {name: f"{at:04}" for at, name in enumerate(editorial.metrics)}
        self._measured: set[str] = set()

    def add(self, made: Account, reading: Reading) -> None:
        """Keep the rows of one article, their names, and what is doubtful about them."""
        for source in made.rows["sources"]:
            self._add(("sources", source), ("0", made.id), made.id, "report")
            self._label("sources", made.id, ("0", made.id), source["url"] or source["file"], made.id)
            self._publisher(source)
            self._dating(source)
        for row in made.rows["observations"]:
            self._figure(row, made.products)
        for row in made.rows["events"]:
            sort = (made.id, f"{row['day']:09}", f"{row['order']:09}")
            self._add(("events", row), sort, made.id, "stop")
            self._label("events", row["id"], sort, made.titles.get(row["id"]), made.id)
        for at, row in enumerate(made.rows["commitments"]):
            self._add(("commitments", row), (made.id, f"{at:09}"), made.id, row["status"])
            self._label("commitments", row["id"], (made.id, f"{at:09}"), None, made.id)
        for at, row in enumerate(made.rows["tellings"]):
            self._add(("tellings", row), (made.id, f"{at:09}"), made.id)
            self._source(row["source"], ("1", made.id, f"{at:09}"))
            for label in self._editorial.labels("told", row["about"]):
                self._labelled(label, (row["about"],))
        self._areas(made.areas)
        self._doubts(made, reading)

    def record(self) -> None:
        """Keep the figures that people transcribed from pages whose text is not held."""
        places = Places(self._editorial)
        for at, source in enumerate(self._editorial.record()):
            self._source(source["id"], ("2", f"{at:09}"))
            rows = [row for _, row in self._editorial.of("observations", source["id"])]
            for row in rows:
                self._figure(row, {}, record=True)
                self._areas(places.rows([row["reporter"], row["partner"]]))
            for start, told in additions(rows):
                self._scratch.notice("sum", source["id"], start, f"{source['id']}: {told}")

    def _source(self, name: str, sort: tuple[str, ...]) -> None:
        """Keep a source that people know and that is no article of the feed."""
        source = self._editorial.sources[name]
        self._add(("sources", {column: source[column] for column in TABLES["sources"].header}), sort)
        self._label("sources", name, sort, source["publisher"])
        self._publisher(source)

    def _publisher(self, source: Row) -> None:
        """What people call its publisher in other languages, where that is not as it calls itself."""
        for label in self._editorial.labels("publishers", source["publisher"]):
            self._labelled(label, (source["publisher"],))

    def _figure(self, row: Row, products: Mapping[str, str], *, record: bool = False) -> None:
        place = (str(int(record)), *self._place(row))  # what was read stands before what was transcribed
        self._add(("observations", row), place, row["source"], "record" if record else row["metric"])
        for label in self._editorial.labels("observations", row["id"]):
            self._labelled(label, (row["id"],))
        self._compare(row)
        self._measured.add(row["metric"])
        if row["product"]:
            self._label("products", row["product"], (row["product"],), products.get(row["product"]))
        if row["authority"]:
            authority = self._editorial.authorities[row["authority"]]
            self._add(("authorities", authority), (authority["id"],))
            self._label("authorities", authority["id"], (authority["id"],), authority["id"])
            self._areas(Places(self._editorial).rows([authority["area"]]))

    def _areas(self, rows: Iterable[tuple[Row, list[Row]]]) -> None:
        for row, labels in rows:
            ranked = (f"{_KINDS.index(row['kind']):02}", row["id"])
            self._add(("areas", row), ranked)
            for label in labels:
                self._labelled(label, ranked)

    def loose(self) -> Iterator[Problem]:
        """Figures that people keep and hold to one that is not in the table; asked when all is gathered."""
        for name in self._editorial.sources:
            for at, row in self._editorial.of("observations", name):
                is_told = self._scratch.has("observations", row["id"])
                for column in ("baseline", "repeats"):
                    if is_told and row[column] and not self._scratch.has("observations", row[column]):
                        what = f"'{row[column]}' is no figure of this feed"
                        file = f"{FOLDER.name}/observations.csv"
                        yield Problem(file, what, "Mend the name or take it out", at, column)

    def finish(self) -> None:
        """Keep the metrics that figures are of, and those that follow from them."""
        metrics = self._editorial.metrics
        used = set(self._measured)
        for name, row in metrics.items():
            operands = (row["operands"] or "").split()
            if operands and (name in used or set(operands) <= used):
                used |= {name, *operands}
        for name in used:
            self._add(("metrics", metrics[name]), (self._rank[name],))
            self._label("metrics", name, (self._rank[name],), name)

    def _add(self, where: tuple[str, Row], sort: tuple[str, ...], source: str = "", kind: str = "") -> None:
        table, row = where
        self._scratch.row(table, row["id"], sort, line(cells(table, row).values()), source=source, kind=kind)

    def _label(self, table: str, name: str, sort: tuple[str, ...], said: str | None, source: str = "") -> None:
        """Names that people keep for a row; without any, what its article or its id says, in all languages."""
        field = "title" if table in ("sources", "events", "commitments") else "name"
        same = {"table": table, "id": name, "field": field, **dict.fromkeys(LANGUAGES, said or name)}
        for label in self._editorial.labels(table, name) or [same]:
            self._labelled(label, sort, source)

    def _labelled(self, label: Row, sort: tuple[str, ...], source: str = "") -> None:
        table, name, field = label["table"], label["id"], label["field"]
        ranked = (f"{_LABELLED.index(table):02}", *sort, f"{_FIELDS.index(field):02}")
        written = line(cells("labels", label).values())
        self._scratch.row("labels", f"{table}\x1f{name}\x1f{field}", ranked, written, source=source)

    def _dating(self, source: Row) -> None:
        """Sources that date this one, in the order that people give them in."""
        for at, name in enumerate((source["dated_by"] or "").split()):
            self._source(name, ("1", source["id"], f"{at:09}"))

    def _place(self, row: Row) -> tuple[str, ...]:
        who = (row["reporter"] or "", row["partner"] or "", row["product"] or "")
        start = _LAST if row["start"] is None else f"{row['start']:09}"
        when = (row["period"] or _LAST, row["modality"], start)
        return (row["source"], self._rank[row["metric"]], *who, *when)

    def _compare(self, row: Row) -> None:
        if row["period"] and row["reporter"] and not row["repeats"]:
            spread = bounds(row)
            told = f"{row['source']} says {said(row)}"
            self._scratch.figure(subject(row), row["unit"], spread.low, spread.high, row["source"], told)

    def _doubts(self, made: Account, reading: Reading) -> None:
        for doubt in reading.doubts:
            if doubt.why == "unclear":
                told = f"{made.id} [{doubt.start}, {doubt.stop}) «{doubt.phrase}»"
                self._scratch.notice("unclear", made.id, doubt.start, told)
        for at, told in enumerate(made.unfit):
            self._scratch.notice("unfit", made.id, at, told)
        for start, told in additions(made.rows["observations"]):
            self._scratch.notice("sum", made.id, start, f"{made.id}: {told}")
        if made.announced:
            self._scratch.notice("announced", made.id, 0, f"{made.id}: {made.announced}")
