"""Does a person's number stand in a workbook outside the sheet that is read?

The file is kept as it came, with its other sheets, comments and properties, so the gate must
see those too. Only what cannot be anything else counts: nobody is shown the rest of the file.
"""

from kpi.intake.archive import Attributes
from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.personal_data import persons
from kpi.intake.workbook import Sheet, Workbook

LONGEST_NUMBER = 24  # characters: kept of a text that comes in pieces


def persons_elsewhere(workbook: Workbook, sheet: Sheet, used: set[int], findings: Findings) -> None:
    """An issue for the first such number; `used` are the shared texts that the sheet shows."""
    others = (text for index, text in enumerate(workbook.texts) if index not in used)
    found = next((text for text in others if _certain(text)), "")
    read = {sheet.part, workbook.texts_part}
    for part in sorted(workbook.archive.parts - read):
        if found:
            break
        if part.endswith(".xml"):
            found = _in_part(workbook, part)
    if found:
        findings.add(Issue.of(Rule.PERSON_NUMBER_ELSEWHERE, found=found))


def _in_part(workbook: Workbook, part: str) -> str:
    texts = _Texts()
    for _ in workbook.archive.parse(part, texts):
        if texts.found:
            break
    return texts.found


def _certain(text: str) -> bool:
    return any(person.certain for person in persons(text))


class _Texts:
    """The first text between tags that holds a person's number."""

    def __init__(self) -> None:
        self.found = ""
        self._tail = ""

    def start(self, _name: str, _attributes: Attributes) -> None:
        self._tail = ""

    def end(self, _name: str) -> None:
        self._tail = ""

    def text(self, data: str) -> None:
        whole = self._tail + data
        if _certain(whole):
            self.found = self.found or whole
        self._tail = whole[-LONGEST_NUMBER:]
