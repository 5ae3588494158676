"""The least that Streamlit can be asked to serve."""

import streamlit as st

st.write("")
