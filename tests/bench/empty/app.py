"""The least a Streamlit app can be: two pages with a choice each. What ours is measured against."""

import streamlit as st


def one() -> None:
    st.title("Ett")
    st.selectbox("Val", ["A", "B", "C"], key="val")


def two() -> None:
    st.title("Två")
    st.selectbox("Val", ["A", "B", "C"], key="val")


page = st.navigation([st.Page(one, title="Ett", default=True), st.Page(two, title="Två")])
page.run()
