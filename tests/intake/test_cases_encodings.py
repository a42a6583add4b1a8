"""The encodings that people send, each as a small file: the same rows, or a word about it.

A file that means the same as its clean twin must give the same rows; any other must say which
rule it breaks and where.
"""

import pytest

from kpi.wording.issues import issue_hint
from tests.intake.clean import CLEAN, places, same_rows, told_of
from tests.intake.files import HEADER, ROW, UNITS, check, lines

ODD = (
    "warning",
    0,
    "",
    "Filen verkar sparad av ett äldre program, så å, ä och ö kan ha blivit fel.",
)
UNKNOWN = "finns inte i registret."
LOST = "ett tecken går inte att läsa; oftast är det ett å, ä eller ö som har gått förlorat."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf" + CLEAN.encode(), "UTF-8 med BOM"),
        (CLEAN.encode(), "UTF-8"),
        (CLEAN.encode("cp1252"), "Windows-1252"),
        (b"\xff\xfe" + CLEAN.encode("utf-16-le"), "UTF-16 LE"),
        (b"\xfe\xff" + CLEAN.encode("utf-16-be"), "UTF-16 BE"),
        (CLEAN.encode("utf-16-le"), "UTF-16 LE"),
        (CLEAN.encode("utf-16-be"), "UTF-16 BE"),
    ],
)
def test_every_encoding_gives_the_same_rows_and_is_named(data, encoding):  # cases 1 to 6
    assert same_rows(data)
    assert check(data).facts.encoding == encoding


@pytest.mark.parametrize(
    ("codec", "guess", "unit", "shown"),
    [
        ("cp850", "CP850", "Lärkskolan", "L„rkskolan"),
        ("cp850", "CP850", "Östra skolan", "™stra skolan"),
        ("mac-roman", "MacRoman", "Lärkskolan", "LŠrkskolan"),
        ("cp850", "CP850", "Sjö", "Sj”"),  # where the letter stands last or first in its word
        ("cp850", "CP850", "Skola Ö", "Skola ™"),
        ("mac-roman", "MacRoman", "Östra skolan", "…stra skolan"),
        ("mac-roman", "MacRoman", "SÖDRA", "S…DRA"),
        ("mac-roman", "MacRoman", "Blå", "BlŒ"),
    ],
)
def test_letters_from_dos_and_old_macs_are_never_read_in_silence(codec, guess, unit, shown):
    data = lines("manad;enhet;matt;varde", f"2024-01;{unit};cleaning_cost;1").encode(codec)
    assert told_of(data) == [
        ODD,
        ("error", 2, "enhet", f"Rad 2, kolumnen enhet: enheten ”{shown}” {UNKNOWN}"),
    ]
    odd = check(data).issues[0]
    assert odd.details == (guess,)
    assert issue_hint(odd) == (
        "Kontrollera å, ä och ö i granskningen. Är de fel: spara filen som CSV UTF-8."
    )
    register = lines("enhet;namn", f"u1;{unit}").encode(codec)  # any name may stand there
    assert told_of(register, UNITS) == [ODD]
    assert check(register, UNITS).rows["name"].to_list() == [shown]


def test_a_foreign_name_in_a_swedish_file_is_no_sign_of_an_old_program():
    data = lines("enhet;namn", "u1;Miloš", "u2;Östra™ …och så").encode("cp1252")
    assert told_of(data, UNITS) == []


def test_a_byte_that_no_code_page_has_is_an_error_in_its_cell():
    data = lines("manad;enhet;matt;varde", "2024-01;Åbro;cleaning_cost;1").encode("cp850")
    assert told_of(data) == [
        ODD,
        ("error", 2, "enhet", f"Rad 2, kolumnen enhet: enheten ”\ufffdbro” {UNKNOWN}"),
        ("error", 2, "enhet", f"Rad 2, kolumnen enhet: {LOST}"),
    ]


def test_one_byte_from_another_encoding_is_named_by_row():  # case 9
    data = CLEAN.encode() + "2024-02;Lärkskolan;yta;1\n".encode("cp1252")
    assert told_of(data) == [
        ("error", 4, "enhet", f"Rad 4, kolumnen enhet: enheten ”L\ufffdrkskolan” {UNKNOWN}"),
        ("error", 4, "enhet", f"Rad 4, kolumnen enhet: {LOST}"),
    ]
    assert check(data).facts.encoding == "UTF-8"


def test_every_cell_with_a_byte_from_another_encoding_is_named():
    data = CLEAN.encode() + "2024-01;Östra skolan;Städkostnad;1\n".encode("cp1252")
    assert ("unreadable_character", 4, "enhet") in places(data)
    assert ("unreadable_character", 4, "mått") in places(data)


def test_an_unreadable_heading_is_named():
    data = b"m\xe5nad;" + "enhet;mått;värde\n2024-01;Östra skolan;Städad yta;1\n".encode()
    assert ("unreadable_character", 1, "") in places(data)


def test_an_unreadable_character_outside_every_cell_is_an_error_for_the_file():
    data = CLEAN.encode() + "för få ".encode() + b"\xe5\n"
    assert places(data) == [("unreadable_character", 0, ""), ("too_few_fields", 4, "")]


def test_text_encoded_twice_is_a_warning_and_no_new_unit():  # case 10
    data = lines(HEADER, ROW.replace("ä", "Ã¤")).encode()
    assert told_of(data) == [
        ("warning", 0, "", "Å, ä och ö verkar förvanskade: ”LÃ¤rkskolan”."),
        ("error", 2, "enhet", f"Rad 2, kolumnen enhet: enheten ”LÃ¤rkskolan” {UNKNOWN}"),
        ("error", 2, "mått", "Rad 2, kolumnen mått: måttet ”StÃ¤dkostnad” är inte känt."),
    ]
    assert check(data).issues[0].found == "LÃ¤rkskolan"


def test_a_letter_in_two_parts_is_the_same_letter():  # case 11
    assert same_rows(CLEAN.replace("ä", "a\u0308").replace("å", "a\u030a").replace("Ö", "O\u0308"))


def test_a_second_byte_order_mark_is_not_text():  # case 12
    assert same_rows(b"\xef\xbb\xbf\xef\xbb\xbf" + CLEAN.encode())


def test_two_files_joined_show_in_the_second_header():  # case 12
    joined = CLEAN + "\ufeff" + lines(HEADER, "2024-02;Kastanjen;yta;1")
    said = "Rad 4: rubrikerna kommer en gång till, som när två filer har fogats ihop."
    assert told_of(joined) == [("error", 4, "", said)]
