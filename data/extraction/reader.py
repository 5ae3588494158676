"""One text to its reading: sentence by sentence, amounts to claims."""

from __future__ import annotations

from datetime import date

from data.extraction import itinerary
from data.extraction.amount import GOODS, MONEY, RATIOS, Amount
from data.extraction.amount_parser import find_amounts
from data.extraction.classification import Classification
from data.extraction.classify import classify, signed_value
from data.extraction.context import ListUnit, Parties, ReportContext, SentenceContext
from data.extraction.cue_distance import CueDistances
from data.extraction.hedges import claim_relation
from data.extraction.languages import GRAMMARS
from data.extraction.lexicon import load_lexicon
from data.extraction.modality import find_modality
from data.extraction.normalize import Folded, fold
from data.extraction.parties import output_parties, seen_from_reporter
from data.extraction.period_assignment import NO_PERIOD, AssignedPeriod, assign_period, is_month_on_month
from data.extraction.period_parser import Calendar
from data.extraction.phrase_span import phrase_span
from data.extraction.place_mentions import Mention, find_mentions
from data.extraction.prefilter import may_hold_facts
from data.extraction.producers import SentenceText, find_producer, remember_producer
from data.extraction.products import find_product
from data.extraction.report_layout import is_header, is_list_item, title_end
from data.extraction.resolve_parties import resolve_parties
from data.extraction.results import Claim, Doubt, Reading, Stop
from data.extraction.sentence import TaggedSentence, tag_sentence
from data.extraction.tokenizer import split_sentences
from data.extraction.trade_direction import find_parties
from data.ingest.language_detection import detect_language
from data.model.limits import PLAUSIBLE_YEARS
from data.model.relation import stated_bounds

_TOPICS = ("turnover", "export", "import")
_FIRST_SENTENCES = 4  # of a report; the first topic in them is the report's


def read(text: str, published: date | None = None, language: str | None = None, script: str | None = None) -> Reading:
    """Read one report: its claims, the stops of a visit and its doubts.

    `published` resolves words such as "last year"; without it, or where no report can be of its year, such a
    period stays None. `language` (kk, ru, uz, en) and `script` (Cyrl, Latn, Arab) are detected where they are
    None; in another language nothing is read. Never raises on any text.
    """
    if published is not None and published.year not in PLAUSIBLE_YEARS:
        published = None
    if language is None or script is None:
        language, script = detect_language(text)
    if language not in GRAMMARS:
        return Reading(language, script, (), (), ())
    reader = _Reader(text, published, language, script)
    reader.run()
    return Reading(language, script, tuple(reader.claims), tuple(reader.stops), tuple(reader.doubts))


class _Reader:
    """The state of one reading."""

    def __init__(self, text: str, published: date | None, language: str, script: str) -> None:
        self.text = text
        self.language = language
        self.folded: Folded = fold(text, language, script)
        self.lexicon = load_lexicon(language)
        self.calendar = Calendar(published)
        self.report = ReportContext()
        self.claims: list[Claim] = []
        self.stops: list[Stop] = []
        self.doubts: list[Doubt] = []

    def run(self) -> None:
        """Read all sentences; the title only shows who and what the report is about."""
        may_have_facts = may_hold_facts(self.lexicon.tag_families(self.folded.text))
        if not may_have_facts and not itinerary.may_describe_visit(self.folded.text, self.language):
            return
        end_of_title = title_end(self.folded.text)
        sentences = [tag_sentence(part, self.lexicon) for part in split_sentences(self.folded.text, self._original)]
        for sentence in sentences:
            sentence.titled = sentence.stop <= end_of_title or is_header(sentence)
        self.stops += itinerary.find_stops(sentences, self.folded, self.text, self.language)
        families = {tag.partition(":")[0] for sentence in sentences for tag in sentence.tags}
        if not may_have_facts or not may_hold_facts(families):
            return
        named = [(sentence, find_mentions(sentence)) for sentence in sentences]
        resolve_parties(named, self.report)
        beginning = [mark.tag for sentence in sentences[:_FIRST_SENTENCES] for mark in sentence.marks]
        self.report.last_kind = next((tag for tag in beginning if tag in _TOPICS), None)
        for sentence, places in named:
            source = SentenceText(sentence, self.folded, self.text)
            remember_producer(source, self.report)
            if not sentence.titled:
                self._read_sentence(source, places)

    def _original(self, index: int) -> str:
        start, _ = self.folded.span(index, index + 1)
        return self.text[start : start + 1]

    def _read_sentence(self, source: SentenceText, places: list[Mention]) -> None:
        sentence, report = source.sentence, self.report
        amounts = find_amounts(sentence)
        periods = self.calendar.find_periods(sentence)
        self._apply_heading(sentence, amounts)
        is_new_paragraph = sentence.paragraph != report.paragraph
        topics = [mark.tag for mark in sentence.marks if mark.tag in _TOPICS]
        if is_new_paragraph and (amounts or (topics and sentence.words[-1] != ":")):
            report.last_partner = report.last_reporter = None
        if amounts:
            if is_new_paragraph and report.main_kind and not is_list_item(sentence, self.folded.text):
                report.last_kind = report.main_kind
            report.goods_kind_in_sentence = None
            places = self._outside_plant_names(source, places)
            distances = CueDistances(sentence, amounts)
            producer = find_producer(source, report, places)
            self._read_amounts(
                SentenceContext(sentence, amounts, periods, places, distances, report, self.calendar, producer)
            )
        elif topics and sentence.words[-1] != ":":
            self._take_topic(sentence, topics[0], places)
        report.paragraph = sentence.paragraph

    def _apply_heading(self, sentence: TaggedSentence, amounts: list[Amount]) -> None:
        """Take from a line that ends in a colon what the list under it is of, and in which unit: "млн долларов:"."""
        report = self.report
        if sentence.words[-1] == ":" and not amounts:
            topics = [mark.tag for mark in sentence.marks if mark.tag in _TOPICS]
            report.last_kind = topics[-1] if topics else report.main_kind or report.last_kind
            scale = next((mark for mark in sentence.marks if mark.tag.startswith("scale:")), None)
            unit = sentence.starting(scale.last + (sentence.word(scale.last) == "."), "unit:") if scale else None
            is_money = unit is not None and unit.tag[5:] in MONEY
            report.list_unit = ListUnit(float(scale.tag[6:]), unit.tag[5:]) if scale and unit and is_money else None
        elif not is_list_item(sentence, self.folded.text) and sentence.words[-1] not in (";", ":"):
            report.list_unit = None
        if report.list_unit:
            factor, unit_name = report.list_unit
            for amount in amounts:
                if amount.unit == "bare":
                    amount.value = round(amount.value * factor, 4)
                    amount.step, amount.unit = amount.step * factor, unit_name

    def _take_topic(self, sentence: TaggedSentence, kind: str, places: list[Mention]) -> None:
        """Take from a sentence without figures what the next ones are of ("Trade with Uzbekistan is growing")."""
        report = self.report
        report.last_kind, report.topic_paragraph = kind, sentence.paragraph
        others = [place for place in places if place.role in ("with", "to", "from") and not report.is_home(place)]
        if len(others) == 1:
            report.last_partner = others[0].name

    def _outside_plant_names(self, source: SentenceText, places: list[Mention]) -> list[Mention]:
        """Return the places that are not part of a plant's name."""
        if not self.report.plant_names:
            return places
        start, _ = source.bounds()
        original = source.original()
        spans = [
            (start + at, start + at + len(name)) for name in self.report.plant_names if (at := original.find(name)) >= 0
        ]
        if not spans:
            return places
        outside = []
        for place in places:
            first, last = source.span(place.first, place.last)
            if not any(begin <= first and last <= end for begin, end in spans):
                outside.append(place)
        return outside

    def _read_amounts(self, context: SentenceContext) -> None:
        report = self.report
        all_parties: list[Parties] = []
        has_claim = False
        for amount in context.amounts:
            found = classify(context, amount)
            if found.reason:
                self._add_doubt(context.sentence, amount, found.reason)
                continue
            _split_turnover(context, amount, found)
            if not self._complete_unit(amount, found.of or found.kind):
                self._add_doubt(context.sentence, amount, "unclear")
                continue
            claim = self._claim(context, amount, found)
            if context.previous is not None:
                all_parties.append(context.previous)
            if claim is not None and not has_claim:
                has_claim = True
                self._take_first_kind(claim)
        if all_parties:
            partners = {parties.partner for parties in all_parties}
            reporters = {parties.reporter for parties in all_parties}
            report.last_partner = partners.pop() if len(partners) == 1 else None
            report.last_reporter = reporters.pop() if len(reporters) == 1 else None

    def _complete_unit(self, amount: Amount, kind: str) -> bool:
        """Set the unit of an amount without one; return whether the unit fits the kind."""
        if amount.unit in ("scaled", "bare"):
            last = self.report.last_unit
            if kind != "output" and last in MONEY and amount.unit == "scaled":
                amount.unit = last
            else:
                amount.unit = "USD" if kind in ("turnover", "balance") else "units"
        return kind not in ("turnover", "balance") or amount.unit not in GOODS

    def _take_first_kind(self, claim: Claim) -> None:
        """Take the kind of a sentence's first claim as the topic, and that of the report's first as its main one."""
        report = self.report
        kind = claim.of or claim.kind
        if kind != "balance":
            report.last_kind = kind
        if kind in _TOPICS and (claim.unit in MONEY or claim.unit in RATIOS):
            report.main_kind = report.main_kind or report.last_kind

    def _claim(self, context: SentenceContext, amount: Amount, found: Classification) -> Claim | None:
        """Add the claim of one amount; None where it is no fact after all."""
        sentence, kind = context.sentence, found.of or found.kind
        is_growth = found.kind == "growth"
        assigned = assign_period(context, amount, is_growth=is_growth)
        if is_growth and is_month_on_month(context, assigned):
            self._add_doubt(sentence, amount, "change")
            return None
        modality = find_modality(context, amount, found, assigned)
        if modality == "capacity" and assigned.period is not None and assigned.basis != "stated":
            assigned = assigned.as_rate()
        if modality == "target" and assigned.source is not None and assigned.source not in context.periods:
            assigned = NO_PERIOD  # a plan has its own time or none
        product = find_product(context, amount, kind)
        if kind == "output":
            parties, flow = output_parties(context, amount, product), kind
        else:
            parties, flow = seen_from_reporter(context, find_parties(context, amount, kind, found), kind)
        value = signed_value(sentence, amount, found, context.distances)
        relation = claim_relation(sentence, amount, modality)
        signed = is_growth or flow == "balance"
        bounds = stated_bounds(value, relation, amount.step, unit=amount.unit, signed=signed)
        start, stop = self.folded.span(*phrase_span(sentence, amount))
        period_start, period_stop = self._original_span(assigned)
        claim = Claim(
            kind="growth" if is_growth else flow,
            of=flow if is_growth else None,
            reporter=parties.reporter,
            partner=None if kind == "output" else parties.partner,
            value=value,
            unit=amount.unit,
            product=product,
            relation=relation,
            modality=modality,
            period=assigned.period,
            period_basis=assigned.basis,
            period_text=None if period_start is None else self.text[period_start:period_stop],
            period_start=period_start,
            period_stop=period_stop,
            rounding=amount.step,
            low=bounds.low,
            high=bounds.high,
            phrase=self.text[start:stop],
            start=start,
            stop=stop,
        )
        self.claims.append(claim)
        self._remember_claim(context, parties, flow, claim)
        return claim

    def _remember_claim(self, context: SentenceContext, parties: Parties, flow: str, claim: Claim) -> None:
        """Carry the report's state on; the parties of a trade figure are those of the next one in the sentence."""
        report = self.report
        report.claim_count += 1
        if claim.unit in GOODS:
            report.last_goods_kind = report.goods_kind_in_sentence = flow
            report.main_goods_kind = report.main_goods_kind or flow
            report.goods_paragraph = context.sentence.paragraph
        if claim.unit not in RATIOS:
            report.last_unit = claim.unit
        report.last_product = claim.product or report.last_product
        is_plant = report.is_plant(parties.reporter)
        if flow == "output" and parties.reporter:
            report.last_producer = parties.reporter
            report.subject = "plant" if is_plant else "place"
            return
        context.previous = parties
        if not is_plant:
            report.subject = "place"

    def _original_span(self, assigned: AssignedPeriod) -> tuple[int, int] | tuple[None, None]:
        if assigned.start is None or assigned.stop is None:
            return None, None
        return self.folded.span(assigned.start, assigned.stop)

    def _add_doubt(self, sentence: TaggedSentence, amount: Amount, why: str) -> None:
        start, stop = self.folded.span(*phrase_span(sentence, amount))
        self.doubts.append(Doubt(why, self.text[start:stop], start, stop))


def _split_turnover(context: SentenceContext, amount: Amount, found: Classification) -> None:
    """“Russia – 7.7 (2.3 and 5.4 respectively)”: exports and imports of the turnover before the bracket."""
    sentence, amounts = context.sentence, context.amounts
    if found.kind != "turnover" or "respectively" not in sentence.tags:
        return
    at = amounts.index(amount)
    for first in (at, at - 1):
        if 0 < first < len(amounts) - 1 and sentence.word(amounts[first].first - 1) == "(":
            between = sentence.words[amounts[first].last : amounts[first + 1].first]
            if len(between) == 1 and between[0] in sentence.rules.lists.and_words:
                found.kind = "export" if first == at else "import"
