"""A layout for something that the ledger does not keep is a mistake in the catalogue."""

import pytest

from kpi.actions.layouts import demand_kinds
from kpi.catalogue import Layout, parse, read_texts
from kpi.errors import CatalogueError
from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import Town
from tests.builders_facts import catalogue

ODD = 'title = "Udda"\nkind = "invoices"\nshape = "register"\n[columns.x]\nname = "x"\n'


def mistakes(*columns: str, kind: str, shape: str = "register") -> list[str]:
    given = {name: {"name": name} for name in columns}
    layout = Layout(id="udda", title="Udda", kind=kind, shape=shape, columns=given)
    try:
        demand_kinds(catalogue().model_copy(update={"layouts": {"udda": layout}}))
    except CatalogueError as error:
        return str(error).splitlines()
    return []


def test_the_shipped_layouts_fit():
    demand_kinds(parse(read_texts(SHIPPED_CATALOGUE)))


@pytest.mark.parametrize("kind", ["invoices", "catalogue", "withdrawal"])
def test_a_kind_that_is_not_sent_in_files_is_named_beside_those_that_are(kind):
    (said,) = mistakes("kpi", kind=kind)
    start = f"layouts/udda.toml, nyckeln kind: kan inte vara ”{kind}”; välj bland measures, units, "
    assert said.startswith(start)
    assert not said.endswith("catalogue")


def test_only_measures_have_a_column_or_a_row_each():
    columns = ("unit", "month")
    assert mistakes(*columns, kind="measures", shape="wide") == []
    assert mistakes(*columns, kind="units", shape="wide") == [
        "layouts/udda.toml, nyckeln kind: kan inte vara ”units”; välj bland measures"
    ]


def test_every_field_must_be_the_kinds_and_no_key_may_lack():
    assert mistakes("kpi", "month", "removed", kind="waves") == []
    assert mistakes("kpi", "name", "color", kind="waves") == [
        "layouts/udda.toml, nyckeln columns.color: waves har inget fält som heter så",
        "layouts/udda.toml, nyckeln columns: saknar month",
    ]


def test_such_a_catalogue_opens_no_home(tmp_path, definitions):
    (definitions / "layouts/udda.toml").write_text(ODD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"layouts/udda\.toml, nyckeln kind"):
        Town(tmp_path / "home", catalogue=definitions)
