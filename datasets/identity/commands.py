"""The commands on links: what waits, what a steward decides, and how good links are where the truth is known."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import datasets
from datasets.console.terminal import AsOf, Format, Shape, home, print_frame, say, whole
from datasets.errors import DatasetsError
from datasets.text import Text

app = typer.Typer()
links = typer.Typer(no_args_is_help=True, help=say("记录对应：待认定、认定、质量", "Links: queue, decisions, quality"))
app.add_typer(links, name="links")

VERDICTS = {
    "same": (
        "以上两条记录认定为同一主体，下次构建生效。",
        "These two records are of one subject from the next build on.",
    ),
    "different": (
        "以上两条记录认定为不同主体，下次构建生效。",
        "These two records are of different subjects from the next build on.",
    ),
}

Record = Annotated[str, typer.Argument(help=say("来源/流水号", "source/serial"))]
Who = Annotated[
    str,
    typer.Option(default_factory=getpass.getuser, help=say("谁认定的，默认登录名", "who decides; default your login")),
]
Why = Annotated[str, typer.Option(help=say("依据", "why"))]


@links.command(help=say("列出待人工认定的记录", "List the records that wait for a steward"))
def review(as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print the pairs of records about organisations that nobody was sure about, records of one source together."""
    snapshot = whole(as_of)
    print_frame(snapshot.query("FROM base_legal_entities__link_review").to_pandas(), shape)


@links.command(help=say("认定两条记录为同一主体", "Decide that two records are of one subject"))
def accept(left: Record, right: Record, why: Why, who: Who) -> None:
    """Append the decision to the file of overrides; the next build follows it."""
    _decide(left, right, "same", who, why)


@links.command(help=say("认定两条记录为不同主体", "Decide that two records are of different subjects"))
def reject(left: Record, right: Record, why: Why, who: Who) -> None:
    """Append the decision to the file of overrides; the next build follows it."""
    _decide(left, right, "different", who, why)


@links.command(help=say("对照真值报告记录对应的质量", "Report the quality of links against a known truth"))
def report(
    truth: Annotated[list[Path], typer.Option(help=say("真值目录，可重复", "a folder of truth; may be repeated"))],
    subject: Annotated[str, typer.Option(help="entity | person")] = "entity",
) -> None:
    """Link the extracts beside each folder of truth anew, and print precision and recall over pairs of records."""
    from datasets.identity.truth import linked_quality

    for folder in truth:
        found = linked_quality(folder.resolve().parent, folder, subject)
        print(
            f"{folder.resolve().parent.name}  {subject}  {found.records} records  {found.true_pairs} true pairs  "
            f"precision {found.precision:.6f}  recall {found.recall:.6f}  F1 {found.f1:.6f}"
        )


def _decide(left: str, right: str, verdict: str, who: str, why: str) -> None:
    from datasets.identity.known import known
    from datasets.identity.overrides import Override, add_override, overrides_file

    snapshot = datasets.open_snapshot(home())
    both = [known(snapshot, _key(each)) for each in (left, right)]
    when = datetime.now(UTC).isoformat(timespec="seconds")
    decision = Override(left=_key(left), right=_key(right), verdict=verdict, who=who, when=when, why=why)
    add_override(home(), decision)
    for each, written in zip(both, (left, right), strict=True):
        print(each or written)
    print(say(*VERDICTS[verdict]))
    print(overrides_file(home()))


def _key(written: str) -> tuple[str, str]:
    source, slash, serial = written.partition("/")
    if not slash or source not in datasets.sources() or not serial:
        raise DatasetsError(Text(f"{written} 不是“来源/流水号”。", f"{written} is not a source, a slash and a serial."))
    return source, serial
