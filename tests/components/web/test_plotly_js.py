"""The script that draws charts: what is cut out of plotly.js, and what is served where that cannot be told."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from components.web import plotly_js
from components.web.assets import plotly_file, plotly_script
from components.web.plotly_js import OtherShapeError, cut, fingerprint, served
from tests.conftest import ROOT

# A bundle as esbuild makes it, but small.
HEAD = """/** licence of all */
(function(root, factory) { root.Plotly = factory(); }(this, () => {
"use strict";var Plotly=(()=>{"""
HELPERS = """var def=Object.defineProperty,key=Symbol();
var Mod=(e,t)=>()=>(t||e((t={exports:{}}).exports,t),t.exports);
var Out=(e,t)=>{for(var r in t)def(e,r,{get:t[r]})};"""
KEPT = (
    "var Lib=Mod(e=>{e.text=`Pie ${Deep()} of ${'{'}`});",
    "var Deep=Mod((e,t)=>{t.exports=[/[/;]/,';var Gone=Mod(()=>{'].concat(names.one)});",
    "var names={};",
    "Out(names,{one:()=>one});",
    "function one(){return{Gone:1}.Gone}",
    'var Scatter=Mod((e,t)=>{t.exports={moduleType:"trace",name:"scatter"}});',
    "var Core=Mod((e,t)=>{t.exports={register:x=>x};Lib();Scatter()});",
    'var BarOf=Mod((e,t)=>{t.exports={moduleType:"trace",name:"bar"}});',
    "var Bar=Mod((e,t)=>{t.exports=BarOf()});",
    "var counted=Core().counted++;",
    'tell("loaded");',
    "function tell(e){return e}",
)
GONE = (
    "var others={};",
    "Out(others,{two:()=>two});",
    "function two(){return others}",
    'var PieOf=Mod((e,t)=>{two();t.exports={moduleType:"trace",name:"pie"}});',
    "var Pie=Mod((e,t)=>{t.exports=PieOf()});",
    "var Gone=Mod(()=>{});",
    "var idle;",
)
STYLE = "var Style=Mod(()=>{(function(){document.head.append('.maplibregl-map{}')})()});var Reg=Mod(e=>Style);"
ENTRY = "var Entry=Mod((e,t)=>{var c=Core();c.register([%s]);t.exports=c});"
TAIL = """return Entry();})();
/*! licences of its parts */
window.Plotly = Plotly;
return Plotly;
}));
"""


def bundle(parts: tuple[str, ...], entry: str = ENTRY % "Bar(),Pie()") -> bytes:
    return "".join((HEAD, HELPERS, *parts, entry, TAIL)).encode()


def mixed() -> tuple[str, ...]:
    """What stays and what goes, by turns."""
    pairs = zip(KEPT, (*GONE, *[""] * (len(KEPT) - len(GONE))), strict=True)
    return tuple(part for pair in pairs for part in pair)


def test_what_nothing_reaches_goes_and_the_rest_stays_as_it_is() -> None:
    left = cut(bundle(mixed())).decode()
    assert left.startswith(HEAD)
    assert left.endswith(ENTRY % "Bar()" + TAIL)
    assert [part for part in KEPT if part not in left] == []
    assert [part for part in GONE if part in left] == []


def test_the_style_of_maps_is_left_empty() -> None:
    left = cut(bundle((*KEPT, STYLE, "Reg();"))).decode()
    assert "maplibregl" not in left
    assert "var Style=()=>{};" in left


STRANGE = {
    "empty": b"",
    "a module": b"export default 1;",
    "no JavaScript": bundle((*KEPT, "var broken=Mod(()=>{)};")),
    "no list": bundle(KEPT, "var Entry=Mod((e,t)=>{t.exports=Core()});"),
    "no bar": bundle(KEPT, ENTRY % "Pie()"),
    "no scatter": bundle(tuple(part.replace('"scatter"', '"dots"') for part in KEPT)),
}


@pytest.mark.parametrize("whole", STRANGE.values(), ids=STRANGE)
def test_a_file_built_in_another_way_is_served_whole_with_a_warning(
    whole: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(OtherShapeError):
        cut(whole)
    file = tmp_path / "plotly.min.js"
    file.write_bytes(whole)
    with caplog.at_level(logging.WARNING):
        assert served(file) == whole
        assert served(file) == whole
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("plotly.js is served whole: ")


@pytest.fixture(scope="module")
def whole() -> bytes:
    return plotly_file().read_bytes()


def test_of_the_installed_plotly_a_quarter_is_left(whole: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert len(plotly_script()) < len(whole) / 4
    assert caplog.messages == []


def test_it_is_the_same_wherever_it_is_made() -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from components.web.plotly_js import cut;"
        "print(hashlib.sha256(cut(Path(sys.argv[1]).read_bytes())).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(plotly_file())],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.strip() == hashlib.sha256(plotly_script()).hexdigest()


def test_the_licences_stay(whole: bytes) -> None:
    assert plotly_script().startswith(whole[: whole.index(b"*/")])
    assert plotly_script().endswith(whole[whole.rindex(b"})();\n/*!") :])


def test_no_text_is_run_as_a_program(whole: bytes) -> None:
    runs = re.compile(rb"(?<![\w$.])(?:eval|Function)\(")
    assert runs.search(whole)
    assert not runs.search(plotly_script())


def test_the_fingerprint_follows_the_file_and_how_it_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, code = tmp_path / "plotly.min.js", tmp_path / "plotly_js.py"
    file.write_text("1")
    code.write_text("1")
    monkeypatch.setattr(plotly_js, "__file__", str(code))
    prints = {fingerprint(file)}
    file.write_text("2")
    prints.add(fingerprint(file))
    code.write_text("2")
    prints.add(fingerprint(file))
    assert len(prints) == 3
