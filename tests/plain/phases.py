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
