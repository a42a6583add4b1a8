"""Which phase is each row in? One row at a time, with loops and dicts (methods §6)."""


def phases(rows, starts):
    """(series, month) -> (phase, why it begins), for rows (series, month) and starts
    (series, month, why)."""
    answer = {}
    for series in {name for name, _ in rows}:
        phase, passed = 1, set()
        for at, month in enumerate(sorted(m for name, m in rows if name == series)):
            begun = {(m, why) for name, m, why in starts if name == series and m <= month}
            new = begun - passed
            passed = begun
            if at == 0 or not new:
                answer[series, month] = phase, None
                continue
            phase += 1
            latest = max(m for m, _ in new)
            whys = {why for m, why in begun if m == latest}
            answer[series, month] = phase, "definition" if "definition" in whys else "decision"
    return answer


def suggested(points):
    """series -> (first month, points) of a shift that goes on; points are dicts, in order."""
    answer = {}
    for series in {point["series"] for point in points}:
        mine = [point for point in points if point["series"] == series]
        mine = [p for p in mine if p["phase"] == mine[-1]["phase"] and p["value"] is not None]
        if not mine or mine[-1]["status"] in {"too_short", "preliminary"}:
            continue
        sides = []
        for point in reversed(mine):
            off = point["value"] - point["centre"]
            side = 0 if abs(off) < 1e-9 else 1 if off > 0 else -1
            if side == 0 or (sides and side != sides[-1]):
                break
            sides.append(side)
        if len(sides) >= 8:
            answer[series] = (mine[-len(sides)]["month"], len(sides))
    return answer
