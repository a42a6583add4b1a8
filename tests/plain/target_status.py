"""Is the target reached, the dull way: one series at a time, from its rows and its last point."""


def statuses(rows, charted, summary):
    """series -> target, target_decided, goal, tolerance, target_status.

    rows: what was charted, with target, target_decided and tolerance; charted: its points;
    summary: the answer of each series.
    """
    return {line["series"]: status(line, rows, charted) for line in summary}


def status(line, rows, charted):
    mine = sorted(
        (row for row in rows if row["series"] == line["series"]), key=lambda row: row["month"]
    )
    month = line["month"] or mine[-1]["month"]
    row = next(row for row in mine if row["month"] == month)
    point = next(p for p in charted if (p["series"], p["month"]) == (line["series"], month))
    goal, value = point["target"], line["value"]
    tolerance = row["tolerance"]
    based = any(each["base"] for each in mine if each["phase"] == line["phase"])
    if tolerance is None and based and goal is not None and line["centre"] is not None:
        tolerance = abs(goal - line["centre"]) * 0.05
    if tolerance is not None and tolerance < 0:
        tolerance = 0.0
    answer = {
        "target": row["target"],
        "target_decided": bool(row["target_decided"]),
        "goal": goal,
        "tolerance": tolerance,
    }
    return answer | {"target_status": word(answer, value, row["better"])}


def word(answer, value, better):
    if not answer["target_decided"]:
        return None
    goal = answer["goal"]
    if goal is None or value is None or better == "neither":
        return "unknown"
    missing = goal - value if better == "higher" else value - goal
    least = 1e-12 * max(abs(goal), abs(value))
    if missing <= least:
        return "met"
    return "partly" if missing <= (answer["tolerance"] or 0) + least else "not_met"
