"""The trade page in plain Streamlit, as its tutorials write one: `streamlit run streamlit_page.py -- FOLDER`."""

import json
import sys
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

folder = Path(sys.argv[1])
page = json.loads((folder / "page.json").read_text("utf-8"))
figures = pd.read_csv(folder / "figures.csv")
derived = pd.read_csv(folder / "derived.csv")


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Its cells under their headings, the last a link."""
    cells = rows[["figure", "value", "bounds", "period"]].copy()
    cells["words"] = [f"[{row.words}]({row.link})" for row in rows.itertuples()]
    return cells.set_axis(page["columns"], axis="columns")


st.set_page_config(page_title=page["heading"], layout="wide")
st.title(page["heading"])
st.write(page["about"])

picked = st.pills(page["filter"], list(figures["figure"]), selection_mode="multi", key="metrics")
shown = figures[figures["figure"].isin(picked)] if picked else figures

st.subheader(page["title"])
st.write(page["subtitle"])
st.caption(page["caveat"])
bars = px.bar(
    shown,
    x="figure",
    y="height",
    error_y="above",
    error_y_minus="below",
    text="label",
    color="figure",
    color_discrete_sequence=list(shown["colour"]),
)
bars.update_layout(showlegend=False, xaxis_title=None, yaxis_title=None)
st.plotly_chart(bars)
st.caption(f"{page['source']} [{page['open']}]({page['link']})")
st.table(table(shown))
for place, row in zip(st.columns(len(derived)), derived.itertuples(), strict=True):
    place.metric(str(row.figure), str(row.value), str(row.bounds), delta_color="off", delta_arrow="off")
st.table(table(derived))
st.subheader(page["notes"])
st.write(page["note"])
st.caption(page["footer"])
