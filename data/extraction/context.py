"""What a report has said so far: whose trade with whom, which plant, which product, which topic."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.extraction.place_mentions import Mention

WORLD = "World"
_AREAS = ("region", "city")


@dataclass
class Context:
    """The running state of one report; the rules read it and carry it on."""

    reporter: str | None = None
    reporter_kind: str = ""
    country: str = ""
    partner: str | None = None
    plant: str | None = None
    plants: dict[str, str] = field(default_factory=dict)
    products: dict[str, str] = field(default_factory=dict)
    claims: int = 0
    heard: int = -1  # the paragraph in which a sentence without figures named what is spoken of
    listed: tuple[float, str] | None = None  # multiplier and unit that a heading gives to the list under it
    first_producer: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    topic: str = ""  # plant or place: whom the claim before this one was about
    producer: str | None = None
    product: str | None = None
    kind: str | None = None
    pair: tuple[str, str] | None = None  # the two whose trade the report is of, "both countries"
    lead_kind: str | None = None
    main_kind: str | None = None
    main_goods: str | None = None
    goods_heard: int = -1  # the paragraph in which goods were last told of
    goods_before: str | None = None  # what tonnes or pieces were told of earlier in the sentence
    goods_kind: str | None = None
    last_partner: str | None = None
    last_reporter: str | None = None
    unit: str = "USD"
    paragraph: int = -1
    seen: set[str] = field(default_factory=set)

    def home(self, mention: Mention) -> bool:
        """Whether a place can report beside or under the main reporter: itself, its regions and cities, its sisters."""
        if self.reporter is None:
            return False
        if mention.name == self.reporter:
            return True
        return mention.kind in _AREAS and mention.country == self.country
