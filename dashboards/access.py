"""Who may reach what: roles, and the classification every route, callback and page must carry."""

from dataclasses import dataclass
from enum import StrEnum

from datasets.text import Text


class Role(StrEnum):
    """What a person does here."""

    LEADER = "leader"
    ECONOMIST = "economist"
    PLANNER = "planner"
    REVIEWER = "reviewer"
    STEWARD = "steward"
    OPERATOR = "operator"


ROLE_NAMES = {
    Role.LEADER: Text("领导", "Leader"),
    Role.ECONOMIST: Text("经济分析人员", "Economist"),
    Role.PLANNER: Text("规划计划人员", "Planner"),
    Role.REVIEWER: Text("项目评审人员", "Project reviewer"),
    Role.STEWARD: Text("数据管理员", "Data steward"),
    Role.OPERATOR: Text("运维人员", "Operator"),
}


@dataclass(frozen=True)
class Access:
    """A classification: the roles that may come in, or everybody without signing in."""

    roles: frozenset[Role]
    public: bool = False

    def admits(self, role: Role | None) -> bool:
        """Return whether somebody of this role, or nobody known (None), may come in."""
        return self.public or role in self.roles


PUBLIC = Access(frozenset(), public=True)
"""Seen before signing in: the sign-in page, its fonts and its style sheet, nothing with data."""

READERS = Access(frozenset(Role))
"""Everybody with an account."""
