"""The commands of operators: accounts and serving."""

from typing import Annotated

import typer

import dashboards
import datasets
from datasets.terminal import home, say

app = typer.Typer()
users_app = typer.Typer(help=say("账户", "Accounts"), no_args_is_help=True)
app.add_typer(users_app, name="users")


@users_app.command("add", help=say("新建账户并打印一次性密码", "Create an account; prints a one-time password"))
def users_add(name: str, role: str = "leader") -> None:
    """Create a local account."""
    from dashboards import accounts

    print(accounts.create_user(home(), name, role))


@app.command(help=say("启动驾驶舱", "Serve the dashboards"))
def serve(port: Annotated[int | None, typer.Option(min=1, max=65535)] = None) -> None:
    """Serve on loopback until stopped; print the address once the port is open."""
    number = port or datasets.settings().port
    dashboards.serve(home(), number, ready=lambda: print(f"http://127.0.0.1:{number}", flush=True))
