"""Names of reporters, partners and places to rows of the table `areas`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.model.column_types import Row
from data.pipeline.area_rows import LANGUAGES, Place, gazetteer, slug
from data.pipeline.editorial import Editorial


class Places:
    """The areas that one article names: known to people, to the gazetteer, or by their name alone."""

    def __init__(self, editorial: Editorial) -> None:
        """Start with none of the article's own."""
        self._editorial = editorial
        self._own: dict[str, Place] = {}

    def known(self, name: str) -> str | None:
        """Id of a place that people or the gazetteer know under this name."""
        found = self._editorial.area_ids.get(name.casefold())
        return found or (slug(name) if slug(name) in gazetteer() else None)

    def area(self, name: str | None, kind: str, when: str | None = None) -> str | None:
        """Id of the area; one that nobody knows becomes an area of this kind under its own name.

        Several with + between are one area, a bloc. Where boundaries changed, `when` (a day, month or year)
        says which are meant.
        """
        if not name or not slug(name):
            return None
        known = self.known(name)
        if known:
            return self._editorial.territory(known, when)
        together = {self.area(part.strip(), kind, when) for part in name.split("+")} if "+" in name else ()
        ids = sorted(filter(None, together))
        if len(ids) > 1:
            rows = [self._place(found) for found in ids]
            names = [", ".join(row.names[at] for row in rows) for at in range(len(LANGUAGES))]
            place = Place("-".join(ids), "bloc", None, None, (names[0], names[1], names[2], names[3]))
        else:
            place = Place(slug(name), kind, None, None, (name, name, name, name))
        return self._own.setdefault(place.id, place).id

    def spot(self, name: str) -> str | None:
        """Id of the known area that a stop's place is or lies in ("mill, Bukhara"); None where none is known."""
        return self.known(name) or self.known(name.rpartition(",")[2].strip())

    def rows(self, ids: Iterable[str | None]) -> Iterator[tuple[Row, list[Row]]]:
        """Rows of `areas` with their labels, for these areas and all that they lie in."""
        todo = [name for name in ids if name]
        done: set[str] = set()
        while todo:
            name = todo.pop()
            if name in done:
                continue
            done.add(name)
            place = self._place(name)
            if place.within:
                todo.append(place.within)
            row = {"id": place.id, "kind": place.kind, "within": place.within, "iso": place.iso}
            kept = self._editorial.areas.get(name, {})
            succeeds = kept.get("succeeds")
            if succeeds:
                todo.append(succeeds)
            yield {**row, "succeeds": succeeds, "since": kept.get("since")}, self._labels(place)

    def _place(self, name: str) -> Place:
        row = self._editorial.areas.get(name)
        found = gazetteer().get(name) or self._own.get(name) or Place(name, "place", None, None, (name,) * 4)
        return Place(row["id"], row["kind"], row["within"], row["iso"], found.names) if row else found

    def _labels(self, place: Place) -> list[Row]:
        labels = self._editorial.labels("areas", place.id)
        if any(label["field"] == "name" for label in labels):
            return labels
        names = dict(zip(LANGUAGES, place.names, strict=True))
        return [{"table": "areas", "id": place.id, "field": "name", **names}, *labels]
