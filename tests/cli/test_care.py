"""verify and rebuild: is it whole, and make its index anew."""

import json

import pytest

from kpi.ledger.locks import try_lock


def test_a_whole_home_is_said_to_be(kpi, home):
    said = kpi("verify", "--home", home)
    assert said == (0, "Allt stämmer: kedjan, raderna, originalfilerna och indexet.\n", "")


def test_a_changed_ledger_is_exit_1_and_every_fault_a_line(kpi, home):
    meta = home / "ledger" / "00000002" / "meta.json"
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"comment": "Ändrad"}))
    assert kpi("verify", "--home", home) == (
        1,
        "",
        "Leverans 3 hänger inte ihop med leveransen före.\n",
    )
    meta.unlink()
    said = kpi("values", "--home", home)
    assert (said.code, said.err) == (1, "Leverans 2 saknar sin meta.json.\n")


def test_the_index_is_built_now_or_by_the_server_that_has_it(kpi, home):
    assert kpi("rebuild", "--home", home) == (0, "Indexet är byggt på nytt.\n", "")
    lock = try_lock(home / "server.lock")
    said = kpi("rebuild", "--home", home)
    lock.release()
    assert said.code == 0
    assert said.out.startswith("En server är igång: den bygger indexet på nytt innan")


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_what_is_not_a_home_is_exit_2(kpi, tmp_path, command):
    (tmp_path / "file").touch()
    for folder in ("nowhere", "file", "."):
        said = kpi(command, "--home", folder)
        assert said.code == 2
        assert said.err.endswith("är inget hem: där finns inga leveranser.\n")


def test_the_demo_is_whole(kpi, built_demo):
    assert kpi("verify", "--home", built_demo).code == 0
