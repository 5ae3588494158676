"""The trade page in plain Dash, as its tutorials write one, on its own server: `python dash_page.py FOLDER PORT`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, callback, dcc, html


def table(rows: pd.DataFrame, page: dict[str, Any]) -> Any:
    """Its cells under their headings, the last a link."""
    lines = [
        html.Tr(
            [html.Td(row[name]) for name in ("figure", "value", "bounds", "period")]
            + [html.Td(html.A(row["words"], href=row["link"]))]
        )
        for row in rows.to_dict("records")
    ]
    return html.Table([html.Thead(html.Tr([html.Th(name) for name in page["columns"]])), html.Tbody(lines)])


def made(folder: Path) -> Any:
    """The app of the files in `folder`."""
    page = json.loads((folder / "page.json").read_text("utf-8"))
    figures = pd.read_csv(folder / "figures.csv")
    derived = pd.read_csv(folder / "derived.csv")
    app = Dash(title=page["heading"])
    app.layout = html.Div(
        [
            html.H1(page["heading"]),
            html.P(page["about"]),
            html.Label(page["filter"], htmlFor="metrics"),
            dcc.Checklist(list(figures["figure"]), [], id="metrics", inline=True),
            html.H2(page["title"]),
            html.P(page["subtitle"]),
            html.P(page["caveat"]),
            dcc.Graph(id="chart"),
            html.P([f"{page['source']} ", html.A(page["open"], href=page["link"])]),
            html.Div(id="table"),
            table(derived, page),
            html.H2(page["notes"]),
            html.P(page["note"]),
            html.P(page["footer"]),
        ]
    )

    @callback(Output("chart", "figure"), Output("table", "children"), Input("metrics", "value"))  # type: ignore[untyped-decorator]
    def show(picked: list[str]) -> tuple[Any, Any]:
        shown = figures[figures["figure"].isin(picked)] if picked else figures
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
        return bars, table(shown, page)

    return app


if __name__ == "__main__":
    made(Path(sys.argv[1])).run(port=sys.argv[2])
