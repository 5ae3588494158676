"""Faults of tables: a name, what spoils a copy of the tables, and how the line begins that tells it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.data.spoiled_tables import OBS, ROWS, change_bytes, line_of, replace_by_folder, replace_text, set_cells

FAULTS: list[tuple[str, Callable[[Path], None], str]] = [
    ("missing file", lambda folder: (folder / OBS).unlink(), f"{OBS}: the file is missing. Put it back into "),
    ("empty file", change_bytes(OBS, lambda _: b""), f"{OBS}: the file is empty. Put the whole file back."),
    ("cut within a row", change_bytes(OBS, lambda b: b[:-40]), f"{OBS}, line {ROWS + 1}:"),
    (
        "cut within the last cell",
        change_bytes("commitments.csv", lambda b: b[:-3]),
        f"commitments.csv, line {line_of('projects-intended', 'commitments.csv')}: the last line ",
    ),
    (
        "cut before its last newline",
        change_bytes(OBS, lambda b: b[:-1]),
        f"{OBS}, line {ROWS + 1}: the last line does not end",
    ),
    (
        "cut between rows",
        change_bytes(OBS, lambda b: b"".join(b.splitlines(keepends=True)[:-2])),
        f"{OBS}: {ROWS - 2} rows where datapackage.json counts {ROWS}.",
    ),
    (
        "not UTF-8",
        change_bytes(OBS, lambda b: b.replace("былтыр,1056".encode(), b"\xff,1056")),
        f"{OBS}, line 5: the file is not UTF-8.",
    ),
    ("open quote", replace_text(OBS, ',"15,8 млн долларды"', ',"15,8 млн долларды'), f"{OBS}, line"),
    ("unknown column", replace_text(OBS, "phrase\n", "phrase,mood\n"), f"{OBS}, line 1: unknown column 'mood'."),
    ("column gone", replace_text(OBS, ",phrase\n", "\n"), f"{OBS}, line 1: column 'phrase' is missing."),
    (
        "too few cells",
        replace_text(OBS, "36000000,USD", "36000000"),
        f"{OBS}, line 2: 29 cells where there should be 30.",
    ),
    (
        "not a number",
        replace_text(OBS, "36000000,USD", "36 млн,USD"),
        f"{OBS}, line 2, value: '36 млн' is not a number.",
    ),
    (
        "unknown unit",
        replace_text(OBS, "36000000,USD", "36000000,dollars"),
        f"{OBS}, line 2, unit: 'dollars' is not known.",
    ),
    (
        "value outside its interval",
        replace_text(OBS, "36000000,USD", "37000000,USD"),
        f"{OBS}, line 2, low: = 37000000 to the nearest 1000000 has 36500000 as its low end, not 35500000. Mend ",
    ),
    (
        "more than that may be less",
        set_cells(OBS, "turnover-2017", relation=">", low="0", high="999999999999999"),
        f"{OBS}, line 2, low: > 36000000 to the nearest 1000000 has 36000000 as its low end, not 0. Mend relation, ",
    ),
    (
        "more than, with an end",
        set_cells(OBS, "turnover-2017", relation=">", low="36000000", high="999999999999999"),
        f"{OBS}, line 2, high: > 36000000 to the nearest 1000000 has open as its high end, not 1e+15. Mend relation, ",
    ),
    (
        "about of no width",
        set_cells(OBS, "turnover-2017", relation="~", low="36000000", high="36000000"),
        f"{OBS}, line 2, low: ~ 36000000 to the nearest 1000000 has 35000000 as its low end, not 36000000. Mend ",
    ),
    (
        "no rounding at all",
        set_cells(OBS, "turnover-2017", rounding="0"),
        f"{OBS}, line 2, rounding: it is not said how far the figure is rounded. Write what one unit of its last ",
    ),
    (
        "interval wider than rounding",
        replace_text(OBS, "35500000,36500000", "35000000,37000000"),
        f"{OBS}, line 2, high: = 36000000 to the nearest 1000000 has 36500000 as its high end, not 37000000. Mend ",
    ),
    (
        "value that its words do not say",
        replace_text(OBS, "15800000,USD,=,,100000,15750000,15850000", "25800000,USD,=,,100000,25750000,25850000"),
        f"{OBS}, line 3, value: the phrase says 15,8 млн долларды, which is not 25800000 rounded to 100000.",
    ),
    (
        "rounding that its words do not say",
        replace_text(OBS, "15800000,USD,=,,100000,15750000,15850000", "15800000,USD,=,,1000,15799500,15800500"),
        f"{OBS}, line 3, value: the phrase says 15,8 млн долларды, which is not 15800000 rounded to 1000.",
    ),
    (
        "value a thousand times what its words say",
        replace_text(
            OBS, "15800000,USD,=,,100000,15750000,15850000", "15800000000,USD,=,,100000000,15750000000,15850000000"
        ),
        f"{OBS}, line 3, value: the phrase says 15,8 млн долларды, which is not 15800000000 rounded to 100000000.",
    ),
    (
        "period without its words",
        replace_text(OBS, "былтыр,1372,1378", ",,"),
        f"{OBS}, line 2, period_text: the words that the period was read from are missing.",
    ),
    (
        "year that does not follow from the date",
        replace_text("sources.csv", ",2018-04,", ",2019-04,"),
        f"{OBS}, line 2, period: 2017 does not follow from the date of inform-a3218115, 2019-04.",
    ),
    (
        "year from a date that is not there",
        replace_text("sources.csv", ",2018-04,dalanews-tote abai-68925,", ",,,"),
        f"{OBS}, line 2, period: the year is counted from the date of inform-a3218115, which has none.",
    ),
    (
        "comparison with another thing",
        replace_text(OBS, "984,output-2017", "984,exports-2017"),
        f"{OBS}, line 6, baseline: 'exports-2017' is not a figure of the same thing",
    ),
    (
        "two stops in one place",
        replace_text("events.csv", "business-forum,1,3,", "business-forum,1,2,"),
        "events.csv, line 4, order: day 1 has two stops with the order 2.",
    ),
    (
        "part of nothing",
        replace_text("events.csv", "culture,culture-days-concert,within", "culture,,within"),
        "events.csv, line 7, within: a stop within another needs that other",
    ),
    (
        "flow below zero",
        set_cells(OBS, "turnover-2017", value="-36000000", low="-36500000", high="-35500000"),
        f"{OBS}, line 2, value: turnover cannot be below zero.",
    ),
    (
        "figure that nobody says how it came",
        replace_text(OBS, "output-2017,read,", "output-2017,,"),
        f"{OBS}, line 6, method: the cell is empty.",
    ),
    (
        "plan of a year long past",
        replace_text(OBS, "36500000,actual,2017", "36500000,target,2016"),
        f"{OBS}, line 2, period: 2016 does not follow from the date of inform-a3218115, 2018-04.",
    ),
    (
        "trade in pieces of no product",
        replace_text(OBS, "36000000,USD", "36000000,t"),
        f"{OBS}, line 2, unit: turnover is counted in USD, not in t.",
    ),
    (
        "stated order without its words",
        replace_text("events.csv", "stated,алдымен,298,305", "stated,,,"),
        "events.csv, line 2, order_text: the words that the order was read from are missing.",
    ),
    (
        "source that is nowhere",
        replace_text("sources.csv", "https://abai.kz/post/68925", ""),
        f"sources.csv, line {line_of('abai-68925', 'sources.csv')}, url: neither the page nor the file of the ",
    ),
    ("a folder in its place", replace_by_folder, f"{OBS}: the file cannot be read (Is a directory)."),
    (
        "empty cell",
        set_cells(OBS, "turnover-2017", metric=""),
        f"{OBS}, line 2, metric: the cell is empty.",
    ),
    (
        "span without its start",
        replace_text(OBS, ",1451,1474,", ",,1474,"),
        f"{OBS}, line 2, phrase: phrase_start, phrase_end and phrase belong together. Fill in all three.",
    ),
    (
        "figure that was read, without its words",
        replace_text(OBS, ",1451,1474,36 миллион АҚШ долларын", ",,,"),
        f"{OBS}, line 2, phrase: the words that it was read from are missing. Fill in phrase and its span.",
    ),
    (
        "figure without its words that nobody vouches for",
        set_cells(OBS, "24kz-660799-turnover-2023", confidence="", phrase=""),
        f"{OBS}, line 8, confidence: a figure without its words needs someone's judgement of it. Fill in confidence",
    ),
    (
        "figure without its words from a text that is held",
        set_cells(OBS, "seats-turkistan-hall", confidence="high", phrase_start="", phrase_end="", phrase=""),
        f"{OBS}, line 7, phrase: the text of inform-a3218115 is held, so the words of the figure must be given with ",
    ),
    (
        "reporter that nobody knows how it is known",
        replace_text(OBS, "turnover,almaty-region,stated,", "turnover,almaty-region,,"),
        f"{OBS}, line 2, reporter_basis: a reporter and how it is known belong together. Fill in both or neither.",
    ),
    (
        "way to know a reporter that is not there",
        set_cells(OBS, "seats-turkistan-hall", reporter_basis="stated"),
        f"{OBS}, line 7, reporter_basis: a reporter and how it is known belong together. Fill in both or neither.",
    ),
    (
        "almost that is exact",
        replace_text(OBS, "2000000000,USD,~,almost,", "2000000000,USD,=,almost,"),
        f"{OBS}, line {line_of('astana-tv-4235-turnover-open')}, hedge: almost is a kind of about. Write ~ in ",
    ),
    (
        "repetition of another figure",
        replace_text(OBS, ",kazpravda-2024-05-turnover-2023,24kz", ",kazpravda-2024-05-turnover-2024-01-2024-04,24kz"),
        f"{OBS}, line 8, repeats: 'kazpravda-2024-05-turnover-2024-01-2024-04' is not the same figure. Mend repeats",
    ),
    (
        "repetition of nothing",
        replace_text(OBS, ",kazpravda-2024-05-turnover-2023,24kz", ",kazpravda,24kz"),
        f"{OBS}, line 8, repeats: 'kazpravda' is not in observations.csv. Add it there or mend the name.",
    ),
    (
        "authority that is nobody",
        replace_text(OBS, ",high,kz-government,kazpravda", ",high,government,kazpravda"),
        f"{OBS}, line 8, authority: 'government' is not in authorities.csv. Add it there or mend the name.",
    ),
    (
        "new boundaries that hold since nobody knows when",
        replace_text("areas.csv", ",almaty-region,2022-06", ",almaty-region,"),
        "areas.csv, line 8, since: boundaries that took the place of others need the month since when, and no others",
    ),
    (
        "boundaries since a month, in place of none",
        replace_text("areas.csv", ",almaty-region,2022-06", ",,2022-06"),
        "areas.csv, line 8, since: boundaries that took the place of others need the month since when, and no others",
    ),
    (
        "name that is told, without its words",
        replace_text("tellings.csv", "deputy-prime-minister,,Нодир Отажонов,", "deputy-prime-minister,,,"),
        "tellings.csv, line 2, words: a name that is told needs its words. Fill it in.",
    ),
    (
        "date that is told, without its day",
        replace_text("tellings.csv", "visit-start,,,2018-04-12", "visit-start,,,"),
        "tellings.csv, line 16, date: a date that is told needs its date. Fill it in.",
    ),
    (
        "thing that is told, without a name",
        replace_text("tellings.csv", "stop,old-tashkent-sights,", "stop,old-tashkent-walk,"),
        "labels.csv: no name for 'old-tashkent-walk', one of told. Add a row for each language.",
    ),
    (
        "page with a printed day and an estimate of it",
        replace_text("sources.csv", "2018-05-12,,,,", "2018-05-12,2018-05,,,"),
        f"sources.csv, line {line_of('trend-2902035', 'sources.csv')}, dated: a printed day leaves nothing to ",
    ),
    (
        "span does not fit",
        replace_text(OBS, ",1451,1474,", ",1451,1480,"),
        f"{OBS}, line 2, phrase: [1451, 1480) is 29 characters, the words have 23.",
    ),
    (
        "period words without span",
        replace_text(OBS, "былтыр,1372,1378", "былтыр,,"),
        f"{OBS}, line 2, period_text: period_text_start, period_text_end and period_text belong together.",
    ),
    (
        "period impossible",
        replace_text(OBS, "actual,2017,", "actual,2017-13,"),
        f"{OBS}, line 2, period: '2017-13' is not",
    ),
    ("rate with a year", replace_text(OBS, "actual,,rate", "actual,2018,rate"), f"{OBS}, line 6, period:"),
    (
        "twice the same id",
        replace_text(OBS, "exports-2017", "turnover-2017"),
        f"{OBS}, line 3, id: 'turnover-2017' stands on",
    ),
    (
        "unknown source",
        replace_text(OBS, "inform-a3218115", "inform"),
        f"{OBS}, line 2, source: 'inform' is not in sources.csv.",
    ),
    (
        "unknown baseline",
        replace_text(OBS, "984,output-2017", "984,output-2016"),
        f"{OBS}, line 6, baseline: 'output-2016'",
    ),
    (
        "wrong unit",
        replace_text(OBS, "36000000,USD", "36000000,units"),
        f"{OBS}, line 2, unit: turnover is counted in USD",
    ),
    (
        "date impossible",
        replace_text("sources.csv", "2018-04-13", "2018-02-30"),
        f"sources.csv, line {line_of('dalanews-tote', 'sources.csv')}, published: '2018-02-30'",
    ),
    ("dated by nobody", replace_text("sources.csv", "dalanews-tote abai-68925", ""), "sources.csv, line 2, dated_by:"),
    (
        "operand gone",
        replace_text("metrics.csv", "difference,exports imports", "difference,exports"),
        "metrics.csv, line 5",
    ),
    (
        "name gone",
        replace_text("labels.csv", "metrics,turnover,name", "metrics,turnover,note"),
        "labels.csv: no name in kk for 'turnover' of metrics. Add a row for each language.",
    ),
    ("name of nothing", replace_text("labels.csv", "areas,tashkent,", "areas,taskent,"), "labels.csv, line"),
    ("description gone", lambda folder: (folder / "datapackage.json").unlink(), "datapackage.json: the description"),
]
