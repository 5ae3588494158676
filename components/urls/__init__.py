"""Addresses of the site's pages and files, their query parameters, and links to the sources."""
