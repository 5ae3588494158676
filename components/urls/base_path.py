"""The path that the app is served under."""

from __future__ import annotations

import streamlit as st


def base_path() -> str:
    """Return the path that the app is served under, with a slash at both ends."""
    prefix = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{prefix}/" if prefix else "/"
