"""Does a person's number, or how to reach one, stand in a workbook outside the sheet that is read?

The file is kept as it came, with its other sheets, comments and properties, so the gate must
see those too. Only what cannot be anything else counts: nobody is shown the rest of the file.
"""

from kpi.intake.archive import Attributes
from kpi.intake.contact_data import contacts
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.personal_data import persons
from kpi.intake.workbook import Sheet, Workbook

LONGEST = 64  # characters: kept of a text that comes in pieces


def persons_elsewhere(workbook: Workbook, sheet: Sheet, used: set[int], findings: Findings) -> None:
    """An issue for the first such text; `used` are the shared texts that the sheet shows."""
    others = (text for index, text in enumerate(workbook.texts) if index not in used)
    found = next((text for text in others if _names_one(text)), "")
    read = {sheet.part, workbook.texts_part}
    for part in sorted(workbook.archive.parts - read):
        if found:
            break
        if part.endswith(".xml"):
            found = _in_part(workbook, part)
    if found:
        is_number = any(persons(found))
        rule = Rule.PERSON_NUMBER_ELSEWHERE if is_number else Rule.CONTACT_ELSEWHERE
        findings.add(Issue.of(rule, found=found))


def _in_part(workbook: Workbook, part: str) -> str:
    texts = _Texts()
    for _ in workbook.archive.parse(part, texts):
        if texts.found:
            break
    return texts.found


def _names_one(text: str) -> bool:
    return any(person.certain for person in persons(text)) or any(contacts(text))


class _Texts:
    """The first text between tags that names a person."""

    def __init__(self) -> None:
        self.found = ""
        self._tail = ""

    def start(self, _name: str, _attributes: Attributes) -> None:
        self._tail = ""

    def end(self, _name: str) -> None:
        self._tail = ""

    def text(self, data: str) -> None:
        whole = self._tail + data
        if _names_one(whole):
            self.found = self.found or whole
        self._tail = whole[-LONGEST:]
