"""The least a Streamlit app can be: two pages with a choice each. What ours is measured against."""

import streamlit as st


def one() -> None:
    st.title("Ett")
    st.selectbox("Val", list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), key="val")


def two() -> None:
    st.title("Två")
    st.selectbox("Val", list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), key="val")


page = st.navigation([st.Page(one, title="Ett", default=True), st.Page(two, title="Två")])
page.run()
