"""The script that draws charts: what is cut out of plotly.js, and what is served where that cannot be told."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import data.system.files
from components.server import plotly_js
from components.server.assets import PLOTLY_FILE, load_plotly_js
from components.server.plotly_js import UnknownBundleError, fingerprint, load_trimmed, trim
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
    left = trim(bundle(mixed())).decode()
    assert left.startswith(HEAD)
    assert left.endswith(ENTRY % "Bar()" + TAIL)
    assert [part for part in KEPT if part not in left] == []
    assert [part for part in GONE if part in left] == []


def test_the_style_of_maps_is_left_empty() -> None:
    left = trim(bundle((*KEPT, STYLE, "Reg();"))).decode()
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


@pytest.mark.slow
@pytest.mark.parametrize("whole", STRANGE.values(), ids=STRANGE)
def test_a_file_built_in_another_way_is_served_whole_with_a_warning(
    whole: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnknownBundleError):
        trim(whole)
    file = tmp_path / "plotly.min.js"
    file.write_bytes(whole)
    with caplog.at_level(logging.WARNING):
        assert load_trimmed(file) == whole
        assert load_trimmed(file) == whole
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("plotly.js is served whole: ")


# Kept on disk between starts.


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small bundle in place of plotly.js."""
    path = tmp_path / "plotly.min.js"
    path.write_bytes(bundle(mixed()))
    return path


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for caches of a user who has none yet."""
    folder = tmp_path / "caches"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    yield folder
    plotly_js._load_trimmed.cache_clear()


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files that are cut from now on."""
    done: list[Path] = []

    def cutting(file: Path) -> bytes:
        done.append(file)
        return trim(file.read_bytes())

    monkeypatch.setattr(plotly_js, "_trim_in_subprocess", cutting)
    return done


def started_anew(file: Path) -> bytes:
    """What a process serves that has just been started."""
    plotly_js._load_trimmed.cache_clear()
    return load_trimmed(file)


def test_the_first_start_writes_what_the_next_reads(caches: Path, file: Path, cuts: list[Path]) -> None:
    script = trim(file.read_bytes())
    assert started_anew(file) == load_trimmed(file) == script
    (kept,) = caches.rglob("*.js")
    assert kept.parent == caches / "almaty-uzbekistan-trade"
    assert kept.name == f"plotly-{fingerprint(file)[:16]}.js"
    assert started_anew(file) == script
    assert cuts == [file]
    # It is read, not made again: what is there whole is served.
    kept.write_bytes(hashlib.sha256(b"other").hexdigest().encode() + b"\nother")
    assert started_anew(file) == b"other"
    # Another file is cut for itself.
    file.write_bytes(file.read_bytes() + b"\n")
    assert started_anew(file) == trim(file.read_bytes())
    assert cuts == [file, file]
    assert len(list(caches.rglob("*.js"))) == 2


@pytest.mark.slow
def test_the_cut_is_made_in_a_process_of_its_own(caches: Path, file: Path) -> None:
    assert started_anew(file) == trim(file.read_bytes())
    assert len(list(caches.rglob("*.js"))) == 1


@pytest.mark.parametrize("damage", [b"", b"\n", b"x" * 64 + b"\nscript", "cut off", "no digest"])
def test_a_file_that_is_damaged_is_made_again(caches: Path, file: Path, cuts: list[Path], damage: bytes | str) -> None:
    script = started_anew(file)
    (kept,) = caches.rglob("*.js")
    whole = kept.read_bytes()
    kept.write_bytes({"cut off": whole[:-9], "no digest": script}.get(str(damage), damage))  # type: ignore[arg-type]
    assert started_anew(file) == script
    assert kept.read_bytes() == whole
    assert len(cuts) == 2


def test_where_nothing_can_be_kept_it_is_cut_at_each_start(
    caches: Path, file: Path, cuts: list[Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script = trim(file.read_bytes())
    caches.write_text("a file stands where the folder would")
    assert started_anew(file) == script

    def refusing(path: Path, content: bytes) -> None:
        raise PermissionError("read-only")

    caches.unlink()
    with monkeypatch.context() as patched:
        patched.setattr(data.system.files, "write_atomically", refusing)
        assert started_anew(file) == script

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert started_anew(file) == script
    assert len(cuts) == 3
    assert caplog.messages == []


@pytest.mark.slow
def test_a_cut_that_fails_is_not_kept_and_the_whole_file_is_served(
    caches: Path, file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with caplog.at_level(logging.WARNING):
        assert started_anew(file) == file.read_bytes()
    assert len(caplog.messages) == 1 and caplog.messages[0].startswith("plotly.js is served whole: ")
    assert not list(caches.rglob("*.js"))


# The one that is installed.


@pytest.fixture(scope="module")
def whole() -> bytes:
    return PLOTLY_FILE.read_bytes()


def test_of_the_installed_plotly_a_quarter_is_left(whole: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert len(load_plotly_js()) < len(whole) / 4
    assert caplog.messages == []


@pytest.mark.slow
def test_it_is_the_same_wherever_it_is_made() -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from components.server.plotly_js import trim;"
        "print(hashlib.sha256(trim(Path(sys.argv[1]).read_bytes())).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(PLOTLY_FILE)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.strip() == hashlib.sha256(load_plotly_js()).hexdigest()


def test_the_licences_stay(whole: bytes) -> None:
    assert load_plotly_js().startswith(whole[: whole.index(b"*/")])
    assert whole[whole.rindex(b"})();\n/*!") : whole.rindex(b"*/")] in load_plotly_js()


def test_no_function_is_around_it_that_is_for_modules(whole: bytes) -> None:
    licence, _, program = load_plotly_js().partition(b"*/\n")
    assert b"module.exports = factory()" in whole
    assert b"factory" not in licence + program[:1000]
    assert program.startswith(b'"use strict";var Plotly=(()=>{')
    assert program.endswith(b"\nwindow.Plotly = Plotly;\n")


def test_no_text_is_run_as_a_program(whole: bytes) -> None:
    runs = re.compile(rb"(?<![\w$.])(?:eval|Function)\(")
    assert runs.search(whole)
    assert not runs.search(load_plotly_js())


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
