"""Small catalogues, layouts and files to check, built as text in the test that reads them."""

from datetime import date

import polars as pl

from kpi.catalogue.types import Catalogue, Kpi, Layout, Measure
from kpi.intake.issue import Issue
from kpi.intake.read import read
from kpi.intake.resolve import Known
from kpi.intake.validate import Checked, validate
from kpi.wording.issues import issue_sentence

MEASURES = {
    "cleaning_cost": {"title": "Städkostnad", "unit": "kr"},
    "cleaned_area_m2": {"title": "Städad yta", "unit": "m²", "aliases": ["yta", "städyta"]},
    "portions_served": {"title": "Serverade portioner", "unit": "st", "largest": "1000000"},
    "nki": {"title": "Nöjdhet", "unit": "betyg", "smallest": "1", "largest": "5"},
    "credit": {"title": "Krediterat", "unit": "kr", "may_be_negative": True},
}

LONG = Layout.model_validate(
    {
        "id": "long",
        "title": "En rad per värde",
        "kind": "measures",
        "shape": "long",
        "columns": {
            "month": {"name": "månad", "aliases": ["manad", "period"]},
            "unit": {"name": "enhet", "aliases": ["enhetsnamn"]},
            "measure": {"name": "mått", "aliases": ["matt"]},
            "value": {"name": "värde", "aliases": ["varde", "antal"]},
            "removed": {"name": "bort", "required": False},
        },
        "missing": ["ej rapporterat"],
    }
)
WIDE = Layout.model_validate(
    {
        "id": "wide",
        "title": "En kolumn per mått",
        "kind": "measures",
        "shape": "wide",
        "columns": {
            "month": {"name": "månad", "aliases": ["manad"]},
            "unit": {"name": "enhet"},
            "removed": {"name": "bort", "required": False},
        },
    }
)
DAILY = Layout.model_validate(
    {
        "id": "daily",
        "title": "Portioner per dag",
        "kind": "measures",
        "shape": "wide",
        "columns": {
            "month": {"name": "datum"},
            "unit": {"name": "enhet"},
            "removed": {"name": "bort", "required": False},
        },
        "measures": {
            "portions_served": {"name": "portioner"},
            "credit": {"name": "kredit", "required": False},
        },
        "ignore": ["typ"],
        "aggregate": "sum",
    }
)
POINT = LONG.model_copy(update={"id": "point", "decimal": "point", "delimiter": ","})
UNITS = Layout.model_validate(
    {
        "id": "units",
        "title": "Enheter",
        "kind": "units",
        "shape": "register",
        "columns": {
            "unit": {"name": "enhet"},
            "name": {"name": "namn"},
            "area": {"name": "område", "required": False},
            "role": {
                "name": "roll",
                "required": False,
                "choices": {"pilot": "pilot", "jämförelse": "comparison"},
            },
            "valid_from": {"name": "från", "required": False},
            "lat": {"name": "lat", "required": False},
            "removed": {"name": "bort", "required": False},
        },
    }
)
CLOSED = Layout.model_validate(
    {
        "id": "closed",
        "title": "Stängda månader",
        "kind": "closed_months",
        "shape": "register",
        "columns": {
            "unit": {"name": "enhet", "required": False},
            "unit_type": {"name": "enhetstyp", "required": False},
            "month": {"name": "månad"},
            "reason": {"name": "orsak"},
        },
    }
)
BASELINES = Layout.model_validate(
    {
        "id": "baselines",
        "title": "Baslinjer",
        "kind": "baselines",
        "shape": "register",
        "columns": {
            "kpi": {"name": "nyckeltal"},
            "scope": {"name": "gäller", "required": False},
            "first_month": {"name": "första månad"},
            "as_of": {"name": "leverans", "required": False},
            "locked_on": {"name": "låst", "required": False},
        },
    }
)
SELECTED = Layout.model_validate(
    {
        "id": "selected",
        "title": "Bärande nyckeltal",
        "kind": "selected_kpis",
        "shape": "register",
        "columns": {"pilot": {"name": "pilot"}, "kpi": {"name": "nyckeltal"}},
    }
)
MONTHS = Layout.model_validate(
    {
        "id": "area",
        "title": "Städad yta per månad",
        "kind": "measures",
        "shape": "months",
        "measure": "cleaned_area_m2",
        "columns": {"unit": {"name": "enhet"}, "removed": {"name": "bort", "required": False}},
    }
)
# Everything else that a layout may say, at once.
SHORT = Layout.model_validate(
    {
        **LONG.model_dump(),
        "id": "short",
        "period": date(2024, 1, 1),
        "columns": {field: each for field, each in LONG.columns.items() if field != "month"},
        "factors": {"cleaning_cost": "1000", "cleaned_area_m2": "0.01"},
        "header_row": 1,
        "skip": ["Summa*", "* *", "x"],
    }
)
LAYOUTS = (LONG, WIDE, DAILY, UNITS, CLOSED, BASELINES, SELECTED)

KPI = Kpi.model_validate(
    {
        "id": "cleaning_cost_m2",
        "title": "Lokalvård, kostnad per städad yta",
        "short_name": "Lokalvård per yta",
        "why": "Det är piloten till för.",
        "service": "cleaning",
        "source": "Ekonomisystemet",
        "perspective": "cost",
        "formula": "ratio",
        "numerator": ["cleaning_cost"],
        "denominator": ["cleaned_area_m2"],
        "unit": "kr/m²",
        "decimals": 1,
        "better": "lower",
        "frequency": "monthly",
        "chart": "xmr",
        "effect_scale": "log",
        "review": {
            "owner": "Ekonomen",
            "written": date(2026, 1, 1),
            "checked": date(2026, 1, 1),
            "checked_by": "Controller",
            "next": date(2027, 1, 1),
        },
        "definition": [{"valid_from": date(2021, 8, 1), "text": "Kostnad per yta."}],
    }
)
CATALOGUE = Catalogue(
    measures={
        key: Measure.model_validate({"id": key, "service": "cleaning", "decimals": 2, **measure})
        for key, measure in MEASURES.items()
    },
    kpis={KPI.id: KPI},
    layouts={layout.id: layout for layout in LAYOUTS},
    prices={},
)
KNOWN = Known(
    units=pl.DataFrame(
        {
            "unit": ["larkskolan", "kastanjen", "ostra", "vastra", "vastra2"],
            "name": ["Lärkskolan", "Kastanjen", "Östra skolan", "Västra", "Västra"],
        }
    ),
    areas=pl.DataFrame({"area": ["oster"], "name": ["Område Öster"]}),
    pilots=pl.DataFrame({"pilot": ["p1"], "name": [None]}, schema_overrides={"name": pl.String}),
)
HEADER = "månad;enhet;mått;värde"
ROW = "2024-01;Lärkskolan;Städkostnad;1234,50"


def lines(*rows: str) -> str:
    return "".join(f"{row}\r\n" for row in rows)


def check(content: str | bytes, layout: Layout | None = LONG, *, name: str = "fil.csv") -> Checked:
    """Read and check a file the way an action does."""
    data = content if isinstance(content, bytes) else content.encode()
    table = read(data, CATALOGUE, name=name, layout=layout)
    return validate(table, layout, CATALOGUE, KNOWN)


def check_value(value: str, measure: str = "Städkostnad") -> Checked:
    """A file with one value."""
    return check(lines(HEADER, f"2024-01;Lärkskolan;{measure};{value}"))


def the_issue(checked: Checked) -> Issue:
    """The only issue there is."""
    (issue,) = checked.issues
    return issue


def place(issue: Issue) -> tuple[str, int, str]:
    """Which rule, and where."""
    return issue.rule.value, issue.row, issue.column


def told(issue: Issue) -> tuple[str, int, str, str]:
    """All that the sender is told: level, row, column and the sentence."""
    return issue.level.value, issue.row, issue.column, issue_sentence(issue)
