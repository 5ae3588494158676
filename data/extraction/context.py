"""What the rules know while they read: of the report so far, and of the sentence at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from data.extraction.amount import Amount
from data.extraction.cue_distance import CueDistances
from data.extraction.period_parser import Calendar, PeriodMention
from data.extraction.place_mentions import Mention
from data.extraction.sentence import TaggedSentence

WORLD = "World"
_AREAS = ("region", "city")


@dataclass(frozen=True)
class Parties:
    """Reporter and partner of a figure.

    is_reversed: the flow turns round as seen from the reporter ("Germany bought from Uzbekistan" is Uzbekistan's
    export). is_explicit: the sentence names them.
    """

    reporter: str | None
    partner: str | None
    is_reversed: bool = False
    is_explicit: bool = False


class ListUnit(NamedTuple):
    """Multiplier and unit that a heading gives to the list under it: "млн долларов:"."""

    factor: float
    unit: str


@dataclass
class ReportContext:
    """The running state of one report; the rules read it, the reader carries it on.

    Kinds are turnover, export, import, balance or output. What begins with last is of the latest claim, with main of
    the first of its sort, to which later paragraphs return.
    """

    reporter: str | None = None
    reporter_kind: str = ""  # country, region or city
    country: str = ""  # of the reporter
    partner: str | None = None
    pair: tuple[str, str] | None = None  # the two whose trade the report is of: "both countries"

    claim_count: int = 0
    last_kind: str | None = None
    main_kind: str | None = None
    last_unit: str = "USD"
    last_product: str | None = None
    last_partner: str | None = None
    last_reporter: str | None = None
    last_goods_kind: str | None = None  # of tonnes or pieces
    main_goods_kind: str | None = None
    goods_kind_in_sentence: str | None = None  # of tonnes or pieces before, in the sentence at hand
    goods_paragraph: int = -1  # in which tonnes or pieces were last claimed

    paragraph: int = -1  # of the sentence before
    topic_paragraph: int = -1  # in which a sentence without figures last named the topic
    list_unit: ListUnit | None = None

    subject: str = ""  # plant or place: whom the claim before was about
    last_plant: str | None = None
    last_producer: str | None = None
    first_producer: str | None = None
    plant_names: dict[str, str] = field(default_factory=dict)  # as the report writes it: in Latin letters
    plants_by_noun: dict[str, str] = field(default_factory=dict)  # first letters of the word for plant: name
    products_by_producer: dict[str, str] = field(default_factory=dict)

    def is_home(self, mention: Mention) -> bool:
        """Whether the place is the main reporter, or a region or city of its country."""
        if self.reporter is None:
            return False
        if mention.name == self.reporter:
            return True
        return mention.kind in _AREAS and mention.country == self.country

    def is_plant(self, name: str | None) -> bool:
        """Whether a name is that of a plant in this report."""
        return name in self.plants_by_noun.values()


@dataclass
class SentenceContext:
    """One sentence with all that was found in it, and the report that it continues."""

    sentence: TaggedSentence
    amounts: list[Amount]
    periods: list[PeriodMention]
    places: list[Mention]
    distances: CueDistances
    report: ReportContext
    calendar: Calendar
    producer: str | None  # who makes what the sentence is about
    previous: Parties | None = None  # of the last trade figure in the sentence
