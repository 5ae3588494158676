"""The documents, and what they name: addresses, commands, code, sections and tables."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import components.__main__
import data.__main__

ROOT = Path(__file__).parents[1]


DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (*(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING")), *ROOT.glob("docs/*.md"))
}


README, API, MODEL = (DOCUMENTS[name] for name in ("README.md", "docs/http-api.md", "docs/data-model.md"))


READER, SPEED, DEPLOY = (DOCUMENTS[f"docs/{name}.md"] for name in ("article-reader", "performance", "deployment"))


TEXT = "\n".join(DOCUMENTS.values())


def coded(text: str) -> list[str]:
    """What is set as code in it, outside of blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


CODE = coded(TEXT)


# Files of somebody who adds something, by which a recipe explains itself.
INVENTED = re.compile(r"\bxx\b|report\.txt|output[-_]by[-_]year|by_year")


ADDRESSES = sorted({code for code in CODE if code.startswith("/") and not INVENTED.search(code)})


PARSERS = {"data": data.__main__.build_parser(), "components": components.__main__.build_parser()}


ROOMS = ("data", "components", "tests", "docs", ".deploy")


Options = dict[str, str | None]


def section(title: str, text: str) -> str:
    """The text under a heading, down to the next that is not below it."""
    found = re.search(rf"^(##+) {title}\n(.*?)(?=^#{{2}} |^\1 |\Z)", text, re.M | re.S)
    assert found, title
    return found[2]


def grid(title: str, text: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its header."""
    found = re.search(r"(?:^\|.*\|$\n?)+", section(title, text), re.M)
    assert found, title
    lines = re.findall(r"^\|(.*)\|$", found[0], re.M)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)] for line in lines[2:]]


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a parser, each with its own."""
    (choices,) = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(choices)


def options(parser: argparse.ArgumentParser) -> Options:
    """The options of a command, and what each takes."""
    shown = [action for action in parser._actions if action.option_strings and action.dest != "help"]
    return {action.option_strings[-1]: None if action.nargs == 0 else str(action.metavar) for action in shown}


COMMANDS = {f"{room} {name}": each for room, parser in PARSERS.items() for name, each in subcommands(parser).items()}
