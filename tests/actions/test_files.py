"""What cannot be read is one sentence with an exit code."""

import os

import pytest

from kpi.actions.files import read_file
from kpi.errors import InputError, NotAllowed, UsageError


def test_a_file_is_its_bytes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")
    assert read_file(path) == b"abc"


def test_each_path_that_cannot_be_read_has_its_sentence(tmp_path):
    (tmp_path / "file.csv").touch()
    for path, error, sentence in (
        (tmp_path / "gone.csv", UsageError, "finns inte."),
        (tmp_path, UsageError, "är en mapp, inte en fil."),
        (tmp_path / "file.csv" / "below.csv", InputError, "kan inte läsas (Not a directory)."),
    ):
        with pytest.raises(error) as caught:
            read_file(path)
        assert str(caught.value) == f"{path} {sentence}"


def test_a_file_one_may_not_read_is_not_allowed(tmp_path):
    tmp_path.chmod(0o755)
    path = tmp_path / "series.csv"
    path.touch(mode=0)
    me = os.geteuid()
    if me == 0:  # root may read everything, so be somebody else for a moment
        os.seteuid(65534)
    try:
        with pytest.raises(NotAllowed, match="får du inte läsa"):
            read_file(path)
    finally:
        os.seteuid(me)
