"""Season the dull way: one calendar month at a time, with loops and dicts."""

from math import sqrt


def mean(numbers):
    return sum(numbers) / len(numbers)


def without(rows):
    """The rows with adjusted values, and each row's season: times, plus, widen, known."""
    if not any(row["base"] for row in rows):
        inside = [True] * len(rows)
    else:
        inside = [row["base"] for row in rows]
    base = [row for row, within in zip(rows, inside, strict=True) if within]
    values = [row["value"] for row in base if row["value"] is not None]
    years = len(base) // 12
    known = years >= 2 and bool(values)
    adjusted, seasons = [], []
    for row, within in zip(rows, inside, strict=True):
        season = {"times": 1.0, "plus": 0.0, "widen": None, "known": known}
        if known:
            same = [
                each["value"]
                for each in base
                if each["month"].month == row["month"].month and each["value"] is not None
            ]
            season["widen"] = sqrt(years / (years - 1))
            if not within:
                season["widen"] *= sqrt(1 + 1 / years)
            if not same:
                season["times"] = None
            elif min(values) <= 0:
                season["plus"] = mean(same) - mean(values)
            else:
                share = mean(same) / mean(values)
                season["times"] = share if share >= 0.10 else None
        value = row["value"]
        if value is not None:
            value = season["times"] and (value - season["plus"]) / season["times"]
        adjusted.append(row | {"value": value})
        seasons.append(season)
    return adjusted, seasons


def widened(limit, seasons):
    known = seasons[0]["known"]
    distances = [
        distance * season["widen"] if distance is not None and known else None
        for distance, season in zip(limit["distances"], seasons, strict=True)
    ]
    status = limit["status"]
    if not known and status != "too_short":
        status = "preliminary"
    return limit | {"distances": distances, "status": status}


def put_back(points, reported, seasons):
    """Value as reported, centre and limits with that month's season, in place."""
    for point, row, season in zip(points, reported, seasons, strict=True):
        if point["value"] is not None:
            point["value"] = row["value"]
        for name in ("centre", "lower", "upper"):
            if season["times"] is None:
                point[name] = None
            elif point[name] is not None:
                point[name] = point[name] * season["times"] + season["plus"]
