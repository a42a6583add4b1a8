"""For how long has a series said what it says? Month by month backwards, with a loop."""


def lit_since(months):
    """months: dicts with month, value, phase, signal, side, in order of month."""
    valued = [each for each in months if each["value"] is not None]
    since = None
    for each in reversed(valued):
        last = valued[-1]
        same = each["side"] == last["side"] and each["phase"] == last["phase"]
        if each["signal"] in (None, "none") or not same:
            break
        since = each["month"]
    return since


def missed_since(months):
    """months: dicts with month, value, better and target."""
    since = None
    for each in reversed([each for each in months if each["value"] is not None]):
        value, target, better = each["value"], each["target"], each["better"]
        if target is None or better == "neither":
            break
        if not (value > target if better == "lower" else value < target):
            break
        since = each["month"]
    return since


def lit_lately(months, *, after, latest):
    """The months themselves that are lit, not the baseline's, and later than `after`."""
    valued = [each for each in months if each["value"] is not None]
    found = []
    for each in valued[-latest:]:
        lit = each["signal"] not in (None, "none") and not each["base"]
        if lit and (after is None or each["month"] > after):
            found.append(each["month"])
    return found
