"""What a unit's figures were before, once more with loops and dicts."""

from statistics import median

Row = tuple[str, str, int, float]  # unit, measure, months since year 0, value


def with_usual(numbers: list[Row], history: list[Row]) -> list[dict[str, object]]:
    """usual, varies, before, year_before of each number, as `kpi.intake.usual` says."""
    values = {row[:3]: row[3] for row in (*history, *numbers)}
    found = []
    for unit, measure, month, _ in numbers:
        series = {at[2]: value for at, value in values.items() if at[:2] == (unit, measure)}
        earlier = [series[at] for at in sorted(series) if at < month][-12:]
        found.append(
            {
                "usual": median(earlier) if len(earlier) >= 6 else None,
                "varies": len(earlier) >= 2 and min(earlier) < max(earlier),
                "before": series.get(month - 1),
                "year_before": series.get(month - 12),
            }
        )
    return found
