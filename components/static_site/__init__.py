"""The site as plain files: every page in each language, every chart, and the open data."""
