"""The command that gives the text of an e-mail before a meeting."""

ID = "2024-09-18-namnden"
PLANNED = ("meeting", "add", "--body", "Nämnden", "--date", "2024-09-18", "--home")


def test_a_digest_is_printed_or_written_when_the_meeting_is_frozen(kpi, home, tmp_path):
    kpi(*PLANNED, home)
    said = kpi("digest", ID, "--home", home)
    assert (said.code, said.err) == (2, f"Underlaget till {ID} är inte fryst än.\n")
    assert kpi("meeting", "freeze", ID, "--home", home).code == 0
    printed = kpi("digest", ID, "--home", home).out
    assert printed.startswith("Ämne: Pilot Öster inför Nämnden 18 september 2024\n\n")
    said = kpi("digest", ID, "--home", home, "--out", "brev.txt")
    assert (said.code, said.out) == (0, "Texten ligger i brev.txt.\n")
    assert (tmp_path / "brev.txt").read_text("utf-8") == printed


def test_what_cannot_be_is_a_sentence(kpi, home):
    said = kpi("digest", "2031-01-01-ingen", "--home", home)
    assert said.code == 2
    assert "finns inte" in said.err
