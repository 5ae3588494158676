"""The pages in Streamlit: the app, the reader of articles, and all that depends on Streamlit's internals."""
