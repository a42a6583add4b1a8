"""The page that everything starts in, and the policy that guards it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from dashboard.shell import content_policy, installed_shell, our_shell


def test_the_installed_shell_becomes_ours():
    html = our_shell(installed_shell())
    assert '<html lang="sv">' in html
    assert "<title>Pilotkollen</title>" in html
    assert './app/static/pk.css"' in html
    assert '<script defer src="./app/static/sv.js">' in html
    assert "agent" not in html
    assert "You need to enable" not in html


def test_another_shell_than_the_one_we_know_stops_the_start():
    with pytest.raises(RuntimeError, match="has changed"):
        our_shell(installed_shell().replace('lang="en"', 'lang="de"'))


def test_the_policy_allows_the_shell_s_own_scripts_and_no_others():
    html = our_shell(installed_shell())
    (inline,) = re.findall(r"(?s)<script>(.*?)</script>", html)
    hashed = b64encode(sha256(inline.encode()).digest()).decode()
    policy = content_policy(html)
    assert f"script-src 'self' 'sha256-{hashed}';" in policy
    assert "unsafe-eval" not in policy
    assert [rule.split()[0] for rule in policy.split("; ") if "unsafe-inline" in rule] == [
        "style-src"
    ]


def test_a_shell_without_inline_scripts_needs_no_hash():
    assert "script-src 'self';" in content_policy("<html></html>")
