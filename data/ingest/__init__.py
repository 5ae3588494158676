r"""Load articles from plain texts, folders, saved pages, RSS and Atom feeds and URLs.

for found in articles(["feed/"]):        # yields Article or Problem, in a fixed order
    ...
article = from_text("Title\n\nBody", "pasted")   # raises DataError if it cannot be read
article.text[start:stop]                 # spans count in the text; that of a plain file is the whole file
"""

from data.ingest.article import Article
from data.ingest.language_detection import detect_language
from data.ingest.load import from_bytes, from_file, from_url, load_articles
from data.ingest.text_file import from_text

__all__ = ["Article", "detect_language", "from_bytes", "from_file", "from_text", "from_url", "load_articles"]
