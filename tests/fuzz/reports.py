"""Texts of reports: read, and shown with charts and downloads as `/read` has them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from random import Random

from components.article import downloads
from components.article.article_input import SubmittedArticle
from components.article.article_view import ArticleView
from components.charts import factory_output, trade_balance
from components.rendering import article, cards
from components.svg import chart_images
from components.view import in_language
from data import DataError
from data.extraction import Claim, Doubt, Stop, read
from data.ingest import from_text
from data.model.language import LANGUAGES
from tests.fuzz import mutate
from tests.fuzz.engine import ROOT, Case, Target

FOLDERS = ("tests/data/extraction/reports/texts", "components/article/examples")
DAYS = (None, "2018-04-13", "2024-12-31", "0001-01-01", "9999-12-31", "2024-02-29", "1990-01-01")
WAYS = ("", "", "kk Cyrl", "kk Latn", "kk Arab", "ru Cyrl", "uz Latn", "uz Cyrl", "en Latn", "und Zyyy")
SHOWN = 40_000  # characters of the longest text that is also shown: a page takes many times as long as a reading


@cache
def texts() -> tuple[str, ...]:
    """The reports that the reader is tested with, and the examples of the page."""
    return tuple(path.read_text("utf-8") for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.txt")))


class Reports(Target):
    """Any text gives true spans, the same each time, in linear time; and a page."""

    grows = 120.0  # long texts leave holes in what the process holds

    def case(self, chance: Random) -> Case:
        """A text, the day that it is read as of, the language that it is said to be in, and that of the page."""
        text = mutate.mutated(chance, chance.choice(texts()), texts())
        page = chance.choice(list(LANGUAGES)) if chance.random() < 0.25 else ""
        how = json.dumps([chance.choice(DAYS), chance.choice(WAYS), page])
        return {"text": text.encode("utf-8", "surrogatepass"), "how": how.encode()}

    def doubled(self, case: Case) -> Case:
        """The text twice."""
        return {**case, "text": case["text"] * 2}

    def check(self, case: Case) -> None:
        """Read it; a page is made of some, which are also read again."""
        text = case["text"].decode("utf-8", "surrogatepass")
        day, way, page = json.loads(case["how"])
        published = date.fromisoformat(day) if day else None
        reading = read(text, published, *way.split())
        spans: list[Claim | Stop | Doubt] = [*reading.claims, *reading.stops, *reading.doubts]
        for found in spans:
            assert 0 <= found.start < found.stop <= len(text), "a span is outside the text"
            assert text[found.start : found.stop] == found.phrase, "a phrase is not at its place"
        for claim in reading.claims:
            assert claim.low <= claim.value <= claim.high, "a value lies outside its interval"
            if claim.period_start is not None:
                assert text[claim.period_start : claim.period_stop] == claim.period_text, "a period is elsewhere"
        if page and len(text) < SHOWN:
            assert read(text, published, *way.split()) == reading, "two readings differ"
            show(text, published, page, way)


def show(text: str, published: date | None, language: str, way: str) -> None:
    """Make all that the page shows of a text."""
    base = in_language(language)
    try:
        submitted = SubmittedArticle(from_text(text, "a")).with_date(published)
    except DataError:  # it is empty, or holds half a character
        return
    view = ArticleView(base.data, language, base, submitted, read(submitted.text, submitted.published, *way.split()))
    assert "<script" not in article.render_article(view), "the text is markup"
    downloads.as_csv([view])
    for line in downloads.as_json([view]).splitlines():
        json.loads(line)
    for facts in (*view.trade_groups[:2], *view.output_pairs[:2]):
        one, spec = (
            view.with_chosen(tuple(facts)),
            trade_balance.SPEC if facts in view.trade_groups else factory_output.SPEC,
        )
        chart = spec.build(one, {})
        if chart:
            cards.render_article_card(chart, view.words)
            chart_images.chart_svg(chart, view.words)
