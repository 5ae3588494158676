"""HTML of figures, tables and notes: Jinja templates beside this file, every value escaped."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.theme import DARK, LIGHT, Palette

_FOLDER = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render(template: str, **parts: object) -> str:
    """The template `<template>.html` filled with `parts`."""
    return _TEMPLATES.get_template(f"{template}.html").render(**parts)


def put(template: str, **parts: object) -> None:
    """Put the filled template on the page."""
    st.html(render(template, **parts))


def style() -> None:
    """Put the style sheet of all templates on the page, with the metrics' colours from the theme."""
    names = [field.name for field in fields(Palette)]
    colours = ";".join(f"--{name}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)})" for name in names)
    st.html(f"<style>.stApp{{{colours}}}{(_FOLDER / 'style.css').read_text('utf-8')}</style>")
