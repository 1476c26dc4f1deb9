"""The commands on golden records: conflicts between departments."""

from datetime import date
from typing import Annotated

import typer

import datasets
from datasets.catalogue import bases
from datasets.console.terminal import AsOf, Format, Shape, home, note, print_frame, require_known, say, whole

app = typer.Typer()


@app.command(help=say("横向差异：部门之间逐字段的一致与不一致", "Conflicts: how far departments agree, by field"))
def conflicts(
    attribute: Annotated[str | None, typer.Option(help=say("字段，如 name", "attribute, such as name"))] = None,
    rows: Annotated[bool, typer.Option(help=say("逐行列出不同的值", "list the differing values"))] = False,
    base: Annotated[
        str | None, typer.Option(help=say("库：legal_entities、population", "a base; default both"))
    ] = None,
    history: Annotated[bool, typer.Option(help=say("逐快照计数", "count in every snapshot"))] = False,
    limit: Annotated[int, typer.Option(min=1)] = 100,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print, for each attribute and pair of departments, how many values agree and differ.

    Of persons only counts, those under the threshold withheld; single values never.
    """
    from datasets.bases.legal_entities import GOLDEN
    from datasets.golden import conflict

    tables = _tables(base)
    require_known("--attribute", attribute, _attributes(base))
    if history:
        opened = [datasets.open_snapshot(home(), name) for name in datasets.snapshots(home())]
        return print_frame(conflict.followed(opened, tables, attribute), shape)
    snapshot = whole(as_of)
    if not rows:
        frame = conflict.conflicts(snapshot, tables, attribute)
        print_frame(frame, shape)
        if frame.isna().any(axis=None):
            note(
                say(
                    "—：人数少于 10，或可推算出这样的人数，不列出",
                    "—: withheld, fewer than 10 persons or a way to them",
                )
            )
        return None
    if base == "population":
        raise datasets.DatasetsError(
            datasets.Text(
                "人员的取值不逐行列出；查看一个人：jingwei why base_population__person --row … --field … --why 理由。",
                "Values of persons are not listed; to see one: "
                "jingwei why base_population__person --row … --field … --why REASON.",
            )
        )
    if attribute is None:
        raise typer.BadParameter(say("--rows 要写明 --attribute", "--rows needs --attribute"))
    frame = conflict.conflicting_rows(snapshot, GOLDEN, attribute, limit).to_pandas()
    note(say(f"最多显示 {limit} 行；逐格查看：jingwei why {GOLDEN.table} --row … --field {attribute}",
             f"at most {limit} rows; one by one: jingwei why {GOLDEN.table} --row … --field {attribute}"))  # fmt: skip
    return print_frame(frame, shape)


def _attributes(base: str | None) -> list[str]:
    """Return the attributes of one base's golden records, or of all."""
    golden = [each.golden for key, each in bases().items() if base in (None, key) and each.golden]
    return list(dict.fromkeys(attribute.name for each in golden for attribute in each.attributes))


def _tables(base: str | None) -> dict[str, str]:
    """Return the tables of conflicts by base, of one base or of all that have golden records."""
    known = {key: f"base_{key}__conflict" for key, each in bases().items() if each.golden}
    if base is None:
        return known
    if base not in known:
        raise typer.BadParameter(say(f"库应为 {'、'.join(known)} 之一", f"a base is one of {', '.join(known)}"))
    return {base: known[base]}


@app.command(help=say("一个法人在某日的样子和它的历史", "A legal entity as it was on a day, and its history"))
def entity(
    identity: Annotated[str, typer.Argument(help=say("法人标识", "the entity's id"))],
    on: Annotated[str | None, typer.Option(help=say("日期，如 2010-06-30", "a day, such as 2010-06-30"))] = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the entity's attributes on a day, or every interval of its history."""
    from datasets.golden.as_at import as_at, intervals_of, nobody_on

    snapshot = whole(as_of)
    history = "base_legal_entities__entity_history"
    if on is None:
        return print_frame(intervals_of(snapshot, history, "entity_id", identity).to_pandas().convert_dtypes(), shape)
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise typer.BadParameter(say("日期应写成 2010-06-30", "write the day as 2010-06-30")) from None
    found = as_at(snapshot, history, "entity_id", day, identity)
    if not found.num_rows:
        raise nobody_on(day, intervals_of(snapshot, history, "entity_id", identity))
    return print_frame(found.to_pandas(), shape)
