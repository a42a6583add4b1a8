"""What the server does when it is told to stop."""

import socket
from pathlib import Path

import streamlit

from tests.browser.conftest import serving

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


def test_a_visitor_who_does_not_answer_neither_keeps_the_server_nor_makes_it_speak(
    demo_home, tmp_path
):
    with socket.socket() as visitor, serving(demo_home, tmp_path) as url:
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        host = url.removeprefix("http://")
        visitor.connect(("127.0.0.1", int(host.split(":")[1])))
        largest = max(SCRIPTS.glob("*.js"), key=lambda path: path.stat().st_size)
        asks = f"GET /static/js/{largest.name} HTTP/1.1\r\nHost: {host}\r\n\r\n"
        visitor.sendall(asks.encode())
        assert visitor.recv(12) == b"HTTP/1.1 200"  # and reads no more of it
