"""How much is taken in at most?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    bytes: int = 10_000_000
    columns: int = 200
    rows: int = 1_000_000
    cell: int = 32_767  # characters: what a spreadsheet's cell holds
    first_line: int = 65_536  # characters: looked at before anything is split
    # What a workbook may come to when it is unpacked: bytes of XML, characters of text, cells.
    unpacked: int = 200_000_000
    cells: int = 2_000_000


PAGE_LIMITS = Limits()  # also by HTTP
CLI_LIMITS = Limits(bytes=200_000_000, unpacked=2_000_000_000, cells=20_000_000)
