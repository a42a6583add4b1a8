"""How are the bytes of a file to be split into cells? What a layout says, or somebody chose."""

from dataclasses import dataclass
from typing import Self

from kpi.catalogue.types import Layout


@dataclass(frozen=True, slots=True)
class How:
    """None means as it is found in the file."""

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    decimal: str = "comma"

    @classmethod
    def of(cls, layout: Layout | None) -> Self:
        """What a layout says; nothing without one."""
        if layout is None:
            return cls()
        return cls(layout.encoding, layout.delimiter, layout.header_row, layout.decimal)

    @property
    def mark(self) -> str:
        """What stands before decimals."""
        return "." if self.decimal == "point" else ","
