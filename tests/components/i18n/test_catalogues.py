"""Every word for people is in the catalogues: none is typed in code, templates or scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.i18n import FOLDER

COMPONENTS = FOLDER.parent
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,;:.]? +[^\W\d_]{2,}")
# What is no text: markup, headers, selectors, media queries.
NO_TEXT = re.compile(r"[<{}]|max-age|; charset=|^\(prefers|^\.[\w-]+ [a-z]+$")
SELECTOR = re.compile(r'(?:querySelector|querySelectorAll|closest|matches|find|findAll|query)\((?:[\w.]+, )?"[^"]*"')
FOR_PROGRAMS = "told to programs, as RFC 9457 and OpenAPI do"
KNOWN = {
    "__main__.py": "a command line, for whoever keeps the site",
    "frontend/__init__.py": "a part of a script",
    "i18n/number_format.py": "units of the tables",
    "server/access_control.py": FOR_PROGRAMS,
    "server/api_responses.py": FOR_PROGRAMS,
    "server/chart_routes.py": FOR_PROGRAMS,
    "server/logs.py": "logged, for whoever keeps the site",
    "server/open_data/openapi.py": FOR_PROGRAMS,
    "server/open_data/query.py": FOR_PROGRAMS,
    "server/open_data/routes.py": FOR_PROGRAMS,
    "server/page_routes.py": "logged, for whoever keeps the site",
    "server/plotly_js.py": "told to whoever keeps the site",
    "server/request_limits.py": FOR_PROGRAMS,
    "server/security_headers.py": "headers, told to browsers",
    "server/upload_limits.py": FOR_PROGRAMS,
    "server/web_font.py": "logged, for whoever keeps the site",
    "static_site/files.py": "classes of a page's body",
    "static_site/write.py": "told to whoever keeps the site",
    "streamlit_app/article_page.py": "logged, for whoever keeps the site",
    "streamlit_app/internals.py": "logged, for whoever keeps the site",
    "streamlit_app/translations.py": "what Streamlit says of an upload, which the page puts into words",
    "svg/supported_properties.py": "told to whoever writes a chart",
    "theme/tokens.py": "names of fonts",
    "view.py": "a fault of the tables, told to who keeps them, as all of those are",
}


def named(path: Path) -> str:
    """The file as KNOWN names it."""
    return path.relative_to(COMPONENTS).as_posix()


def typed(path: Path) -> Iterator[str]:
    """Texts of a Python file that hold two words in a row, but for docstrings and what is raised."""
    tree = ast.parse(path.read_text("utf-8"))
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            silent |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in silent:
            continue
        if TWO_WORDS.search(node.value) and not NO_TEXT.search(node.value):
            yield node.value


@pytest.mark.parametrize("path", sorted(COMPONENTS.rglob("*.py")), ids=named)
def test_no_text_is_typed_in_code(path: Path) -> None:
    assert named(path) in KNOWN or list(typed(path)) == []


def test_what_is_known_is_there() -> None:
    found = {named(path) for path in COMPONENTS.rglob("*.py") if list(typed(path))}
    assert found == KNOWN.keys()


@pytest.mark.parametrize(
    "path", sorted([*COMPONENTS.rglob("*.html"), *COMPONENTS.rglob("*.md")]), ids=lambda path: path.stem
)
def test_no_text_is_typed_in_templates(path: Path) -> None:
    tags = r"<(script|style).*?</\1>|<[^>]*>|\{[#{%].*?[#}%]\}|&\w+;"
    assert re.findall(r"[^\W\d_]{2,}", re.sub(tags, " ", path.read_text("utf-8"), flags=re.DOTALL)) == []


@pytest.mark.parametrize("path", sorted((COMPONENTS / "frontend").glob("*.js")), ids=lambda path: path.stem)
def test_no_text_is_typed_in_scripts(path: Path) -> None:
    code = SELECTOR.sub("", re.sub(r"//.*", "", path.read_text("utf-8")))
    texts = [first or second for first, second in re.findall(r'"([^"\n]*)"|`([^`]*)`', code)]
    assert [text for text in texts if TWO_WORDS.search(text) and not NO_TEXT.search(text)] == []
