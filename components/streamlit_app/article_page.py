"""Where a reader puts articles, and what this session holds of them: nothing is kept beyond it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from components import rendering
from components.article import article_input, downloads
from components.article.article_input import Given, Intake
from components.article.article_tables import who
from components.article.article_view import SOURCE, ArticleView
from components.charts import factory_output, trade_balance
from components.charts.fact_text import between
from components.charts.spec import Chart
from components.i18n import Words
from components.rendering import article, cards
from components.streamlit_app import internals
from components.streamlit_app.reader_session import MAX_TOTAL_BYTES, ReaderSession, held_bytes
from components.svg import chart_images
from components.view import View
from data import DataError, Fact
from data.extraction import Reading, read
from data.extraction.subprocess_reader import read_in_subprocess
from data.ingest.dates import YEARS

_LOG = logging.getLogger("dashboard.read")
_FAILED = Reading("und", "Zyyy", (), (), ())  # in place of what the reader failed to read
_SESSION, _TEXT, _FILES, _SENT = "read-session", "read-text", "read-files", "read-sent"
_URL, _DATE = "read-url", "read-date"
_EARLIEST = date(1990, 1, 1)
_FORMS = ("%Y-%m-%d", "%d.%m.%Y")
_ISO = "en"  # the language that writes a date in the first of these forms
_LONG, _LONGER = 100_000, 250_000  # letters; reading more takes long enough to say so, or to do it apart
_CHOICES = 200  # of what to draw, those with most figures; more than a list can be looked through for
_UPLOAD_MB = 10  # of one file as it is sent; a text that is too large is said in the reader's language


def show(base: View) -> None:
    """Put the form on the page, and what was read of the articles given."""
    words = base.words
    with st.container(key="article-form"):
        give(words)
        progress = st.container()
        tell(words)
    with progress:
        found = views(base)
    if not found:
        return
    _put_html("section", title=finding(found), about=words("read.rules"), live=True)
    _put_downloads(found, words)
    view = one_of(found, words)
    if not view.given.published and any(fact.period_text and not fact.period for fact in view.claims):
        _put_html("note", text=words("read.undated"))
    if not view.reading.claims and not view.reading.stops:
        _put_html("section", title=words("read.nothing"), about=words("read.can"))
    try:
        st.html(article.render(view))
        _put_charts(view)
    except DataError as error:
        _put_problems([str(problem) for problem in error.problems], words)
    except Exception:  # an article may hold anything: the page goes on
        _LOG.exception("an article cannot be shown")
        _put_problems([words("fault.failed", name=view.given.name)], words)


def _put_html(template: str, **parts: object) -> None:
    st.html(rendering.render("block", kind=template, body=rendering.render(template, **parts)))


def _put_problems(lines: Sequence[str], words: Words) -> None:
    _put_html("problems", title=words("read.problem"), lines=lines, language="")


def _put_downloads(found: Sequence[ArticleView], words: Words) -> None:
    """Put the downloads over all articles on the page, and the way to be rid of them."""
    is_any = any(view.reading.claims or view.reading.stops for view in found)
    with st.container(horizontal=True, key="take"):
        if is_any:
            # Made when asked for.
            for ending, made in (("csv", downloads.as_csv), ("json", downloads.as_json)):
                label, file = words(f"read.{ending}"), f"{words('file.facts')}.{ending}"
                st.download_button(label, partial(made, found), file, on_click="ignore")
        st.button(words("read.clear"), on_click=clear, type="tertiary")


def _put_charts(view: ArticleView) -> None:
    """Put trade and output as the article gives them on the page; where it gives several, those that are picked."""
    words = view.words
    if view.trades:
        chosen = pick(view.trades, words("read.which_trade"), view)
        _put_card(trade_balance.SPEC.build(chosen, chosen.selection), words)
    if view.outputs:
        chosen = pick(view.outputs, words("read.which_output"), view)
        _put_card(factory_output.SPEC.build(chosen, {}), words)


def _put_card(chart: Chart | None, words: Words) -> None:
    """Put a card on the page, with its files as downloads: no address leads to a reader's own article."""
    if chart is None:
        return
    st.html(rendering.render("block", kind="chartcard", body=cards.render_own(chart, words)))
    files: dict[str, Callable[[], bytes | str]] = {
        "png": partial(chart_images.png, chart, words),
        "svg": partial(chart_images.svg_file, chart, words),
        "csv": lambda: "\ufeff" + chart.csv,
    }
    with st.container(horizontal=True, key=f"files-{chart.name}"):
        for form, make in files.items():
            st.download_button(
                words(f"card.{form}"), make, f"{chart.file}.{form}", on_click="ignore", key=f"{chart.name}-{form}"
            )


def give(words: Words) -> None:
    """Put the three ways to give an article on the page."""
    # A page that has lost its session brings to the next what was given to the last, but not files.
    is_new = _SESSION not in st.session_state
    by_text, by_file, by_url = st.tabs([words(f"read.by_{way}") for way in ("text", "file", "url")])
    with by_text, st.form("read-by-text", border=False):
        st.text_area(words("read.text"), key=_TEXT, height=220, placeholder=words("read.text_hint"))
        with st.container(horizontal=True):
            st.form_submit_button(words("read.read"), type="primary", on_click=_paste, args=(words,))
            st.form_submit_button(words("read.example"), on_click=_example, args=(words,))
    if is_new and st.session_state[_TEXT]:
        _paste(words)
    with by_file:
        label = words("read.files", size=article_input.MOST_MB)
        st.file_uploader(
            label,
            accept_multiple_files=True,
            max_upload_size=_UPLOAD_MB,
            key=_FILES,
            on_change=lambda: st.session_state.update({_SENT: True}),
        )
        if is_new and st.session_state[_FILES]:
            _put(Intake(_session().intake.given, (words("read.files_lost"),)), words)
        if st.session_state.pop(_SENT, False):
            with st.spinner(words("read.reading")):
                files = internals.available_files(st.session_state[_FILES])
                _put(article_input.uploaded(((file.name, file.getvalue()) for file in files), words), words)
    with by_url, st.form("read-by-url", border=False):
        st.text_input(words("read.url"), key=_URL, placeholder="https://")
        is_asked = st.form_submit_button(words("read.read"), type="primary")
        if is_asked or (is_new and st.session_state[_URL] and not st.session_state[_TEXT]):
            with st.spinner(words("read.fetching")):
                _put(article_input.fetched(st.session_state[_URL].strip(), words), words)


def tell(words: Words) -> None:
    """Put the article's date on the page, what becomes of what is given, and what of it could not be read."""
    st.session_state.setdefault(_DATE, "")
    hint = words("read.date_hint")
    written = st.text_input(words("read.date"), key=_DATE, placeholder=hint, help=words("read.date_help"), width=320)
    if written.strip() and not _day():
        _put_problems([words("read.date_wrong", text=written[:40], hint=hint)], words)
    _put_html("note", text=words("read.privacy"))
    if faults := _session().intake.faults:
        _put_problems(faults, words)


def views(base: View) -> list[ArticleView]:
    """Each article of the session as it reads, on the date given."""
    session = _session()
    found = [one.on(_day()) for one in session.intake.given]
    new = [one for one in found if one not in session.readings]
    is_long = sum(len(one.text) for one in new) > _LONG
    with st.spinner(base.words("read.reading")) if is_long else nullcontext():
        session.readings = {one: session.readings[one] if one in session.readings else _read(one) for one in found}
    if new and held_bytes() > MAX_TOTAL_BYTES:
        st.session_state[_SESSION] = ReaderSession(Intake(faults=(base.words("read.full"),)))
        st.rerun()
    if failed := [one for one in found if session.readings[one] is _FAILED]:
        _put_problems([base.words("fault.failed", name=one.name) for one in failed], base.words)
        found = [one for one in found if one not in failed]
    known = session.views
    session.views = {
        (one, base): known.get((one, base)) or ArticleView(base.data, base.language, base, one, session.readings[one])
        for one in found
    }
    return [*session.views.values()]


def finding(views: Sequence[ArticleView]) -> str:
    """How much was read: 12 figures, 3 stops of a visit, 4 not taken."""
    words = views[0].words
    readings = [view.reading for view in views]
    told = [words.count("read.figures", sum(len(reading.claims) for reading in readings))]
    if stops := sum(len(reading.stops) for reading in readings):
        told.append(words.count("read.stops", stops))
    if doubts := sum(len(reading.doubts) for reading in readings):
        told.append(words.count("read.doubts", doubts))
    found = words.numbers.listed(told)
    return words.count("read.articles", len(views), found=found) if len(views) > 1 else found


def one_of(views: Sequence[ArticleView], words: Words) -> ArticleView:
    """The article to show: the only one, or the one picked."""
    if len(views) == 1:
        return views[0]

    def name(number: int) -> str:
        return words("visit.numbered", order=number + 1, title=views[number].given.title)

    return views[st.selectbox(words("read.which_article"), range(len(views)), format_func=name)]


def pick(choices: Sequence[tuple[Fact, ...]], label: str, view: ArticleView) -> ArticleView:
    """The article with one of its trades or outputs chosen: the only one, or the one picked."""

    def name(number: int) -> str:
        fact = choices[number][-1]
        period = between(fact, view.sources[SOURCE], view.words)["period"]
        product = f" ({view.words.name('products', fact.product)})" if fact.product else ""
        return view.words("read.choice", who=who(fact, view.words) + product, period=period)

    number, choices = 0, choices[:_CHOICES]
    if len(choices) > 1:
        key = f"{choices[0][0].metric}-{view.given.article.sha256[:12]}"
        number = st.selectbox(label, range(len(choices)), format_func=name, key=key)
    return view.of(tuple(choices[number]))


def clear() -> None:
    """Forget everything that the reader gave."""
    st.session_state[_SESSION] = ReaderSession()
    st.session_state[_TEXT] = st.session_state[_URL] = st.session_state[_DATE] = ""
    del st.session_state[_FILES]


def _read(one: Given) -> Reading:
    internals.check_connected()
    try:
        if len(one.text) > _LONGER:
            return read_in_subprocess(one.text, one.published, internals.check_connected)
        return read(one.text, one.published)
    except Exception:  # the reader promises to raise nothing: others are read
        _LOG.exception("an article cannot be read")
        return _FAILED


def _day() -> date | None:
    """The date written, in either order; None where there is none, or none that can be used."""
    written = str(st.session_state.get(_DATE, "")).strip()
    for form in _FORMS:
        try:
            day = datetime.strptime(written, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        return day if day >= _EARLIEST and day.year in YEARS else None
    return None


def _session() -> ReaderSession:
    if _SESSION not in st.session_state:
        st.session_state[_SESSION] = ReaderSession()
    session: ReaderSession = st.session_state[_SESSION]
    return session


def _put(intake: Intake, words: Words) -> None:
    """Take these in place of what was there, if there is room; the example's date goes with the example."""
    if any(one.example for one in _session().intake.given) and _day() == article_input.EXAMPLE_DATE:
        st.session_state[_DATE] = ""
    st.session_state[_SESSION] = ReaderSession(intake)
    if intake.given and held_bytes() > MAX_TOTAL_BYTES:
        st.session_state[_SESSION] = ReaderSession(Intake(faults=(words("read.full"),)))


def _paste(words: Words) -> None:
    _put(article_input.pasted(st.session_state[_TEXT], words), words)


def _example(words: Words) -> None:
    _put(article_input.example(words), words)
    st.session_state[_TEXT] = article_input.example_text(words)
    st.session_state[_DATE] = article_input.EXAMPLE_DATE.strftime(_FORMS[words.language != _ISO])
