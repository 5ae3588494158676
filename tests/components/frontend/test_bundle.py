"""The modules of the pages as one script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import frontend
from components.frontend import PAGE_MODULES, STREAMLIT_MODULES, BundleError, bundle

MODULES = sorted(Path(frontend.__file__).parent.glob("*.js"))
CONFIG: dict[str, object] = {"plotly": "</script>", "dark": {}, "words": {}, "languages": [], "lost": {}, "base": "/"}
LONGEST = 300  # lines of a file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules, in place of the project's."""
    monkeypatch.setattr(frontend, "_FOLDER", tmp_path)
    frontend._module_source.cache_clear()
    yield tmp_path
    frontend._module_source.cache_clear()


def test_modules_become_one_script_with_a_scope_of_its_own(folder: Path) -> None:
    (folder / "a.js").write_text(
        "// What it is.\n\n/**\n * Two.\n * @returns {string}\n */\n"
        'export async function two() { return "</script>"; }\n'
        "export const one = /** @type {any} */ (1); // one\n/** Three. */\nexport const three = 3;\n"
    )
    (folder / "b.js").write_text('import {\n  one, three,\n  two,\n} from "./a.js";\ntwo(one, three);\n')
    script = bundle({"base": "/", "text": "<b>"}, ("a", "b"))
    assert script.startswith('(() => {\n"use strict";\nconst CONFIG = {"base": "/", "text": "\\u003cb>"};\n')
    assert script.split("\n", 4)[4] == (
        '\nasync function two() { return "</script>"; }\n'
        "const one = /** @type {any} */ (1); // one\nconst three = 3;\n\ntwo(one, three);\n})();\n"
    )


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("const one = 1;\n", 'import { one } from "./a.js";\n', "b.js imports one, which no a.js before it has"),
        ("", 'import { one } from "./c.js";\n', "b.js imports one, which no c.js before it has"),
        ('import { one } from "./b.js";\n', "export const one = 1;\n", "a.js imports one, which no b.js before it has"),
        ("const one = 1;\n", "function one() {}\n", "one is declared in both a.js and b.js"),
        ("", 'import * as a from "./a.js";\n', "b.js has a statement in a form that is not bundled: import * as a"),
        ("", "export default 1;\n", "b.js has a statement in a form that is not bundled: export default 1;"),
    ],
)
def test_what_cannot_be_one_script_is_refused(folder: Path, first: str, second: str, message: str) -> None:
    (folder / "a.js").write_text(first)
    (folder / "b.js").write_text(second)
    with pytest.raises(BundleError, match=re.escape(message)):
        bundle({}, ("a", "b"))


def test_every_module_is_in_a_script() -> None:
    assert {path.stem for path in MODULES} == {*PAGE_MODULES, *STREAMLIT_MODULES}


@pytest.mark.parametrize("names", [PAGE_MODULES, STREAMLIT_MODULES])
def test_a_script_is_classic_and_cannot_end_the_element_that_it_stands_in(names: tuple[str, ...]) -> None:
    text = bundle(CONFIG, names)
    assert not re.search(r"^(?:import|export)\b", text, re.M)
    assert "</script>" not in text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_short(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) < LONGEST
    assert max(map(len, lines)) <= 120
