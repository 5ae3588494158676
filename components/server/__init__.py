"""What is served beside Streamlit: pages of our own, files, data, and the head of its pages."""
