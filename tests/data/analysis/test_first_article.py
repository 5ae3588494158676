"""The figures of the first article, and what follows from them, to the last digit."""

from __future__ import annotations

import pytest

from data import Dataset, Fact
from data.model.language import LANGUAGES

ARTICLE = "inform-a3218115"
STATED = [
    # id, value, unit, low, high, period, basis of the period, words of the period, phrase, start, stop
    ("turnover-2017", 36e6, "USD", 35.5e6, 36.5e6, "2017", "dated", "былтыр", "36 миллион АҚШ долларын", 1451, 1474),
    ("exports-2017", 15.8e6, "USD", 15.75e6, 15.85e6, "2017", "dated", "былтыр", "15,8 млн долларды", 1503, 1520),
    ("imports-2017", 20.2e6, "USD", 20.15e6, 20.25e6, "2017", "dated", "былтыр", "20,2 млн долларға", 1558, 1575),
    ("output-2017", 1500, "units", 1450, 1550, "2017", "dated", "былтыр", "1,5 мың дананы", 1077, 1091),
    (
        *("output-now", 6000, "units", 5500, 6500, None, "rate", "Қазір зауыт жылына"),
        *("6 мың ауылшаруашылық техникаларын", 985, 1018),
    ),
    ("seats-turkistan-hall", 900, "seats", 900, 900, None, "none", None, "900 орындық", 2068, 2079),
]

DERIVED = [
    # metric, value, low, high, unit, operation, inputs
    ("balance", -4.4e6, -4.5e6, -4.3e6, "USD", "difference", ("exports-2017", "imports-2017")),
    ("trade-sum", 36e6, 35.9e6, 36.1e6, "USD", "sum", ("exports-2017", "imports-2017")),
    ("coverage-ratio", 78.2178, 77.7778, 78.6600, "%", "percentage", ("exports-2017", "imports-2017")),
    ("exports-share", 43.8889, 43.75, 44.0278, "%", "part-of-sum", ("exports-2017", "imports-2017")),
    ("output-multiple", 4.0, 3.54839, 4.48276, "x", "multiple", ("output-now", "output-2017")),
    ("output-change", 300.0, 254.839, 348.276, "%", "change", ("output-now", "output-2017")),
]

# These follow from totals of other sources too.
SHARES = {"national-share", "exports-world-share", "imports-world-share", "turnover-world-share"}


@pytest.fixture(scope="module")
def facts(dataset: Dataset) -> list[Fact]:
    """The article's own, without those of the record."""
    return [fact for fact in dataset.facts if fact.source == ARTICLE]


def test_stated_figures_are_those_of_the_article(facts: list[Fact]) -> None:
    found = [
        (
            f.id,
            f.value,
            f.unit,
            f.low,
            f.high,
            f.period,
            f.period_basis,
            f.period_text,
            f.phrase,
            f.phrase_start,
            f.phrase_end,
        )
        for f in facts
        if f.basis == "stated"
    ]
    assert found == STATED


@pytest.mark.parametrize(("metric", "value", "low", "high", "unit", "operation", "inputs"), DERIVED)
def test_derived_figures_carry_interval_and_inputs(
    facts: list[Fact], metric: str, value: float, low: float, high: float, unit: str, operation: str, inputs: object
) -> None:
    (fact,) = [fact for fact in facts if fact.metric == metric]
    assert (fact.value, fact.low, fact.high) == pytest.approx((value, low, high), rel=1e-5)
    assert (fact.unit, fact.operation, fact.inputs, fact.basis) == (unit, operation, inputs, "derived")


def test_derived_figures_are_in_no_table(dataset: Dataset) -> None:
    stated = dataset.metrics.query("basis == 'stated'")["id"]
    assert set(dataset.observations["metric"]) >= set(stated)
    article = dataset.observations.query("source == @ARTICLE")
    assert set(article["metric"]) == {"turnover", "exports", "imports", "output", "seats"}


def test_no_other_figure_is_derived_from_the_article(facts: list[Fact]) -> None:
    derived = {fact.metric for fact in facts if fact.basis == "derived"}
    assert derived - SHARES == {metric for metric, *_ in DERIVED}


def test_the_sign_of_the_balance_is_certain(facts: list[Fact]) -> None:
    (balance,) = [fact for fact in facts if fact.metric == "balance"]
    assert balance.interval.sign == -1


def test_stops_of_the_visit(dataset: Dataset) -> None:
    stops = dataset.events
    assert list(stops["id"]) == [
        "tole-bi-prayer",
        "tractor-plant-tour",
        "business-forum",
        "embassy-tree",
        "culture-days-concert",
        "crafts-exhibition",
    ]
    assert list(stops["order"]) == [1, 2, 3, 4, 5, 6]
    assert list(stops["order_basis"]) == ["stated", "stated", "stated", "told", "stated", "within"]
    assert list(stops["order_text"])[:4] == ["алдымен", "Бірінші кезекте", "Бұдан кейін", "Сондай-ақ"]
    assert stops["place"].isna().tolist() == [True, False, False, False, False, True]


def test_the_seats_belong_to_the_concert(facts: list[Fact]) -> None:
    (seats,) = [fact for fact in facts if fact.metric == "seats"]
    assert (seats.event, seats.reporter) == ("culture-days-concert", None)


def test_commitments_are_said_as_the_article_says_them(dataset: Dataset) -> None:
    said = dict(zip(dataset.commitments["id"], dataset.commitments["status"], strict=True))
    assert said == {
        "assembly-shop": "offer",
        "demand-study": "promise",
        "jetisu-room": "done",
        "projects-discussed": "discussed",
        "projects-intended": "intent",
    }


def test_what_the_article_does_not_say_is_not_said(dataset: Dataset) -> None:
    labels = dataset.labels.set_index(["table", "id", "field", "language"])["text"]
    assert ("commitments", "jetisu-room", "by", "en") not in labels.index
    assert ("commitments", "demand-study", "to", "en") not in labels.index
    assert labels["commitments", "jetisu-room", "title", "en"] == "A meeting room for Jetisu’s entrepreneurs"
    assert labels["events", "tole-bi-prayer", "title", "en"] == "Recitation of the Quran for Tole Bi"


def test_the_words_of_the_article_are_translated_into_the_other_languages(dataset: Dataset) -> None:
    labels = {
        (row["table"], row["id"], row["field"], row["language"]): row["text"] for _, row in dataset.rows("labels")
    }
    for table in ("observations", "events", "commitments"):
        for _, row in dataset.rows(table):
            for field in ("phrase", "period_text", "order_text"):
                if row["source"] == ARTICLE and row.get(field):
                    found = {language for language in LANGUAGES if (table, row["id"], field, language) in labels}
                    assert found == set(LANGUAGES) - {"kk"}, (row["id"], field)
    assert labels["observations", "exports-2017", "phrase", "ru"] == "15,8 млн долларов"


def test_the_article_is_undated_and_others_date_it(dataset: Dataset) -> None:
    sources = dataset.sources.set_index("id")
    article = sources.loc["inform-a3218115"]
    assert article["published"] is None or article.isna()["published"]
    dates = [sources.loc[name, "published"] for name in article["dated_by"].split()]
    assert all(date.startswith(article["dated"]) for date in dates)
    assert dates == ["2018-04-13", "2018-04-16"]


def test_last_year_is_the_year_before_the_visit(dataset: Dataset) -> None:
    visit = int(str(dataset.sources.set_index("id").loc["inform-a3218115", "dated"])[:4])
    years = {fact.period for fact in dataset.facts if fact.period_text == "былтыр"}
    assert years == {str(visit - 1)}
