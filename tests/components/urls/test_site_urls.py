"""Addresses of the site: on a server, and among plain files."""

from __future__ import annotations

import pytest

from components.urls.site_urls import Pairs, ServedUrls, StaticUrls, Urls, archive_file, server_urls

SERVED, WHOLE, STATIC = server_urls("kk"), ServedUrls("https://example.org/a/", "ru"), StaticUrls("../", "uz")
ONE: Pairs = [("metric", "exports")]
TWO: Pairs = [*ONE, ("metric", "imports")]


@pytest.mark.parametrize(
    ("urls", "path", "pairs", "more", "address"),
    [
        (SERVED, "", (), {}, "/?lang=kk"),
        (SERVED, "trade", TWO, {}, "/trade?lang=kk&metric=exports&metric=imports"),
        (SERVED, "trade", ONE, {"language": "en"}, "/trade?lang=en&metric=exports"),
        (WHOLE, "sources", (), {"anchor": "data"}, "https://example.org/a/sources?lang=ru#data"),
        (WHOLE, "trade", [("metric", '"><b>&')], {}, "https://example.org/a/trade?lang=ru&metric=%22%3E%3Cb%3E%26"),
        (STATIC, "", (), {}, "../uz/index.html"),
        (STATIC, "trade", (), {"language": "kk"}, "../kk/trade.html"),
        (STATIC, "trade", TWO, {}, "../uz/trade.html?metric=exports&metric=imports"),
        (STATIC, "sources", (), {"anchor": "data"}, "../uz/sources.html#data"),
    ],
)
def test_pages(urls: Urls, path: str, pairs: Pairs, more: dict[str, str], address: str) -> None:
    assert urls.page(path, pairs, **more) == address


@pytest.mark.parametrize(
    ("urls", "form", "pairs", "more", "address"),
    [
        (SERVED, "json", TWO, {}, "/charts/a.json?lang=kk&metric=exports&metric=imports"),
        (SERVED, "png", ONE, {"size": "preview"}, "/charts/a.png?lang=kk&size=preview&metric=exports"),
        (SERVED, "svg", (), {"theme": "dark"}, "/charts/a.svg?lang=kk&theme=dark"),
        (STATIC, "json", (), {}, "../charts/a-uz.js"),
        (STATIC, "json", ONE, {}, "../charts/a-uz-metric-exports.js"),
        (STATIC, "csv", ONE, {"theme": "dark"}, "../charts/a-uz-metric-exports.csv"),
        (STATIC, "svg", ONE, {"theme": "dark"}, "../charts/a-uz-metric-exports-dark.svg"),
        (STATIC, "png", (), {"theme": "light"}, "../charts/a-uz-light.png"),
        (STATIC, "csv", [("metric", "a/../b")], {}, "../charts/a-uz-metric-a%2F..%2Fb.csv"),
        # What there is no file of has no address.
        (STATIC, "json", TWO, {}, ""),
        (STATIC, "png", ONE, {"theme": "light"}, ""),
        (STATIC, "png", (), {"size": "preview"}, ""),
    ],
)
def test_charts(urls: Urls, form: str, pairs: Pairs, more: dict[str, str], address: str) -> None:
    assert urls.chart("a", form, pairs, **more) == address


def test_a_chart_alone_data_and_assets() -> None:
    assert SERVED.embed("a", ONE, "light") == "/embed/a?lang=kk&metric=exports&theme=light"
    assert STATIC.embed("a") == "../embed/a-uz.html"
    assert STATIC.embed("a", ONE, "dark") == "../embed/a-uz.html?metric=exports&theme=dark"
    assert [urls.data("areas.csv") for urls in (SERVED, STATIC)] == ["/open/areas.csv", "../open/areas.csv"]
    assert SERVED.archive() == "/open/almaty-uzbekistan-trade.zip?lang=kk"
    assert STATIC.archive() == f"../open/{archive_file('uz')}" == "../open/almaty-uzbekistan-trade-uz.zip"
    assert [urls.asset("assets/a.js") for urls in (SERVED, STATIC)] == ["/assets/a.js", "../assets/a.js"]
