"""The least a Streamlit app can be: two pages with a choice each. What ours is measured against."""

import streamlit as st


def page(first: str) -> None:
    letters = [first, *"BCDEFGHIJKLMNOPQRSTUVWXYZ"]
    st.title(str(st.session_state.get("val", first)))
    st.selectbox("Val", letters, key="val")


def one() -> None:
    page("Ett")


def two() -> None:
    page("Två")


st.navigation([st.Page(one, title="Ett", default=True), st.Page(two, title="Två")]).run()
