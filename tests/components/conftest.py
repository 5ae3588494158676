"""The view that pages work with, in English; the app's routes; an article as it might be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from components import view as views
from components.article.article_input import SubmittedArticle
from components.article.article_view import ArticleView
from components.view import View
from data import Dataset
from data.extraction import Claim, Doubt, Reading, Stop
from data.ingest import from_text
from data.store.dataset_reloader import DatasetReloader
from tests.components.asgi import Client, forget

Seeing = Callable[..., ArticleView]

TEXT = (
    "Trade grows\n\n"
    "Last year exports of Abai region to Uzbekistan came to about $31.2 million, imports to $17.4 million. "
    "The plan is $40 million. Food made up 40 percent. The plant made 900 pumps in 2022 and 1,200 in 2023. "
    "The guests saw the old mill."
)


def claim(kind: str, value: float, phrase: str, **more: Any) -> Claim:
    """A claim on `phrase` of TEXT, by default trade of Abai region with Uzbekistan in 2023, in dollars."""
    start = TEXT.index(phrase)
    whole: dict[str, Any] = {
        **{"kind": kind, "of": None, "reporter": "Abai region", "partner": "Uzbekistan", "value": value, "unit": "USD"},
        **{"product": None, "relation": "=", "modality": "actual", "period": "2023", "period_basis": "dated"},
        **{"period_text": "Last year", "period_start": 13, "period_stop": 22, "rounding": 1e5},
        **{"low": value - 5e4, "high": value + 5e4, "phrase": phrase, "start": start, "stop": start + len(phrase)},
    }
    return Claim(**{**whole, **more})


def made(value: float, phrase: str, period: str | None, **more: Any) -> Claim:
    """Output of a plant, in pieces."""
    plant = {"reporter": "Semey Pumps", "partner": None, "unit": "units", "product": "pumps", "rounding": 100.0}
    basis = {"period_basis": "stated" if period else "rate", "period_text": None}
    ends = {"low": value - 50, "high": value + 50}
    return claim("output", value, phrase, period=period, **{**plant, **basis, **ends, **more})


EXPORT = claim("export", 31.2e6, "$31.2 million", relation="~")
IMPORT = claim("import", 17.4e6, "$17.4 million")
PLAN = claim("export", 40e6, "$40 million", modality="target", period="2025")
BEFORE, NOW = made(900, "900 pumps", "2022"), made(1200, "1,200", "2023")
MILL = Stop(1, 1, "culture", "old mill", "saw", "told", "", 0, 0, "the old mill", TEXT.index("the old"), len(TEXT) - 1)
SHARE = Doubt("share", "40 percent", TEXT.index("40 percent"), TEXT.index("40 percent") + 10)
READING = Reading("en", "Latn", (EXPORT, IMPORT, PLAN, BEFORE, NOW), (MILL,), (SHARE,))


@pytest.fixture(scope="session")
def view(dataset: Dataset) -> View:
    """The project's tables in English."""
    return View(dataset, "en")


@pytest.fixture(scope="session")
def seen(view: View) -> Callable[..., ArticleView]:
    """An article as read: TEXT, or another with its own claims."""

    def seeing(*claims: Claim, text: str = TEXT, language: str = "en", reading: Reading = READING) -> ArticleView:
        base = View(view.data, language)
        reading = replace(reading, claims=claims) if claims else reading
        return ArticleView(
            view.data, language, base, SubmittedArticle(from_text(text, "pasted"), date(2024, 1, 9)), reading
        )

    return seeing


@pytest.fixture(scope="session")
def client() -> Client:
    """The project as it is, at the root of its host."""
    return Client()


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Caches of responses that are this test's own."""
    forget(monkeypatch)
    return monkeypatch


@pytest.fixture
def broken(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tables that are shown from now on, as a server just started does; free to break."""
    monkeypatch.setattr(views, "DATASET_RELOADER", DatasetReloader(tables))
    return tables
