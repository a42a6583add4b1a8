"""What the page of a survey says beside its verdict: who answered, and how sure the index is."""

from dashboard import loaders
from dashboard.parts.kpi_choice import Choice
from kpi.actions.one_kpi import OneKpi
from kpi.catalogue import Catalogue
from kpi.wording.survey import (
    answers_sentence,
    difference_sentences,
    hidden_sentence,
    target_doubt,
)


def survey_lines(seen: OneKpi, choice: Choice, catalogue: Catalogue, version: int) -> list[str]:
    """Sentences for the verdict; of other nyckeltal only why some of their figures are hidden."""
    state = loaders.survey(choice.kpi.id, choice.scope, version)
    said = []
    if state:
        doubt = target_doubt(state, seen.series.reading.target)
        said = [answers_sentence(state), doubt, *difference_sentences(state)]
    hidden = hidden_sentence(seen.kpi, seen.series.points, catalogue)
    return [" ".join(filter(None, said)), hidden]
