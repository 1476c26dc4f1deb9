"""Why: in sentences, why an issue is not made, late, not sent, or what became of it, as the ledger has it."""

import datetime as dt
from collections.abc import Iterator

from datasets import Text
from indicators.warnings.workdays import local
from reports.delivery.issue import Delivery, Issue, deliveries, last_tick, steps
from reports.delivery.office import Office
from reports.delivery.plan import Owed, Standing, plan
from reports.edition import edition

_LATE = dt.timedelta(hours=1)
_SILENT = dt.timedelta(hours=1)


def why(office: Office, key: str, period: str) -> list[Text]:
    """Return the sentences about an edition's period, of each variant and version; no edition is an error."""
    chosen = office.editions.get(key) or edition(key)
    found = [each for each in plan(office) if (each.edition, each.period) == (key, period)]
    if not found:
        return [_not_planned(chosen.title, key, period, scheduled=chosen.timetable is not None)]
    return [*_clockwork(office, found), *(each for owed in found for each in _about(office, owed))]


def _not_planned(title: Text, key: str, period: str, *, scheduled: bool) -> Text:
    if not scheduled:
        return Text(
            f"《{title.zh}》没有时间表，只在要求时生成：jingwei report run {key} --period {period}",
            f"{title.en} has no timetable and is made when asked for: jingwei report run {key} --period {period}",
        )
    return Text(
        f"{period} 不在《{title.zh}》的时间表内（或尚早），可用 jingwei report run {key} --period {period} 生成",
        f"{period} is not in the timetable of {title.en}; jingwei report run {key} --period {period} makes it",
    )


def _clockwork(office: Office, found: list[Owed]) -> Iterator[Text]:
    """Yield that no tick is at work, the most frequent reason of all."""
    last, now = last_tick(office.home), office.clock()
    if last is None and any(each.standing is Standing.READY for each in found):
        yield Text("还从未运行过 jingwei report tick：没有定时器就不会生成", "no jingwei report tick has ever run here")
    elif last is not None and now - last > _SILENT:
        yield Text(f"上次 tick 在 {_at(last)}，此后没有再运行", f"the last tick was at {_at(last)}; none has run since")


def _about(office: Office, owed: Owed) -> Iterator[Text]:
    name = f"{owed.variant.key} v{owed.version}"
    yield Text(f"【{name}】{_due(owed).zh}", f"[{name}] {_due(owed).en}")
    issue = owed.issue
    yield _stand(owed, office)
    if issue is None:
        return
    for each in deliveries(office.home):
        if each.issue == issue.id:
            yield delivery_told(each)
    yield Text("  经过：", "  what happened:")
    for at, text in steps(office.home, issue.id):
        yield Text(f"    {_at(at)} {text.zh}", f"    {_at(at)} {text.en}")


def _due(owed: Owed) -> Text:
    guessed = (
        Text("", "")
        if owed.due.noticed
        else Text(
            "（该年放假安排尚未公布，按法定节假日推算）",
            " (by the statutory holidays; the year's notice is not out yet)",
        )
    )
    if owed.version > 1 and owed.issue:
        return Text(f"更正版：{owed.issue.remark}", f"a correction: {owed.issue.remark}")
    return Text(f"应于 {_at(owed.due.at)} 生成{guessed.zh}", f"due at {_at(owed.due.at)}{guessed.en}")


def _stand(owed: Owed, office: Office) -> Text:
    issue, reason = owed.issue, owed.reason
    match owed.standing:
        case Standing.COMING:
            return Text("尚未到期", "not due yet")
        case Standing.READY:
            return Text("已到期，下一次 tick 生成", "due: the next tick makes it")
        case Standing.WAITING | Standing.PASSED:
            return Text(f"没有生成：{reason.zh}", f"not made: {reason.en}")
        case Standing.FAILED:
            at = _at(issue.tried.next_at) if issue and issue.tried.next_at else ""
            return Text(f"生成失败，{at} 之后重试：{reason.zh}", f"failed, tried again after {at}: {reason.en}")
        case _:
            return _made(issue, owed, office) if issue else reason


def _made(issue: Issue, owed: Owed, office: Office) -> Text:
    if issue.made_at is None:
        return Text(f"未生成即撤回：{issue.reason.zh}", f"withdrawn before it was made: {issue.reason.en}")
    late = issue.made_at - issue.due_at
    days = max(0, late.days)
    lateness = (
        Text("按时", "on time")
        if late <= _LATE
        else Text(
            f"迟 {days} 天 {late.seconds // 3600} 小时，经过见下",
            f"{days} days and {late.seconds // 3600} hours late, see below",
        )
    )
    end = Text(f"；{issue.reason.zh}", f"; {issue.reason.en}") if issue.reason.zh else Text("", "")
    said = {
        Standing.WITHDRAWN: Text("；已撤回", "; withdrawn"),
        Standing.REPLACED: Text("；已更正", "; replaced"),
    }.get(owed.standing, Text("", ""))
    at, path = _at(issue.made_at), office.home / str(issue.path)
    return Text(
        f"已于 {at} 生成（{lateness.zh}）：{path}{said.zh}{end.zh}",
        f"made at {at} ({lateness.en}): {path}{said.en}{end.en}",
    )


def delivery_told(each: Delivery) -> Text:
    """Return in a sentence how one delivery stands."""
    who = each.address + {"withdrawal": "（撤回通知）"}.get(each.kind, "")
    whom = each.address + {"withdrawal": " (notice of withdrawal)"}.get(each.kind, "")
    after = _at(each.tried.next_at) if each.tried.next_at else ""
    match each.state:
        case "sent":
            at = _at(each.sent_at) if each.sent_at else ""
            return Text(f"  {who}：{at} 送达，{each.receipt}", f"  {whom}: delivered at {at}, {each.receipt}")
        case "open" if each.tried.attempts:
            return Text(
                f"  {who}：试过 {each.tried.attempts} 次，{after} 之后再试：{each.reason.zh}",
                f"  {whom}: tried {each.tried.attempts} times, again after {after}: {each.reason.en}",
            )
        case "open":
            return Text(f"  {who}：待投递", f"  {whom}: to be delivered")
        case "unknown" | "handed":
            return Text(
                f"  {who}：不明。{each.reason.zh}。请向对方核实；要重寄用 jingwei report resend",
                f"  {whom}: unknown. {each.reason.en}. Ask there; jingwei report resend sends it again",
            )
        case "refused":
            return Text(
                f"  {who}：被拒收：{each.reason.zh}。改正后用 jingwei report resend",
                f"  {whom}: refused: {each.reason.en}. When mended: jingwei report resend",
            )
        case _:
            return Text(f"  {who}：不再投递：{each.reason.zh}", f"  {whom}: not sent any more: {each.reason.en}")


def _at(moment: dt.datetime) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"
