r"""Articles in: plain texts, folders of them, saved pages, RSS and Atom, URLs.

for found in articles(["feed/"]):        # Article or Problem, one by one, in a fixed order
    ...
article = from_text("Title\n\nBody", "pasted")   # DataError names the fault
article.text[start:stop]                 # spans count in the text, which of a plain file is the whole file
"""

from data.ingest.article import Article
from data.ingest.language_detection import detect
from data.ingest.load import articles, from_bytes, from_file, from_url
from data.ingest.text_file import from_text

__all__ = ["Article", "articles", "detect", "from_bytes", "from_file", "from_text", "from_url"]
