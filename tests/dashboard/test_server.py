"""Where the server may listen, and what Streamlit is told."""

import socket
import stat

import pytest
from streamlit import config

from dashboard.server import configure, listen
from kpi.errors import Busy, UsageError


@pytest.fixture
def streamlit_options():
    """Streamlit's options are global: put back what was there."""
    before = config._config_options
    yield config.get_option
    config._config_options = before


def test_a_taken_port_is_said_before_anything_starts():
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(Busy, match=f"Port {port} är upptagen"):
            listen("127.0.0.1", port)


def test_a_port_is_free_again_when_its_socket_is_closed():
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
    with listen("localhost", port) as second:
        assert second.getsockname()[1] == port


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "::", "pilotkollen.example.org"])
def test_without_sign_in_only_this_computer_is_answered(host):
    with pytest.raises(UsageError, match="bara på den egna datorn"):
        listen(host, 0)


def test_an_address_that_does_not_exist_is_not_called_taken(monkeypatch):
    def bind(*_):
        raise PermissionError

    monkeypatch.setattr(socket.socket, "bind", bind)
    with pytest.raises(PermissionError):
        listen("127.0.0.1", 80)


def test_the_settings_are_found_from_any_directory(monkeypatch, tmp_path, streamlit_options):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPI_HOME", str(tmp_path / "home"))
    configure("127.0.0.1", 8599)
    assert streamlit_options("server.port") == 8599
    assert streamlit_options("server.enableStaticServing") is True
    assert streamlit_options("browser.gatherUsageStats") is False
    assert streamlit_options("client.showErrorDetails") == "none"
    assert streamlit_options("theme.sidebar.backgroundColor") == "#F3F6F8"
    assert len(streamlit_options("theme.fontFaces")) == 3
    assert streamlit_options("server.allowedHosts") == ["127.0.0.1", "::1", "localhost"]


def test_each_home_has_a_cookie_secret_of_its_own(monkeypatch, tmp_path, streamlit_options):
    found = []
    for home in ("one", "one", "two"):
        monkeypatch.setenv("KPI_HOME", str(tmp_path / home))
        configure("127.0.0.1", 8599)
        found.append(streamlit_options("server.cookieSecret"))
    assert found[0] == found[1] != found[2]
    assert len(found[0]) == 64
    assert stat.S_IMODE((tmp_path / "one" / "cookie_secret").stat().st_mode) == 0o600
