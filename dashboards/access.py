"""Who may reach what: roles, the classification every route, callback and page must carry, and who is reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from datasets.catalogue import sources
from datasets.text import Text


class Role(StrEnum):
    """What a person does here."""

    LEADER = "leader"
    ECONOMIST = "economist"
    PLANNER = "planner"
    REVIEWER = "reviewer"
    STEWARD = "steward"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    DEPARTMENT = "department"
    WALL = "wall"


ROLE_NAMES = {
    Role.LEADER: Text("领导", "Leader"),
    Role.ECONOMIST: Text("经济分析人员", "Economist"),
    Role.PLANNER: Text("规划计划人员", "Planner"),
    Role.REVIEWER: Text("项目评审人员", "Project reviewer"),
    Role.STEWARD: Text("数据管理员", "Data steward"),
    Role.OPERATOR: Text("运维人员", "Operator"),
    Role.ADMINISTRATOR: Text("账户管理员", "Administrator of accounts"),
    Role.DEPARTMENT: Text("部门用户", "Department user"),
    Role.WALL: Text("大屏", "Wall screen"),
}


@dataclass(frozen=True)
class Access:
    """A classification: the roles that may come in, or everybody without signing in.

    ``logged`` says that each access is written into the audit trail.
    """

    roles: frozenset[Role]
    public: bool = False
    logged: bool = False

    def admits(self, role: Role | None) -> bool:
        """Return whether somebody of this role, or nobody known (None), may come in."""
        return self.public or role in self.roles


PUBLIC = Access(frozenset(), public=True)
"""Seen before signing in: the sign-in page, its fonts and its style sheet, nothing with data."""

READERS = Access(frozenset(Role) - {Role.WALL})
"""Everybody with an account of one's own."""

SCREENS = Access(frozenset(Role))
"""Everybody signed in, a wall among them: the empty frame, which asks again for what shall stand in it."""

ADMINISTRATORS = Access(frozenset({Role.ADMINISTRATOR}))
"""Those who make and end accounts."""

ENTERPRISES = Access(
    frozenset({Role.LEADER, Role.ECONOMIST, Role.REVIEWER, Role.STEWARD, Role.DEPARTMENT}), logged=True
)
"""Single enterprises: for those who decide, analyse, review or mend; a department sees what it delivered itself."""

PROFILES = Access(ENTERPRISES.roles - {Role.DEPARTMENT}, logged=True)
"""Reports on single enterprises: as above, but no department, for they hold what every department delivered."""

SOURCE_ROWS = Access(frozenset({Role.LEADER, Role.ECONOMIST, Role.STEWARD, Role.DEPARTMENT}), logged=True)
"""The delivered rows behind a number: for those who must answer for it; a department sees its own."""


REVIEWS = Access(frozenset({Role.LEADER, Role.PLANNER, Role.REVIEWER}))
"""Applications and the opinions on them: for those who review, plan and decide; no department sees another's."""

REVIEWERS = Access(frozenset({Role.REVIEWER}))
"""Those who file applications for review and sign decisions against a rule."""


@dataclass(frozen=True)
class Reader:
    """Who looks at a view: a role, and the department (its Chinese name) of a department's user."""

    role: Role | None = None
    department: str = ""

    def may(self, access: Access) -> bool:
        """Return whether the reader may see what is so classified."""
        return access.admits(self.role)

    @property
    def own(self) -> frozenset[str] | None:
        """Return the sources whose rows a department's user may see; None for those who see every department's."""
        if self.role is not Role.DEPARTMENT:
            return None
        return frozenset(key for key, each in sources().items() if each.department.zh == self.department)

    def owns(self, keys: Iterable[str]) -> bool:
        """Return whether rows of all these sources may be shown to the reader."""
        return self.own is None or set(keys) <= self.own


NOBODY = Reader()
"""Who a view is for until somebody is named: sees nothing restricted."""


def departments() -> tuple[str, ...]:
    """Return the Chinese names of the departments that deliver."""
    return tuple(sorted({each.department.zh for each in sources().values()}))
