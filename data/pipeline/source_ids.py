"""Ids of sources that people have not named: made from the article alone, so that no other article changes them."""

from __future__ import annotations

import hashlib

from data.pipeline.area_rows import slug


def source_id(article: str) -> str:
    """The article's id in lower case with hyphens; where that loses something, signs of its fingerprint follow."""
    short = slug(article)
    if short == article:
        return short
    return f"{short}-{hashlib.sha256(article.encode()).hexdigest()[:6]}".lstrip("-")
