"""Collect the rows of all articles in the staging database, each with its sort key, its labels and its notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from data.extraction import Reading
from data.model.column_types import Row
from data.model.context_tables import LABELS
from data.model.language import LANGUAGES
from data.model.problem import Problem
from data.model.schema import AREAS, TABLES
from data.pipeline.area_lookup import AreaLookup
from data.pipeline.article_rows import ArticleRows
from data.pipeline.consistency import describe_figure, describe_subject, find_inconsistent_sums, interval_of
from data.pipeline.editorial import EDITORIAL_FOLDER, Editorial
from data.pipeline.row_format import format_csv_line, format_row
from data.pipeline.staging import StagingDatabase

_KINDS = next(column.allowed for column in AREAS.columns if column.name == "kind")
_LABELLED = next(column.allowed for column in LABELS.columns if column.name == "table")
_FIELDS = next(column.allowed for column in LABELS.columns if column.name == "field")
_LAST = "\U0010ffff"  # sorts after all other text


class RowCollector:
    """Stages the rows of one article after another."""

    def __init__(self, staging: StagingDatabase, editorial: Editorial) -> None:
        """Collect into `staging`, with the names and labels of `editorial`."""
        self._staging = staging
        self._editorial = editorial
        self._rank = {name: f"{at:04}" for at, name in enumerate(editorial.metrics)}
        self._used_metrics: set[str] = set()

    def add_article(self, article: ArticleRows, reading: Reading) -> None:
        """Stage the rows of one article, their labels, and notices of what is doubtful about them."""
        for source in article.rows["sources"]:
            self._add_row(("sources", source), ("0", article.id), article.id, "report")
            self._add_labels("sources", article.id, ("0", article.id), source["url"] or source["file"], article.id)
            self._add_publisher_labels(source)
            self._add_dating_sources(source)
        for row in article.rows["observations"]:
            self._add_observation(row, article.products)
        for row in article.rows["events"]:
            sort = (article.id, f"{row['day']:09}", f"{row['order']:09}")
            self._add_row(("events", row), sort, article.id, "stop")
            self._add_labels("events", row["id"], sort, article.titles.get(row["id"]), article.id)
        for at, row in enumerate(article.rows["commitments"]):
            self._add_row(("commitments", row), (article.id, f"{at:09}"), article.id, row["status"])
            self._add_labels("commitments", row["id"], (article.id, f"{at:09}"), None, article.id)
        for at, row in enumerate(article.rows["tellings"]):
            self._add_row(("tellings", row), (article.id, f"{at:09}"), article.id)
            self._add_source(row["source"], ("1", article.id, f"{at:09}"))
            for label in self._editorial.labels_of("told", row["about"]):
                self._add_label(label, (row["about"],))
        self._add_areas(article.areas)
        self._add_notices(article, reading)

    def add_record(self) -> None:
        """Stage the figures that people transcribed from pages whose text is not held."""
        places = AreaLookup(self._editorial)
        for at, source in enumerate(self._editorial.record_sources()):
            self._add_source(source["id"], ("2", f"{at:09}"))
            self._add_dating_sources(source)
            rows = [
                row for name in ("observations", "official") for _, row in self._editorial.rows_of(name, source["id"])
            ]
            for row in rows:
                self._add_observation(row, {}, is_record=True)
                self._add_areas(places.rows_with_labels([row["reporter"], row["partner"]]))
            for start, text in find_inconsistent_sums(rows):
                self._staging.add_notice("sum", source["id"], start, f"{source['id']}: {text}")

        for table, found in self._editorial.passed_on.items():
            for at, row in enumerate(found):
                self._add_passed_on(table, row, (f"{at:09}",))

    def _add_passed_on(self, table: str, row: Row, sort: tuple[str, ...]) -> None:
        """Stage a row that only people write, where the commitment and the article that it is about were staged."""
        if row.get("commitment") and not self._staging.has_row("commitments", row["commitment"]):
            return
        if row.get("source") and not self._staging.has_row("sources", row["source"]):
            if self._editorial.sources[row["source"]]["kind"] == "report":
                return
            self._add_source(row["source"], ("3", row["source"]))
        self._add_row((table, row), sort)
        for label in self._editorial.labels_of(table, row["id"]):
            self._add_label(label, sort)

    def _add_source(self, name: str, sort: tuple[str, ...]) -> None:
        """Stage a source of the editorial data that is no article of the feed."""
        source = self._editorial.sources[name]
        self._add_row(("sources", {column: source[column] for column in TABLES["sources"].header}), sort)
        self._add_labels("sources", name, sort, source["publisher"])
        self._add_publisher_labels(source)

    def _add_publisher_labels(self, source: Row) -> None:
        """Stage what its publisher is called in other languages, where that differs from its own name."""
        for label in self._editorial.labels_of("publishers", source["publisher"]):
            self._add_label(label, (source["publisher"],))

    def _add_observation(self, row: Row, products: Mapping[str, str], *, is_record: bool = False) -> None:
        sort = (str(int(is_record)), *self._sort_key(row))  # figures that are read before those that are transcribed
        kind = row["metric"] if not is_record else "official" if row["basis"] == "official" else "record"
        self._add_row(("observations", row), sort, row["source"], kind)
        for label in self._editorial.labels_of("observations", row["id"]):
            self._add_label(label, (row["id"],))
        self._add_figure(row)
        self._used_metrics.add(row["metric"])
        if row["product"]:
            self._add_labels("products", row["product"], (row["product"],), products.get(row["product"]))
        if row["authority"]:
            authority = self._editorial.authorities[row["authority"]]
            self._add_row(("authorities", authority), (authority["id"],))
            self._add_labels("authorities", authority["id"], (authority["id"],), authority["id"])
            self._add_areas(AreaLookup(self._editorial).rows_with_labels([authority["area"]]))

    def _add_areas(self, rows: Iterable[tuple[Row, list[Row]]]) -> None:
        for row, labels in rows:
            sort = (f"{_KINDS.index(row['kind']):02}", row["id"])
            self._add_row(("areas", row), sort)
            for label in labels:
                self._add_label(label, sort)

    def check_references(self) -> Iterator[Problem]:
        """Yield a Problem for each transcribed figure that refers to one that was not staged; call it last."""
        for name in self._editorial.sources:
            for at, row in self._editorial.rows_of("observations", name):
                is_staged = self._staging.has_row("observations", row["id"])
                for column in ("baseline", "repeats"):
                    if is_staged and row[column] and not self._staging.has_row("observations", row[column]):
                        what = f"'{row[column]}' is no figure of this feed"
                        file = f"{EDITORIAL_FOLDER.name}/observations.csv"
                        yield Problem(file, what, "Mend the name or take it out", at, column)

    def add_metrics(self) -> None:
        """Stage the metrics of the figures, those that are derived from them, and all operands."""
        metrics = self._editorial.metrics
        operands = {name: set(row["operands"].split()) for name, row in metrics.items() if row["operands"]}
        used: set[str] = set()
        added = set(self._used_metrics)
        while added:
            used |= added
            found = {name for name in operands if name in used or operands[name] <= used}
            added = found.union(*(operands[name] for name in found)) - used
        for name in used:
            self._add_row(("metrics", metrics[name]), (self._rank[name],))
            self._add_labels("metrics", name, (self._rank[name],), name)

    def _add_row(self, where: tuple[str, Row], sort: tuple[str, ...], source: str = "", kind: str = "") -> None:
        table, row = where
        line = format_csv_line(format_row(table, row).values())
        self._staging.add_row(table, row["id"], sort, line, source=source, kind=kind)

    def _add_labels(self, table: str, name: str, sort: tuple[str, ...], default: str | None, source: str = "") -> None:
        """Stage the editorial labels of a row; without any, `default` or its id in all languages."""
        field = "title" if table in ("sources", "events", "commitments") else "name"
        row = {"table": table, "id": name, "field": field, "text": default or name}
        for label in self._editorial.labels_of(table, name) or [{**row, "language": each} for each in LANGUAGES]:
            self._add_label(label, sort, source)

    def _add_label(self, label: Row, sort: tuple[str, ...], source: str = "") -> None:
        table, name, field, language = (label[column] for column in LABELS.key)
        ranks = (f"{_FIELDS.index(field):02}", f"{LANGUAGES.index(language):02}")
        key = (f"{_LABELLED.index(table):02}", *sort, *ranks)
        line = format_csv_line(format_row("labels", label).values())
        self._staging.add_row("labels", "\x1f".join((table, name, field, language)), key, line, source=source)

    def _add_dating_sources(self, source: Row) -> None:
        """Stage the sources that date this one, in the order of its row."""
        for at, name in enumerate((source["dated_by"] or "").split()):
            if self._editorial.sources[name]["kind"] == "dating":
                self._add_source(name, ("1", source["id"], f"{at:09}"))

    def _sort_key(self, row: Row) -> tuple[str, ...]:
        who = (row["reporter"] or "", row["partner"] or "", row["product"] or "")
        start = _LAST if row["phrase_start"] is None else f"{row['phrase_start']:09}"
        when = (row["period"] or _LAST, row["modality"], start)
        return (row["source"], self._rank[row["metric"]], *who, *when)

    def _add_figure(self, row: Row) -> None:
        if row["period"] and row["reporter"] and not row["repeats"] and row["basis"] == "stated":
            interval = interval_of(row)
            text = f"{row['source']} says {describe_figure(row)}"
            self._staging.add_figure(
                describe_subject(row), row["unit"], interval.low, interval.high, row["source"], text
            )

    def _add_notices(self, article: ArticleRows, reading: Reading) -> None:
        for doubt in reading.doubts:
            if doubt.why == "unclear":
                text = f"{article.id} [{doubt.start}, {doubt.stop}) «{doubt.phrase}»"
                self._staging.add_notice("unclear", article.id, doubt.start, text)
        for at, text in enumerate(article.rejected):
            self._staging.add_notice("rejected", article.id, at, text)
        for start, text in find_inconsistent_sums(article.rows["observations"]):
            self._staging.add_notice("sum", article.id, start, f"{article.id}: {text}")
        if article.planned_stops:
            self._staging.add_notice("planned", article.id, 0, f"{article.id}: {article.planned_stops}")
