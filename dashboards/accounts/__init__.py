"""Accounts: who may sign in, with what, for how long, and what they did."""

from dashboards.accounts.invitations import accept, invite, invited
from dashboards.accounts.ledger import prepare
from dashboards.accounts.people import (
    Account,
    Standing,
    accounts,
    change_password,
    create_user,
    demo_credentials,
    disable,
    keep_outside,
    set_role,
    state_of,
    unlock,
)
from dashboards.accounts.sessions import (
    SESSION_SECONDS,
    WALL_SECONDS,
    Refusal,
    User,
    begin,
    end_all,
    sign_in,
    sign_out,
    user_of,
)
from datasets.audit import record

__all__ = [
    "SESSION_SECONDS",
    "WALL_SECONDS",
    "Account",
    "Refusal",
    "Standing",
    "User",
    "accept",
    "accounts",
    "begin",
    "change_password",
    "create_user",
    "demo_credentials",
    "disable",
    "end_all",
    "invite",
    "invited",
    "keep_outside",
    "prepare",
    "record",
    "set_role",
    "sign_in",
    "sign_out",
    "state_of",
    "unlock",
    "user_of",
]
