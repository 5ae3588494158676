"""Pages as plain HTML: what a page's script put there, written element by element, for where no Streamlit shows it.

That is the first view, which the server answers with, and the static copy.
"""
