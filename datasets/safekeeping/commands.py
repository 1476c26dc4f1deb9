"""The commands of operators about backups."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from datasets import audit
from datasets.console.terminal import home, note, say

app = typer.Typer()

Keys = Annotated[
    Path | None,
    typer.Option("--keys", help=say("密钥另放的目录（可移动介质）", "where the keys are kept apart")),
]


@app.command(help=say("备份主目录到 INTO 下的新目录", "Back the home up into a new folder below INTO"))
def backup(into: Path, keys: Keys = None) -> None:
    """Write a backup and print its folder; without --keys say that the keys are not in it."""
    from datasets.safekeeping import backup as write

    made = write(home(), into, keys=keys)
    size = f"{made.bytes / 1024**2:,.1f} MB"
    note(say(f"{made.files} 个文件，{size}", f"{made.files} files, {size}"))
    if made.keys is None:
        note(
            say(
                "密钥不在其中：没有密钥，恢复后无法核对审计、签名和认出人员。请用 --keys 另存一份。",
                "The keys are not in it: without them a restored home can neither verify its audit trail nor sign, nor "
                "name persons as before. Keep them with --keys.",
            )
        )
    print(made.folder)


@app.command(help=say("从备份恢复到空的主目录", "Restore a backup into an empty home"))
def restore(
    folder: Path,
    keys: Annotated[
        Path | None, typer.Option("--keys", help=say("同名的密钥备份", "the backup of its keys, of the same name"))
    ] = None,
    only_check: Annotated[
        bool, typer.Option("--check", help=say("只核对备份是否完好", "only check that it is whole"))
    ] = False,
) -> None:
    """Read every file against its hash; then make a home of them and print it."""
    from datasets.safekeeping import check
    from datasets.safekeeping import restore as bring_back

    if only_check:
        count = check(folder) + (check(keys) if keys else 0)
        print(say(f"完好，{count} 个文件", f"whole, {count} files"))
        return
    missing = bring_back(folder, home(), keys=keys)
    if "audit_key" not in missing:
        audit.record(home(), getpass.getuser(), "restore", folder.name)
    if missing:
        zh, en = "、".join(missing), ", ".join(missing)
        note(say(f"其中没有这些密钥（原来就没有的不必管）：{zh}", f"Without these keys (some a home never had): {en}"))
    note(say("请运行 jingwei doctor 核对。", "Now run jingwei doctor."))
    print(home())
