"""One pure function a chart: facts and words in, a Plotly figure out."""
