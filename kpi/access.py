"""Who may do what. Roles are looked up by the caller; every verb in `actions` asks here first."""

from dataclasses import dataclass
from enum import StrEnum, auto

from kpi.errors import NotAllowed


class Role(StrEnum):
    READER = "läsare"
    COMMITTEE = "nämnd"
    ANALYST = "analytiker"
    OWNER = "ansvarig"
    ADMIN = "admin"


class Permission(StrEnum):
    SEE_PUBLISHED = auto()
    SEE_FIGURES = auto()
    SEE_ROWS = auto()
    SEND_FILES = auto()
    ADMINISTER = auto()


_FIGURES = frozenset({Permission.SEE_PUBLISHED, Permission.SEE_FIGURES})
_DATA = _FIGURES | {Permission.SEE_ROWS, Permission.SEND_FILES}

GRANTED: dict[Role, frozenset[Permission]] = {
    Role.COMMITTEE: frozenset({Permission.SEE_PUBLISHED}),
    Role.READER: _FIGURES,
    Role.OWNER: _FIGURES,
    Role.ANALYST: _DATA,
    Role.ADMIN: _DATA | {Permission.ADMINISTER},
}

_DOING = {
    Permission.SEE_PUBLISHED: "se publicerade underlag",
    Permission.SEE_FIGURES: "se nyckeltalen",
    Permission.SEE_ROWS: "se inlämnade rader och filer",
    Permission.SEND_FILES: "lämna eller ångra filer",
    Permission.ADMINISTER: "sköta installationen",
}


@dataclass(frozen=True, slots=True)
class User:
    """A person as the ledger names them, and the role they act in."""

    name: str
    role: Role


def require(user: User, permission: Permission) -> None:
    """Return if the user's role includes the permission, else raise NotAllowed."""
    if permission not in GRANTED[user.role]:
        raise NotAllowed(f"Rollen {user.role.value} får inte {_DOING[permission]}.")
