"""The menu holds the pages that its reader's role reaches, and no others."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import loaders
from dashboard.parts.frame import Page, show_pages
from kpi.access import Role, User
from kpi.errors import NotAllowed
from kpi.settings import ROOT, program_version

SEEN = ["Översikt", "Nyckeltal", "Enheter", "Effekt", "Likvärdighet", "Samband"]
MEETINGS = "Sammanträden"
ABOUT = ["Täckning", "Register", "Så räknar vi"]
FIGURES = [*SEEN, MEETINGS, *ABOUT]
ALL = [*SEEN, MEETINGS, "Lämna fil", "Leveranser", *ABOUT]


@pytest.fixture
def shown_to(tmp_path, monkeypatch):
    """Runs the start page of an empty home for somebody in a role."""

    def show(role: Role) -> AppTest:
        monkeypatch.setattr(loaders, "VISITOR", User("Någon", role))
        return AppTest.from_file(ROOT / "dashboard" / "app.py", default_timeout=60).run()

    monkeypatch.setenv("KPI_HOME", str(tmp_path))
    st.cache_resource.clear()
    yield show
    st.cache_resource.clear()


def menu(app: AppTest) -> list[str]:
    [block] = app.sidebar.get("html")
    return re.findall(r"<a [^>]*>(.+?)</a>", block.proto.body)


def bodies(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.COMMITTEE, [MEETINGS]),
        (Role.READER, FIGURES),
        (Role.OWNER, FIGURES),
        (Role.ANALYST, ALL),
        (Role.ADMIN, ALL),
    ],
)
def test_the_menu_follows_the_role(shown_to, role, pages):
    app = shown_to(role)
    assert not app.exception
    assert menu(app) == pages


def test_only_those_who_may_send_are_shown_the_way_there(shown_to):
    assert [button.label for button in shown_to(Role.ADMIN).button] == ["Lämna den första filen"]
    assert list(shown_to(Role.READER).button) == []


def test_readers_see_a_register_and_no_way_to_change_it(shown_to):
    page = str(ROOT / "dashboard" / "views" / "register.py")
    app = shown_to(Role.READER).switch_page(page).run()
    assert "Registret är tomt än." in bodies(app)
    assert [box.label for box in app.selectbox] == ["Register"]
    assert list(app.button) == []
    app = shown_to(Role.ANALYST).switch_page(page).run()
    assert [button.label for button in app.button] == ["Lägg till en rad"]


def test_a_role_without_pages_is_told_so(monkeypatch):
    monkeypatch.setattr(loaders, "VISITOR", User("Någon", Role.COMMITTEE))
    figures = {"Läget": [Page("views/overview.py", "Översikt", "oversikt")]}
    with pytest.raises(NotAllowed, match="Rollen nämnd har inga sidor att se"):
        show_pages(figures, owner="Servicenämnden")


def test_the_foot_says_what_the_figures_rest_on(shown_to):
    text = bodies(shown_to(Role.READER))
    assert "Inga data än" in text
    assert "Bygger på leverans 1<" in text  # the definitions
    assert f"Pilotkollen {program_version()}" in text
