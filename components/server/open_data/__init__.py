"""The tables over HTTP, for programs: files, filters, and a description of both."""
