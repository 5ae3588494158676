"""The modules of the pages as one script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from components import frontend
from components.frontend import BundleError, bundle


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules, in place of the project's."""
    monkeypatch.setattr(frontend, "_FOLDER", tmp_path)
    frontend._module_source.cache_clear()
    yield tmp_path
    frontend._module_source.cache_clear()


def test_modules_become_one_script_with_a_scope_of_its_own(folder: Path) -> None:
    (folder / "a.js").write_text('export const one = 1;\nexport async function two() { return "</script>"; }\n')
    (folder / "b.js").write_text('import { one, two } from "./a.js";\ntwo(one);\n')
    script = bundle({"base": "/", "text": "<b>"}, ("a", "b"))
    assert script.startswith('(() => {\n"use strict";\n') and script.endswith("})();\n")
    assert 'const CONFIG = {"base": "/", "text": "\\u003cb>"};' in script
    assert "import" not in script and "export" not in script
    assert script.index("const one = 1") < script.index("two(one)")


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("const one = 1;\n", 'import { one } from "./a.js";\n', "imports one"),
        ("", 'import { one } from "./c.js";\n', "imports one"),
        ("const one = 1;\n", "function one() {}\n", "declared in both a.js and b.js"),
        ("", 'import * as a from "./a.js";\n', "not bundled"),
        ("", "export default 1;\n", "not bundled"),
    ],
)
def test_what_cannot_be_one_script_is_refused(folder: Path, first: str, second: str, message: str) -> None:
    (folder / "a.js").write_text(first)
    (folder / "b.js").write_text(second)
    with pytest.raises(BundleError, match=message):
        bundle({}, ("a", "b"))


def test_every_module_is_in_a_script() -> None:
    modules = {path.stem for path in Path(frontend.__file__).parent.glob("*.js")}
    assert modules == {*frontend.PAGE_MODULES, *frontend.STREAMLIT_MODULES}
    for names in (frontend.PAGE_MODULES, frontend.STREAMLIT_MODULES):
        assert bundle({"base": "/", "languages": [], "words": {}, "plotly": "", "dark": {}}, names)
