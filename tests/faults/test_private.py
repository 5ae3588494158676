"""What fails while a reader's article is dealt with is one line in the log, which quotes nothing of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.load.reader import Reader
from tests.server import Server
from tests.tools import run

pytestmark = pytest.mark.slow

NAME = "Kalamkas"
TEXT = f"In 2023 the exports that {NAME} told of were $5 million."
# Where it may fail, and how: each quotes the article.
FAILURES = {
    "reading": ("data/extraction/reader.py", "\n\ndef read(text, *args, **kwargs):\n    raise ValueError(text)\n"),
    "drawing": (
        "components/rendering/article.py",
        "\n\ndef render_article(view):\n    raise LookupError(view.article.text)\n",
    ),
    "taking in": (
        "components/article/article_input.py",
        "\n\ndef load_pasted(text, words):\n    raise RuntimeError(text)\n",
    ),
}


@pytest.mark.parametrize("where", FAILURES)
def test_a_failure_is_one_line_without_the_article(copy: Path, tmp_path: Path, where: str) -> None:
    pytest.importorskip("rich")  # with it, Streamlit would print failures in its own way
    file, failing = FAILURES[where]
    with (copy / file).open("a", encoding="utf-8") as module:
        module.write(failing)
    server = Server(copy, tmp_path / "log")

    async def give() -> None:
        async with Reader.joined(server.url) as reader:
            await reader.open("read", "lang=en")
            with suppress(RuntimeError):  # that is, the page says that it has failed
                await reader.submit("Read", read_text=TEXT)

    try:
        run(give())
    finally:
        server.stop()
    (told,) = [line for line in server.lines() if line["level"] != "INFO"]
    assert told["level"] == "ERROR"
    assert Path(file).name in told["traceback"]
    assert NAME not in server.log.read_text("utf-8")
