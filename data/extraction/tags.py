"""What the tags of the word tables mean: each tag of `languages/<language>/words.csv`, or the family before its colon.

The lexicon adds the families place and product from the gazetteer; their values are English names.
"""

from __future__ import annotations

# Words for trade. With one of them a text may hold facts and a sentence names the parties; sums of money and growth are
# of the nearest one.
TRADE = ("turnover", "export", "import", "balance", "surplus", "deficit")

TAGS = {
    # Numbers and units
    "number": "a number word; the value is the number",
    "ordinal": "first, second …; the value is the number",
    "scale": "a multiplier: thousand, million …",
    "hundred": "multiplies the number before it, or stands for 100",
    "half": "a half that belongs to a number: one and a half",
    "fraction": "a part in one word: a quarter",
    "times": "a multiple in one word: twofold",
    "grew": "a verb that says growth and by how much: doubled",
    "unit": "a unit: a currency, %, pp (percentage points), x (times), t, piece, other (of no concern here)",
    # Hedges; the value is a relation, or upto
    "before": "a hedge before its amount: more than",
    "after": "a hedge behind its amount; <to and >any are verbs that bound an amount in any case",
    # Trade and output
    "turnover": "trade in both directions",
    "export": "exports",
    "import": "imports",
    "balance": "exports less imports",
    "surplus": "a positive balance",
    "deficit": "a negative balance",
    "minus": "a sign of a negative balance",
    "output": "what is produced",
    "make": "to produce",
    "sell": "to sell abroad",
    "buy": "to buy abroad",
    "move": "to send somewhere",
    "capacity": "what could be produced",
    "can": "to be able to produce",
    "not": "another matter, whose figures are no facts; the value is the reason, a key of `Doubt.why`",
    # Change
    "up": "to rise",
    "down": "to fall",
    "up-after": "a word for more, behind its amount: 5 million more than",
    "down-after": "a word for less, behind its amount",
    "growth": "a noun for change",
    "index": "an index with the year before as 100",
    "compare": "compared with, against",
    # Plans
    "target": "a plan, hope or forecast",
    "miss": "a plan for a past year",
    "now": "today, beside a rate a year",
    # Who
    "plant": "a plant or company",
    "this-plant": "the plant in question",
    "this-place": "the place in question",
    "nation": "the whole country, in a report on a region",
    "both": "both countries",
    "between": "between two places named before",
    "abroad": "all partners together",
    "world": "all trade, whoever it is with",
    "mainly": "only the main destination follows",
    # Lists
    "of-which": "a part of the figure before",
    "respectively": "figures in the order of the names before them",
    # Time
    "year": "a year",
    "months": "months that are counted, or this and last month",
    "month": "a month by name; the value is its number",
    "quarter": "a quarter",
    "half-year": "half a year",
    "half-word": "half, where a half of a year is meant after an ordinal",
    "season": "a marketing year; −1 the last, 0 this, 1 the next",
    "period": "a period or reporting period",
    "rel": "last (−1), this (0), next (1), before a word for time",
    "when": "the same, with the noun in it: “the year”",
    "same": "the same period",
    "year-ago": "a year earlier",
    "years-ago": "some years earlier",
    "last-year's": "an adjective for last year",
    "in-year": "over the year, in comparison with the one before",
    "year-start": "since the beginning of the year",
    "year-end": "the end of the year",
    "over-years": "over several years",
    "per-year": "a year, as a rate",
    "open-future": "a future without an end: in the coming years",
    "until": "by, until",
    # Words of other entries that mean nothing here
    "skip": "a phrase that would otherwise be found as something else",
}
