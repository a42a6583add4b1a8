"""Who may do what, as a table: a role a row, a permission a column."""

import pytest

from kpi.access import Permission, Role, User, require
from kpi.errors import NotAllowed

#                    published figures rows  send  administer
MAY = {
    Role.COMMITTEE: (True, False, False, False, False),
    Role.READER: (True, True, False, False, False),
    Role.OWNER: (True, True, False, False, False),
    Role.ANALYST: (True, True, True, True, False),
    Role.ADMIN: (True, True, True, True, True),
}
CASES = [
    (role, permission, may)
    for role, answers in MAY.items()
    for permission, may in zip(Permission, answers, strict=True)
]


def test_the_table_has_every_role():
    assert MAY.keys() == set(Role)


@pytest.mark.parametrize(("role", "permission", "may"), CASES)
def test_a_role_may_what_the_table_says(role, permission, may):
    user = User("Anna", role)
    if may:
        require(user, permission)
    else:
        with pytest.raises(NotAllowed, match=rf"^Rollen {role.value} får inte [a-zåäö ]+\.$"):
            require(user, permission)


def test_the_refusal_says_what_and_for_whom():
    with pytest.raises(NotAllowed) as refused:
        require(User("Anna", Role.READER), Permission.SEND_FILES)
    assert str(refused.value) == "Rollen läsare får inte lämna eller ångra filer."
