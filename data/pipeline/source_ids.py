"""Ids of sources that people have not named, made from the article alone: no other article changes them."""

from __future__ import annotations

import hashlib

from data.pipeline.area_rows import slugify


def source_id(article: str) -> str:
    """Return the article's id as a slug; where that loses characters, six digits of its SHA-256 follow."""
    short = slugify(article)
    if short == article:
        return short
    return f"{short}-{hashlib.sha256(article.encode()).hexdigest()[:6]}".lstrip("-")
