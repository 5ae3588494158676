"""Addresses: of the site's own pages and files, what they ask for, and of the sources."""
