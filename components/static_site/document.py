"""Pages of the static site as HTML documents that also work when they are opened from disk."""

from __future__ import annotations

from markupsafe import Markup

from components.rendering.document import render_document
from components.server.assets import page_assets
from components.server.security_headers import STATIC_SITE_POLICY
from components.urls.site_urls import StaticUrls

ROOT = "../"  # from a page to the folder of the site
FONT_SCRIPT = "assets/font.js"


def static_document(head: Markup, body: Markup, language: str, kind: str, root: str = ROOT) -> str:
    """Return a page. kind: classes of its body. root: leads from the page to the folder of the site."""
    tags = Markup("{}\n{}").format(head, asset_tags(root))
    return make_static(render_document(body, language=language, kind=kind, head=tags))


def asset_tags(root: str = ROOT) -> Markup:
    """Return the tags that load styles and scripts, and the font by a script."""
    return page_assets(root, f'<script src="{root}{FONT_SCRIPT}"></script>')


def make_static(document: Markup) -> str:
    """Return a document with the policy of plain files, and with the mark by which scripts know them."""
    policy = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(STATIC_SITE_POLICY)
    return str(document).replace("<html ", "<html data-static ", 1).replace("<head>", f"<head>\n{policy}", 1)


def absolute_urls(address: str, language: str) -> StaticUrls | None:
    """Return absolute addresses of the site, or None if its address is not known."""
    return StaticUrls(f"{address.rstrip('/')}/", language) if address else None
