"""What a nyckeltal's file says beside its formula: the meaning, who answers for it, its survey and
what belongs with it."""

from datetime import date

from pydantic import ValidationInfo, field_validator

from kpi.catalogue.fields import Day, Frozen, Id, Words


class Definition(Frozen):
    """What the KPI means in words, from a month on."""

    valid_from: Day
    text: Words

    @field_validator("valid_from")
    @classmethod
    def _a_month(cls, valid_from: date) -> date:
        if valid_from.day != 1:
            raise ValueError("ska vara den första dagen i en månad")
        return valid_from


class Review(Frozen):
    owner: Words
    written: Day
    checked: Day
    checked_by: Words  # a role, and not the owner's own
    next: Day

    @field_validator("checked")
    @classmethod
    def _after_written(cls, checked: date, info: ValidationInfo) -> date:
        if checked < info.data.get("written", checked):
            raise ValueError("får inte vara före written")
        return checked

    @field_validator("next")
    @classmethod
    def _after_checked(cls, following: date, info: ValidationInfo) -> date:
        if following <= info.data.get("checked", date.min):
            raise ValueError("ska vara efter checked")
        return following


class Survey(Frozen):
    """What else units send of a survey, beside the index and how many answered (methods §15)."""

    invited: Id  # the measure of how many were asked
    spread: Id  # the measure of the answers' standard deviation, in the index' own points


class Link(Frozen):
    """A quality that is read with a cost, and the volume that both are of (methods §9)."""

    quality: Id  # a nyckeltal with a direction
    volume: Id  # the measure; what one of the two divides by
