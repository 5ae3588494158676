"""Look up the areas of reporters, partners and places by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.model.column_types import Row
from data.model.language import LANGUAGES
from data.pipeline.area_rows import Area, load_gazetteer, slugify
from data.pipeline.editorial import Editorial


class AreaLookup:
    """The areas that articles name: those of the editorial data and the gazetteer, and new ones."""

    def __init__(self, editorial: Editorial) -> None:
        """Start without new areas."""
        self._editorial = editorial
        self._article_areas: dict[str, Area] = {}

    def find_known_id(self, name: str) -> str | None:
        """Return the id of the area that the editorial data or the gazetteer knows under this name, else None."""
        found = self._editorial.area_ids.get(name.casefold())
        return found or (slugify(name) if slugify(name) in load_gazetteer() else None)

    def find_or_add(self, name: str | None, kind: str, when: str | None = None) -> str | None:
        """Return the id of an area, None without a name; an unknown one is added with this kind under its own name.

        Several names with + between are one area, a bloc. Where boundaries changed, `when` (a day, month or year)
        says which are meant.
        """
        if not name or not slugify(name):
            return None
        known_id = self.find_known_id(name)
        if known_id:
            return self._editorial.area_at(known_id, when)
        member_ids = {self.find_or_add(part.strip(), kind, when) for part in name.split("+")} if "+" in name else ()
        ids = sorted(filter(None, member_ids))
        if len(ids) > 1:
            members = [self._area(found) for found in ids]
            names = tuple(map(", ".join, zip(*(member.names for member in members), strict=True)))
            area = Area("-".join(ids), "bloc", None, None, names)
        else:
            area = Area(slugify(name), kind, None, None, (name,) * len(LANGUAGES))
        return self._article_areas.setdefault(area.id, area).id

    def find_stop_area(self, name: str) -> str | None:
        """Return the id of the known area that a stop's place is or lies in ("mill, Bukhara"), else None."""
        return self.find_known_id(name) or self.find_known_id(name.rpartition(",")[2].strip())

    def rows_with_labels(self, ids: Iterable[str | None]) -> Iterator[tuple[Row, list[Row]]]:
        """Yield the rows of `areas` with their labels, for these areas, all that they lie in, belong to or succeed."""
        todo = [name for name in ids if name]
        done: set[str] = set()
        while todo:
            name = todo.pop()
            if name in done:
                continue
            done.add(name)
            area = self._area(name)
            row = {"id": area.id, "kind": area.kind, "within": area.within, "iso": area.iso}
            editorial_row = self._editorial.areas.get(name, {})
            row |= {column: editorial_row.get(column) for column in ("owner", "succeeds", "since")}
            todo += filter(None, (row["within"], row["owner"], row["succeeds"]))
            yield row, self._area_labels(area)

    def _area(self, name: str) -> Area:
        row = self._editorial.areas.get(name)
        unknown = Area(name, "place", None, None, (name,) * len(LANGUAGES))
        found = load_gazetteer().get(name) or self._article_areas.get(name) or unknown
        return Area(row["id"], row["kind"], row["within"], row["iso"], found.names) if row else found

    def _area_labels(self, area: Area) -> list[Row]:
        labels = self._editorial.labels_of("areas", area.id)
        if any(label["field"] == "name" for label in labels):
            return labels
        name = {"table": "areas", "id": area.id, "field": "name"}
        names = zip(LANGUAGES, area.names, strict=True)
        return [*({**name, "language": language, "text": text} for language, text in names), *labels]
