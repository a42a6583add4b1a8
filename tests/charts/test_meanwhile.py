"""Charts drawn by another process: the same bytes, drawn once, and waited for when asked for."""

import io
import json
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import PriorityQueue

import pytest

from kpi.charts import export, meanwhile
from kpi.charts.meanwhile import drawing_meanwhile, serve


@pytest.fixture(autouse=True)
def nothing_at_hand():
    export._kept.clear()
    yield
    export._kept.clear()


def spec(text: str) -> export.Spec:
    return {"data": {"values": [{}]}, "mark": {"type": "text", "text": text}}


def here(kind: export.Kind, text: str) -> bytes:
    return export.draw(kind, json.dumps(spec(text)))


@pytest.fixture
def not_here(monkeypatch):
    """Nothing may be drawn in this process."""

    def draw(kind: export.Kind, spec: str) -> bytes:
        raise AssertionError(f"drawn here: {kind} {spec}")

    monkeypatch.setattr(export, "draw", draw)


def test_a_chart_drawn_meanwhile_is_the_one_that_would_be_drawn_here(request):
    drawing, picture = here("svg", "åäö"), here("png", "åäö")
    export._kept.clear()
    request.getfixturevalue("not_here")
    with drawing_meanwhile() as begin:
        begin("svg", spec("åäö"))
        begin("png", spec("åäö"))
        assert export.png(spec("åäö")) == picture
        assert export.svg(spec("åäö")) == drawing


def test_what_is_at_hand_is_not_begun_again():
    drawn = export.svg(spec("a"))
    with drawing_meanwhile() as begin:
        before = dict(export._kept)
        begin("svg", spec("a"))
        assert export._kept == before
    assert export.svg(spec("a")) == drawn


def test_what_is_still_being_drawn_when_the_block_ends_is_waited_for(not_here):
    with drawing_meanwhile() as begin:
        for text in "abc":
            begin("svg", spec(text))
    assert all(export.svg(spec(text)).startswith(b"<svg") for text in "abc")


def test_what_was_not_drawn_because_of_an_error_is_drawn_here():
    with suppress(KeyError), drawing_meanwhile() as begin:
        for text in "abcdefgh":
            begin("svg", spec(text))
        raise KeyError
    assert export.svg(spec("h")) == here("svg", "h")


def test_a_process_that_stops_is_told_of_and_all_that_it_left_is_drawn_here(capfd):
    with drawing_meanwhile() as begin:
        begin("svg", {"mark": "nonsense"})
        for text in "abc":
            begin("svg", spec(text), 1)
        with pytest.raises(ValueError, match="conversion failed"):
            export.svg({"mark": "nonsense"})
        drawn = {text: export.svg(spec(text)) for text in "abc"}
    assert drawn == {text: here("svg", text) for text in "abc"}
    assert "conversion failed" in capfd.readouterr().err


@pytest.mark.parametrize("answer", [b"", b"10\n<svg", b"no number\n"])
def test_half_an_answer_is_no_chart(answer):
    drawn: Future[bytes] = Future()
    jobs: PriorityQueue = PriorityQueue()
    jobs.put((0, 0, drawn, ("svg", "{}")))
    meanwhile._do_next(jobs, io.BytesIO(), io.BytesIO(answer))
    assert isinstance(drawn.exception(), (RuntimeError, ValueError))


def test_what_somebody_else_gave_up_is_drawn_here():
    given_up: Future[bytes] = Future()
    export.begin("svg", spec("a"), lambda _: given_up)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(export.png, spec("a"))
        given_up.cancel()
        assert waiting.result() == here("png", "a")


def test_a_process_that_draws_answers_each_line_until_there_are_no_more():
    asked = [["svg", json.dumps(spec("a"))], ["png", json.dumps(spec("b"))]]
    answer = io.BytesIO()
    serve(io.BytesIO("".join(f"{json.dumps(each)}\n" for each in asked).encode()), answer)
    drawing, picture = here("svg", "a"), here("png", "b")
    assert answer.getvalue() == (
        f"{len(drawing)}\n".encode() + drawing + f"{len(picture)}\n".encode() + picture
    )


def test_the_oldest_is_let_go_of(monkeypatch):
    monkeypatch.setattr(export, "MOST", 2)
    for text in "abc":
        export.svg(spec(text))
    assert [json.loads(source)["mark"]["text"] for _, source in export._kept] == ["b", "c"]


def test_the_lowest_turn_is_drawn_first(not_here):
    with drawing_meanwhile() as begin:
        drawn = []
        for text, turn in (("a", 0), ("last", 2), ("second", 1), ("first", 0)):
            begin("svg", spec(text), turn)
            export._kept["svg", json.dumps(spec(text))].add_done_callback(
                lambda _, text=text: drawn.append(text)
            )
    assert drawn.index("first") < drawn.index("second") < drawn.index("last")
