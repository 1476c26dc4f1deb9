"""What the dashboards are held against: one figure and its chart in Streamlit, from a file that holds just them.

Run by Streamlit in an environment of its own; ``BENCH_SERIES`` names a Parquet file with the columns period and value.
"""

import os

import duckdb
import plotly.graph_objects as go
import streamlit as st  # type: ignore[import-not-found] # of another environment


@st.cache_data  # type: ignore[untyped-decorator] # of another environment
def series() -> tuple[list[str], list[float]]:
    """Return periods and values."""
    rows = duckdb.execute("SELECT period::VARCHAR, value FROM read_parquet(?)", [os.environ["BENCH_SERIES"]]).fetchall()
    return [row[0] for row in rows], [row[1] for row in rows]


periods, values = series()
st.metric("税收收入", f"{values[-1] / 1e8:.2f} 亿元")
st.plotly_chart(go.Figure(go.Scatter(x=periods, y=values)))
