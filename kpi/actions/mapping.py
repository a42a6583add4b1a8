"""Say what an unknown file means, and keep it for next month."""

from dataclasses import dataclass

from kpi.access import Permission, User, require
from kpi.actions.deliver import Previewed, preview_file
from kpi.actions.home import Home
from kpi.catalogue import Layout
from kpi.intake import Known, guess_layout
from kpi.intake.choices import MAPPED
from kpi.intake.first_rows import Beginning, first_rows
from kpi.intake.guess import Guesses, guess
from kpi.intake.how import How
from kpi.intake.layout_text import read_layout
from kpi.intake.limits import PAGE_LIMITS
from kpi.wording.table_file import table_file

REGISTER = "layouts"


@dataclass(frozen=True, slots=True)
class Looked:
    """How a file begins, and what its columns may mean."""

    beginning: Beginning
    guesses: Guesses


def look_at_file(
    home: Home, user: User, upload: bytes, name: str, how: How, *, sheet: str | None, as_of: int
) -> Looked:
    """How a file begins when it is read as chosen, and our guesses for the rest."""
    require(user, Permission.SEND_FILES)
    catalogue = home.file_catalogue(as_of)
    beginning = first_rows(upload, catalogue, how, sheet=sheet, limits=PAGE_LIMITS)
    known = Known(units=home.store.register("units", as_of).select("unit", "name"))
    return Looked(beginning, guess(beginning, name, catalogue, known))


def mapped_layout(home: Home, text: str, *, as_of: int) -> Layout | list[str]:
    """The layout of what was chosen, to try a file by; or everything that is wrong with it."""
    return read_layout(MAPPED, text, home.catalogue(as_of))


def preview_saving(home: Home, user: User, layout_id: str, text: str) -> Previewed:
    """What saving a layout would do: it is sent as a file of the register `layouts`."""
    upload = table_file(["layout", "innehåll"], [[layout_id, text]])
    return preview_file(home, user, upload, f"{layout_id}.csv", layout=REGISTER)


def is_recognised(
    home: Home, header: tuple[str, ...], layout_id: str, text: str, *, as_of: int
) -> bool:
    """Whether a file with these headings would be read by the layout once it is saved."""
    catalogue = home.file_catalogue(as_of)
    layout = read_layout(layout_id, text, catalogue)
    if not isinstance(layout, Layout):
        return False
    layouts = {**catalogue.layouts, layout_id: layout}
    saved = {*catalogue.saved, layout_id}
    found = guess_layout(header, layouts.values(), catalogue.measures.values(), saved)
    return found is layout
