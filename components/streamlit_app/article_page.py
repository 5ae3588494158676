"""The page of the article reader: its form, and what was read from the submitted articles.

Articles are held in the session alone, as long as it lasts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial

import streamlit as st

from components import rendering
from components.article import downloads
from components.article.article_input import SubmittedArticle
from components.article.article_tables import parties
from components.article.article_view import SOURCE_ID, ArticleView
from components.charts import factory_output, trade_balance
from components.charts.fact_text import sentence_parts
from components.charts.spec import Chart
from components.charts.trade_selection import reporters
from components.i18n import Messages
from components.rendering import article, cards
from components.streamlit_app import article_form, internals
from components.streamlit_app.article_form import current_session, show_block, show_problems
from components.streamlit_app.reader_session import is_over_limit
from components.svg import chart_images
from components.urls.site_urls import server_urls
from components.view import View
from data import DataError, Fact
from data.extraction import Reading, read
from data.extraction.subprocess_reader import read_in_subprocess

_LOG = logging.getLogger("dashboard.read")
_FAILED = Reading("und", "Zyyy", (), (), ())  # in place of what the reader failed to read
_SPINNER_LETTERS, _SUBPROCESS_LETTERS = 100_000, 250_000  # from so many on, reading takes long
_MAX_CHOICES = 200  # of figures to draw; more are too many for a list


def show_article_page(base: View) -> None:
    """Show the form, and the articles that were submitted with it. base: the site's view in the page's language."""
    words = base.words
    with st.container(key="article-form"):
        article_form.show_input_fields(words)
        progress = st.container()
        article_form.show_date_field(words)
    with progress:
        views = session_views(base)
    if not views:
        return
    show_block("section", title=summary(views), about=words("read.rules"), live=True)
    _show_downloads(views, words)
    view = select_article(views, words)
    if not view.article.published and any(fact.period_text and not fact.period for fact in view.claims):
        show_block("note", text=words("read.undated"))
    if not view.reading.claims and not view.reading.stops:
        show_block("section", title=words("read.nothing"), about=words("read.can"))
    try:
        st.html(article.render_article(view))
        _show_charts(view)
    except DataError as error:
        show_problems([str(problem) for problem in error.problems], words)
    except Exception:  # an article may hold anything: the page goes on
        _LOG.exception("an article cannot be shown")
        show_problems([words("fault.failed", name=view.article.name)], words)


def session_views(base: View) -> list[ArticleView]:
    """Return a view of each article of the session, read with the date that was entered."""
    session = current_session()
    articles = [one.with_date(article_form.entered_date()) for one in session.input_result.articles]
    new = [one for one in articles if one not in session.readings]
    is_long = sum(len(one.text) for one in new) > _SPINNER_LETTERS
    with st.spinner(base.words("read.reading")) if is_long else nullcontext():
        session.readings = {one: session.readings[one] if one in session.readings else _read(one) for one in articles}
    if new and is_over_limit():
        article_form.drop_articles(base.words)
        st.rerun()
    if failed := [one for one in articles if session.readings[one] is _FAILED]:
        show_problems([base.words("fault.failed", name=one.name) for one in failed], base.words)
        articles = [one for one in articles if one not in failed]
    known = session.views
    session.views = {
        (one, base): known.get((one, base)) or ArticleView(base.data, base.language, base, one, session.readings[one])
        for one in articles
    }
    return [*session.views.values()]


def _read(one: SubmittedArticle) -> Reading:
    internals.check_connected()
    try:
        if len(one.text) > _SUBPROCESS_LETTERS:
            return read_in_subprocess(one.text, one.published, internals.check_connected)
        return read(one.text, one.published)
    except Exception:  # no article should get here; the others are still read
        _LOG.exception("an article cannot be read")
        return _FAILED


def summary(views: Sequence[ArticleView]) -> str:
    """Return how much was read: "12 figures, 3 stops of a visit, 4 not taken"."""
    words = views[0].words
    readings = [view.reading for view in views]
    counts = [words.count("read.figures", sum(len(reading.claims) for reading in readings))]
    if stops := sum(len(reading.stops) for reading in readings):
        counts.append(words.count("read.stops", stops))
    if doubts := sum(len(reading.doubts) for reading in readings):
        counts.append(words.count("read.doubts", doubts))
    found = words.numbers.join_list(counts)
    return words.count("read.articles", len(views), found=found) if len(views) > 1 else found


def select_article(views: Sequence[ArticleView], words: Messages) -> ArticleView:
    """Return the only article, or the one that the reader selects from a list."""
    if len(views) == 1:
        return views[0]

    def name(number: int) -> str:
        return words("visit.numbered", order=number + 1, title=views[number].article.title)

    return views[st.selectbox(words("read.which_article"), range(len(views)), format_func=name)]


def select_facts(choices: Sequence[tuple[Fact, ...]], label: str, view: ArticleView) -> ArticleView:
    """Return the article with the only choice, or with the one that the reader selects from a list."""

    def name(number: int) -> str:
        fact = choices[number][-1]
        period = sentence_parts(fact, view.sources[SOURCE_ID], view.words)["period"]
        product = f" ({view.words.name('products', fact.product)})" if fact.product else ""
        return view.words("read.choice", who=parties(fact, view.words) + product, period=period)

    number, choices = 0, choices[:_MAX_CHOICES]
    if len(choices) > 1:
        key = f"{choices[0][0].metric}-{view.article.content.sha256[:12]}"
        number = st.selectbox(label, range(len(choices)), format_func=name, key=key)
    return view.with_chosen(tuple(choices[number]))


def _show_downloads(views: Sequence[ArticleView], words: Messages) -> None:
    """Show the downloads of what was read from all articles, and the button that clears the form."""
    with st.container(horizontal=True, key="article-downloads"):
        if any(view.reading.claims or view.reading.stops for view in views):
            # Made when somebody clicks.
            for extension, make in (("csv", downloads.as_csv), ("json", downloads.as_json)):
                label, file_name = words(f"read.{extension}"), f"{words('file.facts')}.{extension}"
                st.download_button(label, partial(make, views), file_name, on_click="ignore")
        st.button(words("read.clear"), on_click=article_form.clear_form, type="tertiary")


def _show_charts(view: ArticleView) -> None:
    """Show the charts of trade and of output; of several, those that the reader selects."""
    words = view.words
    if view.trade_groups:
        chosen = select_facts(view.trade_groups, words("read.which_trade"), view)
        _show_card(trade_balance.SPEC.build(chosen, {}), words)
        _show_site_trade(chosen)
    if view.output_pairs:
        chosen = select_facts(view.output_pairs, words("read.which_output"), view)
        _show_card(factory_output.SPEC.build(chosen, {}), words)


def _show_site_trade(chosen: ArticleView) -> None:
    """Show what the site has of the same reporter's trade below that of the article, with a link to more of it."""
    site, words = chosen.base, chosen.words
    name = words.name("areas", chosen.accounts[0].reporter)
    area = next((area for area in reporters(site) if site.words.name("areas", area) == name), None)
    if area:
        show_block("section", title=words("read.beside"), about="")
        _show_card(trade_balance.SPEC.build(site, {"reporter": (area,)}), site.words, key="site-trade")
        show_block(
            "page_link", url=server_urls(words.language).page("trade", [("reporter", area)]), text=words("read.more")
        )


def _show_card(chart: Chart | None, words: Messages, key: str = "") -> None:
    """Show a card with its files as downloads, because no address leads to a reader's own article.

    key: of a second card of one chart.
    """
    if chart is None:
        return
    st.html(rendering.render("block", kind="chartcard", body=cards.render_article_card(chart, words)))
    files: dict[str, Callable[[], bytes | str]] = {
        "png": partial(chart_images.chart_png, chart, words),
        "svg": partial(chart_images.chart_svg, chart, words),
        "csv": lambda: "\ufeff" + chart.csv,
    }
    key = key or chart.name
    with st.container(horizontal=True, key=f"files-{key}"):
        for form, make in files.items():
            st.download_button(
                words(f"card.{form}"), make, f"{chart.file_stem}.{form}", on_click="ignore", key=f"{key}-{form}"
            )
