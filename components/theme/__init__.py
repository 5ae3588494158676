"""Colours, fonts and sizes."""
