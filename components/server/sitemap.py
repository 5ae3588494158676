"""The map that search engines ask for: every page in each language, and the leave to read them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.i18n.negotiation import SWITCH
from components.pages import PAGES
from components.urls.base_path import base
from components.urls.site_urls import Urls, served, site_address

FILE = "sitemap.xml"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def routes() -> list[Route]:
    """Where it is, and where crawlers are told so."""
    return [Route(f"{base()}{FILE}", answer), Route(f"{base()}robots.txt", robots)]


def answer(request: Request) -> Response:
    """The map of the site that a server answers for."""
    return Response(sitemap(served(SWITCH[0], site_address(request))), media_type="application/xml")


def robots(request: Request) -> PlainTextResponse:
    """All may be read; a chart alone is not a page of its own."""
    where = served(SWITCH[0], site_address(request)).root
    return PlainTextResponse(f"User-agent: *\nDisallow: {base()}embed/\nSitemap: {where}{FILE}\n")


def sitemap(urls: Urls) -> bytes:
    """The map as XML, each page with its other languages."""
    ET.register_namespace("", _MAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_MAP}}}urlset")
    for page in PAGES:
        for language in SWITCH:
            place = ET.SubElement(root, f"{{{_MAP}}}url")
            ET.SubElement(place, f"{{{_MAP}}}loc").text = urls.page(page.path, language=language)
            for other in SWITCH:
                named = {"rel": "alternate", "hreflang": other, "href": urls.page(page.path, language=other)}
                ET.SubElement(place, f"{{{_XHTML}}}link", named)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
