"""The commands of operators and administrators: accounts, the audit trail and serving."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

import dashboards
import datasets
from dashboards.watch.commands import app as warnings_app
from datasets.console.terminal import Format, Shape, home, language, note, print_frame, say

app = typer.Typer()
users_app = typer.Typer(help=say("账户", "Accounts"), no_args_is_help=True)
app.add_typer(users_app, name="users")
app.add_typer(warnings_app, name="warnings")

RoleWord = Annotated[str, typer.Option("--role", help=say("角色", "the role"))]
Department = Annotated[str, typer.Option(help=say("部门用户所属部门的中文名", "its Chinese name"))]


@users_app.command("list", help=say("列出账户", "List the accounts"))
def users_list(shape: Shape = Format.TABLE) -> None:
    """Print every account: who, what, from where, its state, its open sessions and when it last came in."""
    from dashboards import accounts
    from dashboards.accounts import state_of

    rows = [
        {
            "name": each.name,
            "role": each.standing.role.value,
            "department": each.standing.department,
            "post": each.standing.post,
            "rank": each.standing.rank,
            "duty": each.standing.duty,
            "origin": each.origin,
            "state": state_of(each),
            "sessions": each.sessions,
            "last_sign_in": _moment(each.signed_in_at),
        }
        for each in accounts.accounts(home())
    ]
    columns = ["name", "role", "department", "post", "rank", "duty", "origin", "state", "sessions", "last_sign_in"]
    print_frame(pd.DataFrame(rows, columns=columns), shape)


@users_app.command("add", help=say("新建账户并打印一次性密码", "Create an account; prints a one-time password"))
def users_add(name: str, role: RoleWord = "leader", department: Department = "") -> None:
    """Create a local account, or reset one; the password is good for three days."""
    from dashboards import accounts

    print(accounts.create_user(home(), name, role, department))


@users_app.command("invite", help=say("打印一次性邀请链接", "Print a link that works once"))
def users_invite(
    name: str,
    role: RoleWord = "leader",
    department: Department = "",
    address: Annotated[str | None, typer.Option(help=say("服务的地址", "the address people open"))] = None,
) -> None:
    """Print the link by which somebody chooses a password; it is good for three days."""
    from dashboards import accounts

    base = address or f"http://127.0.0.1:{datasets.settings().port}"
    print(f"{base.rstrip('/')}/invitation/{accounts.invite(home(), name, role, department)}")


@users_app.command("role", help=say("更换角色，立即生效", "Give another role, which holds at once"))
def users_role(
    name: str,
    role: str,
    department: Department = "",
    post: Annotated[str | None, typer.Option(help=say("职务", "the post"))] = None,
    rank: Annotated[str | None, typer.Option(help=say("职级", "the rank"))] = None,
    duty: Annotated[str | None, typer.Option(help=say("职责", "the duty"))] = None,
) -> None:
    """Change a role without a restart, and what is said of the person where it is given."""
    from dashboards import accounts

    accounts.set_role(home(), name, role, department, post=post, rank=rank, duty=duty)


@users_app.command("end", help=say("结束一个人的全部会话", "End every session of a person"))
def users_end(name: str) -> None:
    """End the sessions of an account, wherever they are open."""
    from dashboards import accounts

    accounts.end_all(home(), name)


@users_app.command("disable", help=say("停用账户并结束其会话", "Let somebody in no more; ends their sessions"))
def users_disable(name: str) -> None:
    """Disable an account."""
    from dashboards import accounts

    accounts.disable(home(), name)


@users_app.command("unlock", help=say("解除锁定或停用", "Lift a lock or a disabling"))
def users_unlock(name: str) -> None:
    """Forget failed attempts and lift a disabling."""
    from dashboards import accounts

    accounts.unlock(home(), name)


@app.command(help=say("审计：谁看了、改了什么", "Audit: who saw or changed what"))
def audit(
    who: Annotated[str | None, typer.Option(help=say("用户", "a user"))] = None,
    action: Annotated[str | None, typer.Option(help=say("动作", "an action"))] = None,
    most: Annotated[int, typer.Option(min=1, help=say("最多行数", "lines at most"))] = 50,
    verify: Annotated[bool, typer.Option(help=say("核对封签链", "check the chain of seals"))] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the latest lines of the audit trail; with --verify, whether every line is as it was written."""
    from datasets import audit as trail

    if verify:
        _verify(home())
        return
    rows = [
        {
            "line": each.id,
            "at": _moment(each.at),
            "name": each.name,
            "action": each.action,
            "detail": each.detail,
        }
        for each in trail.entries(home(), who, action, most)
    ]
    print_frame(pd.DataFrame(rows, columns=["line", "at", "name", "action", "detail"]), shape)


@app.command(help=say("启动驾驶舱", "Serve the dashboards"))
def serve(ctx: typer.Context, port: Annotated[int | None, typer.Option(min=1, max=65535)] = None) -> None:
    """Serve on loopback until stopped; print the address once the port is open.

    The front door hands in the press as the context's object.
    """
    number = port or datasets.settings().port
    dashboards.serve(home(), number, press=ctx.obj, ready=lambda: print(f"http://127.0.0.1:{number}", flush=True))


def _moment(at: float | None) -> str:
    return "" if at is None else dt.datetime.fromtimestamp(at, dt.UTC).isoformat(timespec="seconds")


def _verify(state: Path) -> None:
    from datasets.audit import verify

    found = verify(state)
    if found.broken is not None:
        text = datasets.Text(
            f"第 {found.broken} 行被改动，或其前有行被删去；此前 {found.lines} 行完好。",
            f"Line {found.broken} was altered, or lines before it were removed; the {found.lines} before it hold.",
        )
        note(text.in_language(language()))
        raise typer.Exit(1)
    print(say(f"{found.lines} 行完好，末行封签 {found.seal}", f"{found.lines} lines hold; last seal {found.seal}"))
