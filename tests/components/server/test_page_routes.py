"""The first response of each page: it is the page, in the link's language and with what its address selects."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from components.pages import PAGES, headlines
from components.pages.spec import PageSpec
from components.server import page_routes
from components.server.assets import SCRIPT, STREAMLIT_SCRIPT, STYLE
from components.streamlit_app import internals
from components.view import in_language
from data.model.language import LANGUAGES
from tests.cards import Card, text_of
from tests.components.asgi import SITE, Client
from tests.components.build import CHARTS_BY_PAGE, build_chart

LIVE = "read"
LISTED = [page for page in PAGES if page.key != LIVE]


def shown(client: Client, address: str, **headers: str) -> Any:
    """The page at an address, which must be there."""
    answer = client(address, **headers)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return answer.page


def cards_of(page: Any) -> list[Card]:
    return [Card(element) for element in page.find_class("card")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_each_page_is_answered_whole(client: Client, page: PageSpec, language: str) -> None:
    view = in_language(language)
    tree = shown(client, f"/{page.path}?lang={language}")
    assert tree.get("lang") == language
    (heading,) = tree.iterfind(".//h1")
    found = getattr(headlines, f"{page.key}_headline", lambda view: view.words(f"{page.key}.finding"))(view)
    assert text_of(heading) == " ".join(found.split(" "))
    assert sorted(card.name for card in cards_of(tree)) == CHARTS_BY_PAGE[page.key]
    for card in cards_of(tree):
        assert card.title and card.rows
        assert card.svgs == ["narrow", "medium", "wide"]
        for svg in card.element.xpath('.//*[@class="card-image"]/*'):
            assert svg.xpath(".//*[local-name()='path' or local-name()='rect']")
    assert tree.xpath('//nav[@class="pages"]//a[@aria-current="page"]/@href') == [f"/{page.path}?lang={language}"]
    assert tree.xpath('//nav[@class="languages"]//a[@aria-current="true"]/@lang') == [language]
    assert text_of(tree.find(".//footer")).startswith(view.words("site.footer"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_only_the_page_that_streamlit_runs_loads_streamlit(client: Client, page: PageSpec) -> None:
    answer = client(f"/{page.path}?lang=en")
    scripts = answer.page.xpath("//script[@src]/@src")
    styles = answer.page.xpath("//link[@rel='stylesheet']/@href")
    assert [link for link in scripts if "plotly" in link] == []
    assert f"/{SCRIPT.path}" in scripts
    assert f"/{STYLE.path}" in styles
    if page.key != LIVE:
        assert scripts == [f"/{SCRIPT.path}"] and styles == [f"/{STYLE.path}"]
        assert "/static/js/" not in answer.text and "modulepreload" not in answer.text
        assert 'id="root"' not in answer.text


def test_the_reader_is_streamlit_s_page_with_ours_over_it(client: Client) -> None:
    answer = client("/read?lang=ru")
    text, tree = answer.text, answer.page
    for tag in ('<div id="root">', '<div id="first-response"', '<template id="streamlit-scripts">'):
        assert text.count(tag) == 1
    first, _, rest = text.partition('<template id="streamlit-scripts">')
    template, _, after = rest.partition("</template>")
    # What starts Streamlit waits in the template, all of it.
    assert template.strip() == internals.start_tags("/")
    assert internals.start_tags("/").splitlines()[0] not in first + after
    assert "modulepreload" not in first + after
    assert "<title>Streamlit</title>" not in text
    assert tree.get("lang") == "ru"
    (ours,) = tree.xpath('//*[@id="first-response"]')
    words = in_language("ru").words
    assert text_of(ours.find(".//h1")) == words("read.finding")
    assert [text_of(note) for note in ours.iterfind(".//noscript")] == [words("site.needs_script")]
    assert f'src="/{STREAMLIT_SCRIPT.path}"' in first
    assert not [
        script for script in tree.iter("script") if not script.get("src") and "json" not in script.get("type", "")
    ]


@pytest.mark.parametrize(
    ("query", "metrics"),
    [
        ("metric=exports", ["exports"]),
        ("metric=imports,exports", ["exports", "imports"]),
        ("metric=balance&metric=turnover", ["turnover", "balance"]),
        ("metric=EXPORTS&utm_source=x&cats=1", ["exports"]),
        ("metric=exports,cats", ["exports"]),
    ],
)
def test_what_the_link_selects_is_selected(client: Client, query: str, metrics: list[str]) -> None:
    tree = shown(client, f"/trade?lang=ru&{query}")
    chart = build_chart("trade-balance", in_language("ru"), metric=tuple(metrics))
    (card,) = cards_of(tree)
    assert card.title == chart.text.title
    assert card.chosen["metric"] == metrics
    assert len(card.rows) == len(metrics)
    selected = "".join(f"&metric={metric}" for metric in metrics)
    assert tree.xpath('//nav[@class="languages"]/a[@lang="en"]/@href') == [f"/trade?lang=en{selected}"]
    assert tree.xpath('//link[@rel="canonical"]/@href') == [f"{SITE}/trade?lang=ru{selected}"]


SAMPLES = [
    ("visit", "kind=industry,culture", {"visit-timeline": {"kind": ("industry", "culture")}}),
    ("record", "metric=imports&side=kazakhstan", {"national-trade": {"metric": ("imports",), "side": ("kazakhstan",)}}),
    ("record", "confidence=low,high", {"national-trade": {"confidence": ("high", "low")}}),
    ("record", "years=2022-2017", {"national-trade": {"years": ("2017-2022",)}}),
    (
        "record",
        "metric=imports&years=2016-2024&side=uzbekistan,kazakhstan,open&confidence=high,medium",
        {
            "national-trade": {
                **{"metric": ("imports",), "side": ("kazakhstan", "uzbekistan", "open")},
                **{"confidence": ("high", "medium"), "years": ("2016-2024",)},
            }
        },
    ),
]


@pytest.mark.parametrize(("path", "query", "selections"), SAMPLES)
def test_every_combination_of_filters_is_a_whole_page(
    client: Client, path: str, query: str, selections: dict[str, dict[str, tuple[str, ...]]]
) -> None:
    tree = shown(client, f"/{path}?lang=uz&{query}")
    found = {card.name: card for card in cards_of(tree)}
    assert sorted(found) == CHARTS_BY_PAGE[path]
    for name, selection in selections.items():
        chart = build_chart(name, in_language("uz"), **selection)
        assert found[name].title == " ".join(chart.text.title.split(" "))
        assert len(found[name].rows) == len(chart.rows)
        assert found[name].svgs == ["narrow", "medium", "wide"]
    assert not tree.xpath("//*[@data-filter-note]")


@pytest.mark.parametrize("query", ["metric=cats", "metric=%3Cscript%3E", "metric=exports,cats"])
def test_a_wrong_address_is_told_on_the_page(client: Client, query: str) -> None:
    tree = shown(client, f"/trade?lang=en&{query}")
    (note,) = tree.xpath("//*[@data-filter-note]")
    assert "turnover, exports, imports, balance" in text_of(note)
    assert cards_of(tree)[0].rows


def test_an_unknown_language_is_told_in_the_browser_s(client: Client) -> None:
    for path in ("factory", "read"):
        tree = shown(client, f"/{path}?lang=xx", Accept_Language="uz")
        (note,) = tree.xpath("//*[@data-filter-note]")
        assert text_of(note) == in_language("uz").words("filter.unknown", value="xx", options=", ".join(LANGUAGES))


def test_the_browser_s_language_is_spoken_where_the_link_names_none(client: Client) -> None:
    answer = client("/factory", Accept_Language="uz,en;q=0.4")
    assert text_of(answer.page.find(".//h1")) == " ".join(headlines.factory_headline(in_language("uz")).split(" "))
    assert "Accept-Language" in answer.headers["vary"]
    assert shown(client, "/factory", Accept_Language="de").get("lang") == LANGUAGES[0]


def test_what_is_added_to_a_link_changes_nothing(client: Client) -> None:
    plain = client("/trade?lang=en")
    assert client("/trade?lang=en&utm_source=x&fbclid=1").body == plain.body
    assert cards_of(shown(client, "/trade?lang=en&cats=1"))[0].rows == cards_of(plain.page)[0].rows
    assert client("/trade/?lang=en").body == plain.body


@pytest.mark.parametrize("path", ["no/such/page", "nosuch", "Trade", "trade.html", "<b>" + "x" * 300])
def test_an_address_that_is_no_page_is_told(client: Client, path: str) -> None:
    answer = client(f"/{path}?lang=en")
    assert answer.status == 404
    assert answer.headers["cache-control"] == "no-cache"
    text = answer.page.text_content()
    assert path[:40] in text and "x" * 60 not in text
    assert not answer.page.xpath("//meta[@property='og:url']")
    for place in ('//nav[@class="pages"]', "//main"):
        assert answer.page.xpath(f"{place}//a/@href") == [f"/{page.path}?lang=en" for page in PAGES]
    assert not answer.page.xpath("//b[.='x']")


# Where it cannot be rendered, Streamlit runs the page.


@pytest.mark.parametrize("page", LISTED, ids=lambda page: page.key)
def test_a_page_that_cannot_be_rendered_is_run_by_streamlit_and_that_is_logged(
    client: Client, fresh: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, page: PageSpec
) -> None:
    def failing(*parts: Any) -> None:
        raise ZeroDivisionError("none of it")

    fresh.setattr(page_routes, "build", failing)
    with caplog.at_level(logging.ERROR, "dashboard"):
        answer = client(f"/{page.path}?lang=ru&metric=exports")
    assert answer.status == 200
    assert '<div id="root">' in answer.text and '<div id="first-response"' not in answer.text
    assert internals.start_tags("/") in answer.text and "<template" not in answer.text
    assert f'src="/{STREAMLIT_SCRIPT.path}"' in answer.text
    assert answer.page.get("lang") == "ru"
    words = in_language("ru").words
    title = words("site.title", page=words(f"page.{page.key}"), site=words("site.name"))
    assert answer.page.findtext(".//title") == title
    (record,) = [record for record in caplog.records if record.exc_info]
    assert record.getMessage() == f"no first response of {page.key}"
    assert "none of it" in str(record.exc_info)


def test_tables_that_are_not_sound_are_told_in_the_first_response(
    client: Client, fresh: pytest.MonkeyPatch, broken: Path
) -> None:
    (broken / "events.csv").write_text("id\n", "utf-8")
    tree = shown(client, "/visit?lang=en&kind=culture")
    (problems,) = tree.xpath('//*[@role="alert"]')
    assert "events.csv, line 1" in text_of(problems)
    assert not cards_of(tree)
    assert text_of(tree.find(".//h1"))
