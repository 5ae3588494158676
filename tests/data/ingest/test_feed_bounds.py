"""Feeds have the bounds that pages have, and the time that they take grows with their length."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from data import DataError
from data.ingest import from_bytes
from data.ingest.faults import Fault
from data.ingest.feed_xml import parse_entries


def rss(inside: str) -> str:
    return f'<rss version="2.0"><channel>{inside}</channel></rss>'


LONG = 3_000


def many(form: str, count: int = LONG) -> str:
    return "".join(form.format(number) for number in range(count))


@pytest.mark.parametrize(
    "raw",
    [
        rss(f"<item><a{many(' a{0}=``', 4_000)}/></item>"),
        rss("<item/>").replace("<rss", f"<rss{many(' xmlns:n{0}=`http://e/{0}`', 4_000)}"),
        rss(f"<item>{many('<a a=`` b=`` c=`` d=`` e=`` f=`` g=`` h=`` i=`` j=``/>', 110_000)}</item>"),
        f"<!DOCTYPE rss [<!ATTLIST item {many(' a{0} CDATA `x`', 4_000)}>]>{rss('<item/>')}",
        f"<!DOCTYPE rss [<!ATTLIST item {many(' a{0} CDATA `x`', 1_000)}>]>{rss('<item/>' * 20)}",
    ],
    ids=["attributes", "namespaces", "in all", "declared", "by default"],
)
def test_a_feed_of_too_many_attributes_is_refused_as_a_page_is(raw: str) -> None:
    with pytest.raises(DataError, match="the feed has too many attributes to be read") as caught:
        from_bytes(raw.replace("`", '"').encode(), "n.xml")
    assert caught.value.problems[0].code == Fault.COMPLEX


XHTML = 'type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
GROWING: dict[str, Callable[[int], str]] = {
    "elements": lambda n: many("<b{0}/>", n),
    "nested": lambda n: many("<b{0}>", n) + "".join(f"</b{number}>" for number in reversed(range(n))),
    "namespaces": lambda n: many('<n{0}:b xmlns:n{0}="http://e/{0}"/>', n),
    "bases": lambda n: '<b xml:base="http://e/">' + '<b xml:base="a/">' * n + "</b>" * n + "</b>",
    "categories": lambda n: many("<category>{0}</category>", n),
    "keywords": lambda n: f"<keywords>{many('{0},', n)}</keywords>",
    "an author": lambda n: f"<author>{'a' * n}@{'b' * n}</author>",
    "authors": lambda n: many("<author><name>{0}</name></author>", n),
    "links": lambda n: many('<link href="http://e/{0}"/>', n),
    "ids": lambda n: many("<id>{0}</id>", n),
    "titles": lambda n: many("<title>{0}</title>", n),
    "summaries": lambda n: many("<summary>{0}</summary>", n),
    "contents": lambda n: many("<content>{0}</content>", n),
    "references": lambda n: f"<title>{'&#65;&lt;' * n}</title>",
    "CDATA": lambda n: f"<title>{'<![CDATA[x]]>' * n}</title>",
    "comments": lambda n: "<!-- x -->" * n,
    "markup": lambda n: f"<content {XHTML}{'<p>x</p>' * n}</div></content>",
    "entities": lambda n: f"<title>{'&e;' * n}</title>",
}


@pytest.mark.parametrize("kind", GROWING)
def test_a_feed_twice_as_long_takes_twice_the_work(kind: str) -> None:
    """By what is called, and by what the entries hold: a time would depend on the machine."""

    def work(count: int) -> int:
        entry = f"<item><summary>Trade grew.</summary>{GROWING[kind](count)}</item>"
        source = '<!DOCTYPE rss [<!ENTITY e "x">]>' + rss(entry)
        calls = 0

        def called(_frame: object, _event: str, told: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(called)
        try:
            (found,) = parse_entries(source, "n.xml")
        finally:
            sys.setprofile(None)
        return calls + sum(map(len, vars(found).values()))

    assert work(2 * LONG) < 2.2 * work(LONG)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (rss("<n:b/>").replace("<rss", f'<rss xmlns:n="{"x" * 301}"'), "a namespace with a very long name"),
        (f'<!DOCTYPE rss [<!ATTLIST b a CDATA "{"x" * 17}">]>{rss("<b/>")}', "attributes of its own"),
        (f'<!DOCTYPE rss [<!ENTITY e "{"x" * 17}">]>{rss("&e;")}', "entities of its own"),
        (f'<!DOCTYPE rss [<!ENTITY e "&#38;f;"><!ENTITY f "&#38;e;">]>{rss("&e;")}', "entities of its own"),
        (f'<!DOCTYPE rss SYSTEM "a.dtd">{rss("<item>&nbsp;</item>")}', "an entity that it does not declare"),
    ],
    ids=range(5),
)
def test_what_a_feed_says_once_for_many_places_is_short(raw: str, what: str) -> None:
    """Else a short feed would stand for a long one."""
    with pytest.raises(DataError, match=f"the XML is broken by {what}"):
        from_bytes(raw.encode(), "n.xml")
