"""The whole site as a folder of plain files, for any static host, or to be opened from disk.

The pages are run as Streamlit runs them, by `streamlit.testing`, and the elements that they put there are written as
HTML; charts and articles bring their own scripts. So there is one site, and one code of it.
"""
