"""What the rules know of a language beside its word table: word order, endings and function words.

Each language has one instance, `languages/<language>/grammar.py`; the rules read it as `TaggedSentence.rules` and never
ask for a language by its code. All words are written as they stand in folded text (see `normalize`). A setting that is
left out is empty: the language has no such thing. The groups are named after what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Words = frozenset[str]
Endings = tuple[str, ...]  # of a word, or its beginnings: for endswith and startswith


def word_set(text: str) -> Words:
    """Return the words of `text`, which are parted by blanks."""
    return frozenset(text.split())


def endings(text: str) -> Endings:
    """Return the endings in `text`, which are parted by blanks."""
    return tuple(text.split())


def letter_table(letters: Mapping[str, str]) -> dict[int, str]:
    """Return a table for str.translate from those letters that stand for one letter."""
    return {ord(letter): folded for letter, folded in letters.items() if len(letter) == len(folded) == 1}


_NONE: Words = frozenset()


@dataclass(frozen=True, kw_only=True)
class SentenceEnds:
    """Dots that end no sentence. Reports quote names and units of other languages, so these hold for all of them."""

    abbreviations: Words = _NONE  # "5 млн. тонн": a sentence ends here only if a capital follows
    never_final: Words = _NONE  # "Mr. Smith": not even then
    continuations: Endings = ()  # "долл. США": beginnings of what goes on with the sentence, capital or not


@dataclass(frozen=True, kw_only=True)
class NumberGrammar:
    """How numbers are written, and what stands between a number and its unit."""

    decimal_point: bool = False  # "1,308.5": a dot marks decimals and a comma thousands; else a comma marks decimals
    half_after_digits: bool = False  # "5 жарым миллион": five and a half
    articles: Words = _NONE  # "a million": one
    half_links: Words = _NONE  # "two and half": words between a number and its half
    bare_multipliers: Words = _NONE  # "ming dona": multipliers that count once where no number precedes
    counted_thousand: Endings = ()  # "mingta": thousand pieces
    ordinal_suffixes: Words = _NONE  # "5-й", "5 - th": such a number is no amount
    suffixes: Words = _NONE  # "5 ta", "5 dan": endings that stand apart between a number and its unit
    hyphen_before_unit: bool = True  # "5-процент"; in English it makes an adjective
    bound_before_unit: bool = False  # "5 million plus dollars"
    degree_adverbs: Words = _NONE  # "сәл астам": slightly (more)


@dataclass(frozen=True, kw_only=True)
class HedgeGrammar:
    """How words such as "about" and "more than" are tied to an amount."""

    glue: Words = _NONE  # "more than [the] 5 million": words between a hedge and its amount
    definite_articles: Words = _NONE  # "below the 431 million of 2013" compares, it does not bound
    ablative_endings: Endings = ()  # "доллардан астам": the case that "more" asks for
    limit_endings: Endings = ()  # "dollargacha": up to
    suffixes: Words = _NONE  # "5 % dan ortiq": case endings that stand apart from the amount
    adverbs: Words = _NONE  # "доллардан да астам": words between an amount and the hedge after it
    up_to_bounds: bool = False  # "up to 5 million" says at most; elsewhere it may also mean "rose to"


@dataclass(frozen=True, kw_only=True)
class ListGrammar:
    """How amounts and places are joined to lists."""

    and_words: Words = _NONE  # "2.3 and 5.4"
    range_words: Words = _NONE  # "с 1,21 до 1,47 млрд": both amounts are of the later unit
    rank_words: Words = _NONE  # "1.2 and 3.4 billion, respectively": as in `range_words`
    unit_list_words: Words = _NONE  # "$3.1, $2.9 and $2.8 billion": all amounts are billions
    fillers: Words = _NONE  # "5 and about 6 million": what may stand in a list beside its joiners
    amount_joiners: Words = _NONE  # between the amounts, or the places, of "A, B and C – 1, 2 and 3, respectively"
    pair_joiners: Words = _NONE  # "Kazakhstan and Uzbekistan": between two places that trade with one another


@dataclass(frozen=True, kw_only=True)
class ChangeGrammar:
    """How a change differs from a level, and a percentage of growth from a share or an index."""

    marking: str = "phrase"  # what shows a difference: "suffix", "preposition" or "phrase"; see `level_or_change`
    difference_prepositions: Words = _NONE  # "rose by 5", "вырос на 5"
    noun_prepositions: Words = _NONE  # "a rise of 5"
    level_words: Words = _NONE  # "rose 12 % to 5 million": after these stands a level
    comparatives: Words = _NONE  # "5 million more": a difference, before a word of comparison in English
    or_words: Words = _NONE  # "by 12 % or 5 million": the sum is the difference that the percentage gives
    or_fillers: Words = _NONE  # "на 12 %, или на 5 млн": words beside those
    dative_endings: Endings = ()  # "5 миллионға өсті": by 5 million
    dative_suffixes: Words = _NONE  # "5 %-ға": the same after a hyphen
    dative_words: Words = _NONE  # "5 % ga": the same, apart
    percent_dative_endings: Endings = ()  # "5 пайызға"
    particles: Words = _NONE  # "5 миллионға да өсті": words between the dative and its verb
    falls_to: Endings = ()  # "5 миллионға түсті": a verb of falling whose dative is the level
    index_stems: Endings = ()  # "индекс": an index may also lie below 100
    index_prepositions: Words = _NONE  # "до 103 %"


@dataclass(frozen=True, kw_only=True)
class CueGrammar:
    """How far words weigh that stand after an amount, and other words that show what an amount is."""

    conjunctions: Words = _NONE  # a border between clauses
    links: Words = _NONE  # "5 million of exports": one such word between an amount and its cue is no distance
    money_after: float = 3.0  # what is added to the distance of a cue that stands after a sum of money
    goods_after: float = 2.5  # the same for tonnes and pieces
    direction_after: float = 1.0  # the same for "up" and "down" and a percentage
    counting_nouns: Words = _NONE  # "число 500": what follows counts things
    value_stems: Endings = ()  # "5 tonnes, worth 3 million": the sum is the value of goods just named


@dataclass(frozen=True, kw_only=True)
class ModalityGrammar:
    """Verbs of what happened, and words of purpose beside a year."""

    past_endings: Endings = ()  # "жетті": the figure before this verb happened, whatever plan follows
    purpose_postpositions: Words = _NONE  # "2025 жыл үшін": meant for 2025
    purpose_prepositions: Words = _NONE  # "for 2025"


@dataclass(frozen=True, kw_only=True)
class PlaceGrammar:
    """How a place shows its part in trade: with, to, from, of, in, by."""

    country: str | None = None  # whose trade a report is of that names only others: "the republic", "abroad"
    case_endings: re.Pattern[str] | None = None  # named groups are the parts; `adjective` makes one of the name
    prepositions: dict[str, str] = field(default_factory=dict)  # preposition: part; "past" for a place overtaken
    postpositions: dict[str, str] = field(default_factory=dict)  # word after the name: part
    postposition_stems: dict[str, str] = field(default_factory=dict)  # the same for words with endings
    adjective_endings: Endings = ()  # "Kazakh", "казахский": the name is an adjective, and so an owner
    adjective_after_preposition: bool = False  # "to Kazakh buyers": the same after a preposition
    genitive_endings: Endings = ()  # "Казахстана": of
    locative_endings: Endings = ()  # "в Казахстане": in, where the preposition alone says to
    owner_after_topic: bool = False  # "товарооборот области Жетысу": of, by position alone
    hyphen_adjective: bool = False  # "Қазақстан-": an adjective
    dash_joins_places: bool = False  # "Қазақстан – Өзбекстан саудасы"
    dash_joins_words: bool = False  # "Kazakhstan–Uzbek trade": the same before any word that the table has
    possessives: Words = _NONE  # "Kazakhstan's"
    plural_possessive: Endings = ()  # "the Emirates' exports"
    supplied_with: Words = _NONE  # "supplied Uzbekistan with grain": the place is where goods go to
    skipped: Words | None = None  # "to [neighbouring] Uzbekistan": words between a preposition and its place; None: any
    buyers: Words = _NONE  # "buyers in Uzbekistan": where goods go to
    overtaken: Words = _NONE  # "ahead of Kazakhstan": no party to the figure
    joiners: Words = _NONE  # "Russia, Kazakhstan and Korea": between places that share a part
    partner_beside_owner: bool = True  # "Kazakhstan with Uzbekistan" are a pair


@dataclass(frozen=True, kw_only=True)
class TimeGrammar:
    """How the words of one period hang together, and what makes it the base of a comparison."""

    glue: Words = _NONE  # "in [the] first half [of] 2023": small words inside a period
    quarter_codes: Words = _NONE  # "1 кв. 2023", beside the codes that all languages share
    ambiguous_months: dict[str, Words] = field(default_factory=dict)  # month: what precedes it where it is no verb
    day_after_month: bool = False  # "July 10"
    base_endings: Endings = ()  # "2022 жылдан": a year with this ending is what another is compared with
    origin_prepositions: Words = _NONE  # "from 109.8 million": where a change began
    range_prepositions: Words = _NONE  # "с 1,2 до 1,4 млрд": the same, if one of `range_ends` follows
    range_ends: Words = _NONE


@dataclass(frozen=True, kw_only=True)
class ProducerGrammar:
    """How plants are named."""

    name_follows_noun: bool = False  # "завод «Имя»"; elsewhere "«Name» plant"
    patterns: tuple[re.Pattern[str], ...] = ()  # names without quotation marks, by their capitals, the surest first
    not_names: Words = _NONE  # capitalized words that begin a sentence and no name


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """How one script of a language is folded: letter for letter, or by a pattern first where lengths change."""

    letters: dict[int, str] = field(default_factory=dict)  # see `letter_table`
    pattern: re.Pattern[str] | None = None
    replacement: Callable[[re.Match[str]], str] | None = None  # of what the pattern finds


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """One language as the rules see it."""

    language: str  # ISO 639-1
    table_script: str  # the script in which its word table is written, ISO 15924
    spellings: dict[str, Spelling]  # by script; text in another is spelled as `table_script` is
    romanization: dict[str, str] | None = None  # letter: Latin letters; None where names are in Latin letters already
    head_final: bool = False  # the verb ends the sentence; cases and postpositions stand where others have prepositions
    ends: SentenceEnds = SentenceEnds()
    numbers: NumberGrammar = NumberGrammar()
    hedges: HedgeGrammar = HedgeGrammar()
    lists: ListGrammar = ListGrammar()
    changes: ChangeGrammar = ChangeGrammar()
    cues: CueGrammar = CueGrammar()
    modality: ModalityGrammar = ModalityGrammar()
    places: PlaceGrammar = PlaceGrammar()
    times: TimeGrammar = TimeGrammar()
    producers: ProducerGrammar = ProducerGrammar()
