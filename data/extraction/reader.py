"""One text to its reading: sentence by sentence, amounts to claims."""

from __future__ import annotations

from datetime import date

from data.extraction import itinerary
from data.extraction.amount import MONEY, Amount
from data.extraction.amount_parser import amounts
from data.extraction.classification import Verdict
from data.extraction.classify import judge, signed
from data.extraction.context import Context
from data.extraction.cue_distance import Distances
from data.extraction.lexicon import LANGUAGES, lexicon
from data.extraction.modality import modality
from data.extraction.normalize import Folded, fold
from data.extraction.parties import flow_of, output_of
from data.extraction.period_assignment import When, month_on_month, period_of
from data.extraction.period_parser import Calendar, Period
from data.extraction.phrase_span import phrase_span
from data.extraction.place_mentions import Mention, mentions
from data.extraction.prefilter import worth_reading
from data.extraction.producers import maker, producer_in
from data.extraction.products import product_of
from data.extraction.report_layout import is_header, is_listed, title_stop
from data.extraction.resolve_parties import settle
from data.extraction.results import Claim, Doubt, Reading, Stop
from data.extraction.sentence import Line, line_of
from data.extraction.tokenizer import sentences
from data.extraction.trade_direction import Parties, parties
from data.ingest.dates import YEARS
from data.ingest.language_detection import detect
from data.model.interval import rounded


def read(text: str, published: date | None = None, language: str | None = None, script: str | None = None) -> Reading:
    """Read one report: its claims, the stops of a visit and what was doubtful.

    `published` resolves words such as "last year"; without it, or where no report can be of its year, such a
    period stays None. `language` (kk, ru, uz, en) and `script` (Cyrl, Latn, Arab) are detected where they are not
    given; in another language nothing is read. Never raises on any text.
    """
    if published is not None and published.year not in YEARS:
        published = None
    if language is None or script is None:
        language, script = detect(text)
    if language not in LANGUAGES:
        return Reading(language, script, (), (), ())
    reader = _Reader(text, published, language, script)
    reader.run()
    return Reading(language, script, tuple(reader.claims), tuple(reader.stops), tuple(reader.doubts))


class _Reader:
    """The state of one reading."""

    def __init__(self, text: str, published: date | None, language: str, script: str) -> None:
        self.text = text
        self.language = language
        self.published = published
        self.folded: Folded = fold(text, language, script)
        self.words = lexicon(language)
        self.calendar = Calendar(published)
        self.context = Context()
        self.claims: list[Claim] = []
        self.stops: list[Stop] = []
        self.doubts: list[Doubt] = []

    def run(self) -> None:
        """Read all sentences; the title only tells who and what the report is about."""
        told = worth_reading(self.words.kinds(self.folded.text))
        if not told and not itinerary.hinted(self.folded.text, self.language):
            return
        titled = title_stop(self.folded.text)
        lines = [line_of(sentence, self.words) for sentence in sentences(self.folded.text, self._original)]
        for line in lines:
            line.titled = line.sentence.stop <= titled or is_header(line)
        self.stops += itinerary.stops(lines, self.folded, self.text, self.language)
        if not told or not worth_reading({kind.partition(":")[0] for line in lines for kind in line.kinds}):
            return
        named = [(line, mentions(line)) for line in lines]
        settle(named, self.context)
        self.context.lead_kind = next(
            (mark.tag for line in lines[:4] for mark in line.marks if mark.tag in ("turnover", "export", "import")),
            None,
        )
        self.context.kind = self.context.lead_kind
        for line, places in named:
            sentence = line.sentence
            maker(line, self.folded, self.text, self.context)
            if line.titled:
                continue
            found = amounts(line)
            times = self.calendar.periods(line)
            self._heading(line, found)
            spoken_of = [mark.tag for mark in line.marks if mark.tag in ("turnover", "export", "import")]
            if spoken_of and not found and line.words[-1] != ":":
                self._heard(line, spoken_of[0], places)
            if found:
                self._sentence(line, found, times, places)
            self.context.paragraph = sentence.paragraph

    def _heading(self, line: Line, found: list[Amount]) -> None:
        """A line that ends in a colon says what the list under it is of, and in which unit."""
        context = self.context
        if line.words[-1] == ":" and not found:
            kinds = [mark.tag for mark in line.marks if mark.tag in ("turnover", "export", "import")]
            context.kind = kinds[-1] if kinds else context.main_kind or context.kind
            scale = next((mark for mark in line.marks if mark.tag.startswith("scale:")), None)
            unit = line.starting(scale.last + (line.word(scale.last) == "."), "unit:") if scale else None
            context.listed = (float(scale.tag[6:]), unit.tag[5:]) if scale and unit and unit.tag[5:] in MONEY else None
        elif not is_listed(line, self.folded.text) and not (line.words[-1] in (";", ":") or context.listed is None):
            context.listed = None
        if context.listed:
            for amount in found:
                if amount.unit == "bare":
                    amount.value = round(amount.value * context.listed[0], 4)
                    amount.step, amount.unit = amount.step * context.listed[0], context.listed[1]

    def _heard(self, line: Line, kind: str, places: list[Mention]) -> None:
        """Take from a sentence without figures what the next ones are of ("Trade with Uzbekistan is growing")."""
        context = self.context
        if line.sentence.paragraph != context.paragraph:
            context.last_partner = context.last_reporter = None
        context.kind, context.heard = kind, line.sentence.paragraph
        others = [place for place in places if place.role in ("with", "to", "from") and not context.home(place)]
        if len(others) == 1:
            context.last_partner = others[0].name

    def _original(self, place: int) -> str:
        start, _ = self.folded.span(place, place + 1)
        return self.text[start : start + 1]

    def _sentence(self, line: Line, found: list[Amount], times: list[Period], places: list[Mention]) -> None:
        distances = Distances(line, found)
        context = self.context
        places = self._unnamed(line, places)
        if line.sentence.paragraph != context.paragraph:
            context.last_partner = context.last_reporter = None
        spoken: list[Parties] = []
        context.goods_before = None
        if line.sentence.paragraph != context.paragraph and context.main_kind and not is_listed(line, self.folded.text):
            context.kind = context.main_kind
        before: Parties | None = None
        first = True
        producer = producer_in(line, self.folded, self.text, context, places)
        for amount in found:
            verdict = judge(line, amount, found, distances, context)
            if verdict.why:
                self._doubt(line, amount, verdict.why)
                continue
            self._split(line, amount, found, verdict)
            kind = verdict.of or verdict.kind
            if amount.unit in ("scaled", "bare"):
                amount.unit = (
                    context.unit if kind != "output" and context.unit in MONEY and amount.unit == "scaled" else "units"
                )
                if amount.unit in MONEY or kind in ("turnover", "balance"):
                    amount.unit = amount.unit if amount.unit in MONEY else "USD"
            if kind in ("turnover", "balance") and amount.unit in ("units", "t"):
                self._doubt(line, amount, "unclear")
                continue
            said = len(self.claims)
            before = self._claim(line, amount, found, times, places, verdict, distances, before, producer)
            if before is not None:
                spoken.append(before)
            if first and len(self.claims) > said:
                kind, first = self.claims[-1].of or self.claims[-1].kind, False
                context.kind = kind if kind != "balance" else context.kind
                if kind in ("turnover", "export", "import") and amount.unit in (*MONEY, "%", "x"):
                    context.main_kind = context.main_kind or context.kind
        if spoken:
            partners, reporters = {who.partner for who in spoken}, {who.reporter for who in spoken}
            context.last_partner = partners.pop() if len(partners) == 1 else None
            context.last_reporter = reporters.pop() if len(reporters) == 1 else None

    def _unnamed(self, line: Line, places: list[Mention]) -> list[Mention]:
        """The places that are not part of a plant's name."""
        if not self.context.names:
            return places
        start, stop = self.folded.span(line.sentence.start, line.sentence.stop)
        original = self.text[start:stop]
        spans = [
            (start + at, start + at + len(name)) for name in self.context.names if (at := original.find(name)) >= 0
        ]
        if not spans:
            return places
        kept = []
        for place in places:
            first, last = self.folded.span(*line.sentence.place(place.first, place.last))
            if not any(begin <= first and last <= end for begin, end in spans):
                kept.append(place)
        return kept

    def _split(self, line: Line, amount: Amount, found: list[Amount], verdict: Verdict) -> None:
        """“Russia – 7.7 (2.3 and 5.4 respectively)”: exports and imports of the turnover before the bracket."""
        if verdict.kind != "turnover" or "respectively" not in line.kinds:
            return
        at = found.index(amount)
        for first in (at, at - 1):
            if (
                0 < first < len(found) - 1
                and line.word(found[first].first - 1) == "("
                and (
                    line.words[found[first].last : found[first + 1].first]
                    in (["и"], ["and"], ["va"], ["мен"], ["жане"])
                )
            ):
                verdict.kind = "export" if first == at else "import"

    def _claim(
        self,
        line: Line,
        amount: Amount,
        found: list[Amount],
        times: list[Period],
        places: list[Mention],
        verdict: Verdict,
        distances: Distances,
        before: Parties | None,
        producer: str | None,
    ) -> Parties | None:
        context = self.context
        kind = verdict.of or verdict.kind
        when = period_of(line, amount, found, times, self.calendar, verdict.kind == "growth", distances)
        if verdict.kind == "growth" and month_on_month(times, when, self.calendar.latest):
            self._doubt(line, amount, "change")
            return before
        mood = modality(line, amount, found, verdict, when, self.published, distances)
        if mood == "capacity" and when.period is not None and when.basis != "stated":
            when = when.rate()
        if mood == "target" and when.source is not None and when.source not in times:
            when = When(None, "none", None, None)  # a plan has its own time or none
        product = product_of(line, amount, distances, context, kind)
        if kind == "output":
            who, flow = output_of(line, amount, found, places, context, producer, product), kind
        else:
            worldwide = verdict.cue is not None and line.has(verdict.cue.mark.first, "world")
            said = parties(line, amount, found, places, kind, verdict.verb, context, before, distances, worldwide)
            who, flow = flow_of(line, said, kind, producer, context)
        value = signed(line, amount, verdict, distances)
        bounds = rounded(value, amount.step)
        start, stop = self.folded.span(*phrase_span(line, amount))
        said_from, said_to = self._place(when.start, when.stop)
        claim = Claim(
            kind="growth" if verdict.kind == "growth" else flow,
            of=flow if verdict.kind == "growth" else None,
            reporter=who.reporter,
            partner=None if kind == "output" else who.partner,
            value=value,
            unit=amount.unit,
            product=product,
            relation=_bound(line, amount, mood),
            modality=mood,
            period=when.period,
            period_basis=when.basis,
            period_text=None if said_from is None else self.text[said_from:said_to],
            period_start=said_from,
            period_stop=said_to,
            rounding=amount.step,
            low=round(bounds.low, 6),
            high=round(bounds.high, 6),
            phrase=self.text[start:stop],
            start=start,
            stop=stop,
        )
        self.claims.append(claim)
        context.claims += 1
        if amount.unit in ("t", "units"):
            context.goods_kind = context.goods_before = flow
            context.main_goods = context.main_goods or flow
            context.goods_heard = line.sentence.paragraph
        if amount.unit not in ("%", "x"):
            context.unit = amount.unit
        if product:
            context.product = product
        if kind == "output" and who.reporter:
            context.producer = who.reporter
            context.topic = "plant" if who.reporter in context.plants.values() else "place"
            return before
        if who.reporter not in context.plants.values():
            context.topic = "place"
        return who

    def _place(self, start: int | None, stop: int | None) -> tuple[int | None, int | None]:
        if start is None or stop is None:
            return None, None
        return self.folded.span(start, stop)

    def _doubt(self, line: Line, amount: Amount, why: str) -> None:
        start, stop = self.folded.span(*phrase_span(line, amount))
        self.doubts.append(Doubt(why, self.text[start:stop], start, stop))


def _bound(line: Line, amount: Amount, mood: str) -> str:
    """“Up to” bounds a capacity and a bare figure; where something moves, it says where to."""
    if not amount.upto:
        return amount.relation
    moves = any(mark.tag in ("up", "down", "target") for mark in line.marks)
    return "<=" if mood == "capacity" or (line.language == "en" and not moves) else "="
