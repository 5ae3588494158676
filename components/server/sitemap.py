"""`sitemap.xml` with every page in each language, and robots.txt, for search engines."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.pages import PAGES
from components.urls.base_path import base_path
from components.urls.site_urls import Urls, server_urls, site_address
from data.model.language import LANGUAGES

FILE_NAME = "sitemap.xml"
_SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"


def routes() -> list[Route]:
    """Return the routes of both files."""
    return [Route(f"{base_path()}{FILE_NAME}", sitemap_response), Route(f"{base_path()}robots.txt", robots_response)]


def sitemap_response(request: Request) -> Response:
    """Return the sitemap of the served site."""
    return Response(render_sitemap(server_urls(LANGUAGES[0], site_address(request))), media_type="application/xml")


def robots_response(request: Request) -> PlainTextResponse:
    """Allow everything but embedded charts, which are no pages of their own."""
    where = server_urls(LANGUAGES[0], site_address(request)).root
    return PlainTextResponse(f"User-agent: *\nDisallow: {base_path()}embed/\nSitemap: {where}{FILE_NAME}\n")


def render_sitemap(urls: Urls) -> bytes:
    """Return the sitemap as XML, each page with its other languages."""
    ET.register_namespace("", _SITEMAP_NAMESPACE)
    ET.register_namespace("xhtml", _XHTML_NAMESPACE)
    root = ET.Element(f"{{{_SITEMAP_NAMESPACE}}}urlset")
    for page in PAGES:
        for language in LANGUAGES:
            place = ET.SubElement(root, f"{{{_SITEMAP_NAMESPACE}}}url")
            ET.SubElement(place, f"{{{_SITEMAP_NAMESPACE}}}loc").text = urls.page(page.path, language=language)
            for other in LANGUAGES:
                named = {"rel": "alternate", "hreflang": other, "href": urls.page(page.path, language=other)}
                ET.SubElement(place, f"{{{_XHTML_NAMESPACE}}}link", named)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
