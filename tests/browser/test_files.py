"""What a card can be taken away as: PNG, SVG, CSV, on any line and in any browser, and what is in the files."""

from __future__ import annotations

import csv
import io
import subprocess
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import BrowserContext, Page, expect

from components import svg
from components.charts.registry import charts
from components.svg.chart_images import PNG_SCALE
from components.view import in_language
from data.model.language import LANGUAGES
from tests.browser.conftest import COPIED, Opening
from tests.browser.shown import option, settled, shown
from tests.server import hosted
from tests.tools import office

WIDTH = 2400
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # bytes a second
BROKEN_CANVAS = """
HTMLCanvasElement.prototype.toBlob = () => { throw new Error("refused"); };
HTMLCanvasElement.prototype.toDataURL = () => { throw new Error("refused"); };
"""


def download(page: Page, chart: str, form: str, to: Path) -> Path:
    """Take a card in one form through its menu."""
    card = page.locator(f'.card[data-chart="{chart}"]')
    card.locator(".card-menu summary").click()
    with page.expect_download() as waiting:
        card.locator(f'.card-menu a[data-format="{form}"]').click()
    path = to / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def is_slide(path: Path) -> None:
    """A picture of this width on white, with ink in heading, chart and foot, and none at its edges."""
    with Image.open(path) as image:
        width, height = image.size
        assert width == WIDTH
        assert height >= WIDTH * 9 // 16
        colours = image.convert("RGB")
        for edge in ((0, 0, 20, height), (width - 20, 0, width, height), (0, height - 20, width, height)):
            assert colours.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), (255, 255, 255))], (
                edge
            )
        for band in ((0, 60, width, 200), (0, 500, width, height - 200), (0, height - 170, width, height - 30)):
            assert len(colours.crop(band).resize((240, 60)).getcolors(14400) or []) > 3


@pytest.mark.parametrize("chart", charts())
def test_every_chart_leaves_as_png_svg_and_csv(opened: Opening, chart: str, tmp_path: Path) -> None:
    page = opened(f"/{charts()[chart].page}")
    # What the card shows, before it is opened or live.
    card = shown(page)[chart]
    files = {form: download(page, chart, form, tmp_path) for form in ("png", "svg", "csv")}
    whole = charts()[chart].build(in_language("en"), {})
    assert whole
    assert {form: path.name for form, path in files.items()} == {form: f"{whole.file_stem}.{form}" for form in files}
    is_slide(files["png"])
    root = ET.parse(files["svg"]).getroot()
    assert root.get("width") == str(WIDTH // PNG_SCALE)
    assert list(root.iterfind(".//{*}text")) == []
    assert root.findtext("{*}title") == card["text"][0].replace("\u2060", "") or card["text"][0] in str(
        root.findtext("{*}title")
    ).replace("\xa0", " ")
    assert "url(" not in files["svg"].read_text("utf-8").replace("url(#", "")
    figures = [row for row in card["rows"] if "Event" not in row]  # the file has figures only
    rows = rows_of(files["csv"])
    assert len(rows) >= len(figures) or chart == "visit-reports"


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file that begins with the mark of UTF-8."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_files_are_what_the_filter_shows_and_light_in_the_dark(opened: Opening, tmp_path: Path) -> None:
    page = opened("/trade?lang=en")
    page.emulate_media(color_scheme="dark")
    option(page, "imports").click()
    page.wait_for_url("**metric=imports")
    settled(page)
    path = download(page, "trade-balance", "png", tmp_path)
    assert path.name == "almaty-uzbekistan-trade-balance-imports-2017.png"
    is_slide(path)
    with Image.open(path) as image:
        seen = {colour for _, colour in image.convert("RGB").getcolors(maxcolors=2**24) or []}
    assert (0xD5, 0x5E, 0x00) in seen  # imports
    assert (0x00, 0x72, 0xB2) not in seen  # no exports
    option(page, "imports").click()
    page.wait_for_url("**/trade?lang=en")
    option(page, "exports").click()
    option(page, "balance").click()
    page.wait_for_url("**metric=exports&metric=balance")
    settled(page)
    rows = rows_of(download(page, "trade-balance", "csv", tmp_path))
    columns = ("figure", "value", "lowest", "highest", "stated or derived")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("Exports", "15800000", "15750000", "15850000", "stated"),
        ("Balance", "-4400000", "-4500000", "-4300000", "derived"),
    ]
    assert rows[0]["words"] == "15,8 млн долларды"
    assert rows[1]["calculated from"] == "exports-2017 imports-2017"


@pytest.mark.parametrize("broken", ["", BROKEN_CANVAS], ids=["slow line", "slow line, no canvas"])
def test_a_press_as_soon_as_the_page_is_seen_downloads(
    opened: Opening, context: BrowserContext, tmp_path: Path, broken: str
) -> None:
    page = opened("/sources?lang=en")
    if broken:
        context.add_init_script(broken)
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto(page.url.replace("sources", "record"), wait_until="commit")
    menu = page.locator('[data-chart="national-trade"] .card-menu')
    menu.wait_for()
    menu.locator("summary").click()
    # A plain link: nothing has to have arrived but itself.
    with page.expect_download() as waiting:
        menu.locator('a[data-format="png"]').click()
    path = tmp_path / "chart.png"
    waiting.value.save_as(path)
    is_slide(path)


# Charts and languages take turns: the letters are outlines, alike in all.
@pytest.mark.parametrize(
    ("chart", "language"), list(zip(cycle(["trade-balance", "works-in-time"]), LANGUAGES, strict=False))
)
def test_the_svg_is_the_same_picture_in_libreoffice(opened: Opening, tmp_path: Path, chart: str, language: str) -> None:
    program = office("draw")
    path = download(opened(f"/{charts()[chart].page}?lang={language}"), chart, "svg", tmp_path)
    path = path.rename(tmp_path / "chart.svg")
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, own, "--headless", "--convert-to", "png", "--outdir", str(tmp_path), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    ours = Image.open(io.BytesIO(svg.svg_to_png(path.read_text("utf-8"), 1))).convert("L")
    theirs = Image.open(tmp_path / "chart.png").convert("RGBA")
    paper = Image.new("RGBA", theirs.size, "white")
    theirs = Image.alpha_composite(paper, theirs).convert("L").resize(ours.size, Image.Resampling.LANCZOS)
    difference = ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0]
    assert difference < 4, difference  # of 255: antialiasing
    # The title is there, letter by letter: as much ink as ours, nothing drawn over anything.
    title = (0, 20, ours.width, 110)
    inks = [255 - ImageStat.Stat(image.crop(title)).mean[0] for image in (ours, theirs)]
    assert inks[0] > 2
    assert inks[1] == pytest.approx(inks[0], rel=0.2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_named_and_say_their_title_in_the_page_s_language(
    opened: Opening, language: str, tmp_path: Path
) -> None:
    page = opened(f"/trade?lang={language}")
    path = download(page, "trade-balance", "svg", tmp_path)
    chart = charts()["trade-balance"].build(in_language(language), {})
    assert chart
    assert path.name == f"{chart.file_stem}.svg"
    root = ET.parse(path).getroot()
    title, described = (" ".join(str(root.findtext(f"{{*}}{part}")).split()) for part in ("title", "desc"))
    assert title == " ".join(page.locator(".card-title").inner_text().split())
    assert " ".join(str(page.locator(".card-plot").get_attribute("aria-label")).split()) == f"{title}. {described}"


def test_a_plain_host_gives_the_files_too(opened: Opening, copied: Path, tmp_path: Path) -> None:
    with hosted(copied) as site:
        page = opened("/ru/visit.html", base=site)
        is_slide(download(page, "visit-timeline", "png", tmp_path))
        option(page, "culture").click()
        expect(page.locator('.card-menu a[data-format="png"]')).to_have_count(0)  # there is none of a choice
        rows = rows_of(download(page, "visit-timeline", "csv", tmp_path))
        assert len(rows) == 2


@COPIED
def test_from_disk_a_picture_opens_beside_the_page(opened: Opening) -> None:
    page = opened("/trade?lang=en")
    page.locator(".card-menu summary").click()
    with page.context.expect_page() as waiting:  # browsers download no file of the own disk
        page.locator('.card-menu a[data-format="png"]').click()
    waiting.value.wait_for_url("**/charts/trade-balance-en-light.png")
