"""The script that Streamlit runs for every visitor and every choice they make."""

from dashboard.parts.frame import Page, show_pages
from kpi.access import Permission

show_pages(
    {
        "Läget": [
            Page("views/overview.py", "Översikt", "oversikt"),
            Page("views/kpi.py", "Nyckeltal", "nyckeltal"),
            Page("views/units.py", "Enheter", "enheter"),
        ],
        "Fördjupning": [
            Page("views/effect.py", "Effekt", "effekt"),
            Page("views/equity.py", "Likvärdighet", "likvardighet"),
            Page("views/links.py", "Samband", "samband"),
        ],
        "Sammanträden": [
            Page("views/meetings.py", "Sammanträden", "sammantraden", Permission.SEE_PUBLISHED),
        ],
        "Data": [
            Page("views/deliver.py", "Lämna fil", "lamna-fil", Permission.SEND_FILES),
            Page("views/deliveries.py", "Leveranser", "leveranser", Permission.SEE_ROWS),
            Page("views/coverage.py", "Täckning", "tackning"),
            Page("views/register.py", "Register", "register"),
            Page("views/definitions.py", "Så räknar vi", "sa-raknar-vi"),
        ],
    },
    owner="Servicenämnden",
)
