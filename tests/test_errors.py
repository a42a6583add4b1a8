"""What a person's mistake ends a command with."""

import pytest

from kpi import errors

EXIT_CODES = {
    errors.KpiError: 1,
    errors.InputError: 1,
    errors.CatalogueError: 1,
    errors.Stale: 1,
    errors.UsageError: 2,
    errors.NotAllowed: 3,
    errors.Busy: 4,
    errors.Damaged: 1,
}


def test_every_error_is_in_the_table():
    tree = {each for each in vars(errors).values() if isinstance(each, type)}
    assert tree == EXIT_CODES.keys()


@pytest.mark.parametrize(("error", "exit_code"), EXIT_CODES.items())
def test_an_error_is_its_sentence_and_has_an_exit_code(error, exit_code):
    raised = error("Filen finns inte.")
    assert isinstance(raised, errors.KpiError)
    assert str(raised) == "Filen finns inte."
    assert raised.exit_code == exit_code
