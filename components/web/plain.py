"""Pages that no Streamlit runs: a chart alone, and those of the static copy."""

from __future__ import annotations

import json

from markupsafe import Markup

from components import browser, html
from components.web.assets import ICON, PLAIN_SCRIPT, STYLE

# Where a card has room for what stands for its chart.
STILL = '<div class="card-still" aria-hidden="true"></div>'
_EMPTY = Markup("")


def document(
    *,
    language: str,
    kind: str,
    body: Markup,
    root: str,
    font: Markup,
    title: str = "",
    head: str = "",
    theme: str = "",
    policy: str = "",
) -> Markup:
    """A whole page, as HTML.

    `kind` is a class of its body, `root` the way to where the assets are, `font` the markup that loads the font.
    `head` has its title and what else is told there; without it there is but the `title`. `theme`: light, dark, or
    empty for the system's. `policy`: its Content-Security-Policy, where no server sends one.
    """
    return html.render(
        "plain",
        language=language,
        title=title,
        kind=kind,
        theme=theme,
        policy=policy,
        head=head,
        icon=root + ICON,
        style=root + STYLE.path,
        script=root + PLAIN_SCRIPT.path,
        font=font,
        body=body,
    )


def component(
    name: str,
    data: str,
    key: str = "",
    *,
    is_alone: bool = False,
    id: str = "",
    picture: str = "",
    alt: str = "",
    still: Markup = _EMPTY,
) -> Markup:
    """A component in its place, with the data that the browser puts into it.

    `is_alone`: it is all that the page has, so its heading is the page's. `id`: what links lead to it by.
    `picture`, with `alt`: what stands there where no script runs. `still`: what stands for its chart until it is drawn.
    """
    content = json.loads(data)
    markup = content.pop("card", None) or browser.markup(name)
    if is_alone:
        markup = markup.replace("<h2", "<h1").replace("</h2", "</h1")
    markup = markup.replace(STILL, f"{STILL.removesuffix('</div>')}{still}</div>")
    parts = {"name": name, "key": key, "id": id, "picture": picture, "alt": alt}
    return html.render("component", markup=html.own(markup), data=json.dumps(content, ensure_ascii=False), **parts)
