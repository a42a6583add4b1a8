"""What a page says when its script fails."""

import logging

from streamlit.testing.v1 import AppTest

from kpi.errors import InputError


def shown(error: Exception) -> str:
    def script(error):
        from dashboard.parts.failure import show_failure

        assert show_failure(error)

    at = AppTest.from_function(script, kwargs={"error": error}).run()
    assert not at.exception
    return at.get("html")[0].proto.body


def logged(caplog) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "dashboard.parts.failure"]


def test_a_sentence_for_people_is_shown_as_it_stands(caplog):
    assert "Månaden är &lt;stängd&gt;." in shown(InputError("Månaden är <stängd>."))
    assert logged(caplog) == []


def test_a_bug_is_shown_as_a_number_that_finds_its_traceback_in_the_log(caplog):
    body = shown(ZeroDivisionError("hemlighet"))
    (record,) = logged(caplog)
    assert record.args[0] in body
    assert record.exc_info[0] is ZeroDivisionError
    assert "hemlighet" not in body
