"""The scripts of the pages: how modules become one script, and what their small functions return."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from components import frontend
from components.frontend import PAGE_MODULES, STREAMLIT_MODULES, BundleError, bundle

FOLDER = Path(frontend.__file__).parent
MODULES = sorted(FOLDER.glob("*.js"))
CONFIG: dict[str, object] = {"plotly": "plotly.js", "dark": {}, "words": {}, "languages": [], "base": "/"}
LONGEST = 300  # lines of a file


def test_every_module_is_in_a_script() -> None:
    assert {path.stem for path in MODULES} == {*PAGE_MODULES, *STREAMLIT_MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < LONGEST


@pytest.mark.parametrize("names", [PAGE_MODULES, STREAMLIT_MODULES])
def test_a_script_is_classic_and_cannot_end_the_element_that_it_stands_in(names: tuple[str, ...]) -> None:
    text = bundle({**CONFIG, "plotly": "</script>"}, names)
    assert text.startswith('(() => {\n"use strict";')
    assert not re.search(r"^(?:import|export)\b", text, re.M)
    assert "</script>" not in text


@pytest.mark.parametrize(
    ("modules", "fault"),
    [
        ({"one": 'import { two } from "./two.js";\n'}, "one.js imports two, which no two.js before it has"),
        ({"two": "function two() {}\n", "one": 'import { two } from "./two.js";\n'}, "one.js imports two"),
        ({"one": "function same() {}\n", "two": "const same = 1;\n"}, "same is declared in both one.js and two.js"),
        ({"one": "export default 1;\n"}, "one.js has a statement in a form that is not bundled: export default 1;"),
        ({"one": 'import * as two from "./two.js";\n'}, "one.js has a statement in a form that is not bundled"),
    ],
)
def test_what_cannot_be_bundled_is_refused(
    modules: dict[str, str], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend, "_module_source", modules.__getitem__)
    with pytest.raises(BundleError, match=re.escape(fault)):
        bundle(CONFIG, list(modules))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('valuesOf(new URLSearchParams("m=exports&m=Imports,balance"), "m")', ["exports", "imports", "balance"]),
        ('valuesOf(new URLSearchParams("m=,"), "m")', []),
        ('`${withValues(new URLSearchParams("lang=ru&m=a&chart=x"), "m", ["c", "b"])}`', "lang=ru&chart=x&m=c&m=b"),
        ('isSameAddress("/c.json?lang=en&metric=a", "/c.json?metric=a&lang=en")', True),
        ('isSameAddress("/c.json?metric=a&metric=b", "/c.json?metric=b&metric=a")', False),
        ('yearRange("2020-2016", 2009, 2025)', [2016, 2020]),
        ('yearRange("1990-2016", 2009, 2025)', [2009, 2016]),
        ('yearRange("2016", 2009, 2025)', [2009, 2025]),
        ('yearRange("1990-1995", 2009, 2025)', [2009, 2025]),
        ("yearRange(undefined, 2009, 2025)", [2009, 2025]),
    ],
)
def test_addresses(context: BrowserContext, expression: str, expected: Any) -> None:
    assert evaluate(context, "address", expression) == expected


@pytest.mark.parametrize(
    ("label", "spoken"),
    [
        ("<b>Exports</b><br>15.8 million<br>in 2017", "Exports. 15.8 million in 2017"),
        ("<b>Exports</b><br>15.8<extra>trace 0</extra>", "Exports. 15.8"),
        ("Exports&lt;extra>told&lt;/extra>", "Exports"),
        ("Words:<br>“a &lt;b> c”", "Words: “a <b> c”"),
    ],
)
def test_a_label_is_spoken_without_markup(context: BrowserContext, label: str, spoken: str) -> None:
    assert evaluate(context, "keyboard", f"plainText({label!r})") == spoken


def evaluate(context: BrowserContext, name: str, expression: str) -> object:
    """Return what an expression gives in the scope of a module."""
    text = re.sub(r"^import .*\n|^export ", "", (FOLDER / f"{name}.js").read_text("utf-8"), flags=re.M)
    page = context.new_page()
    found: object = page.evaluate(f"() => {{ {text}\nreturn {expression}; }}")
    page.close()
    return found
