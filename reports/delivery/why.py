"""Why: in sentences, why an issue is not made, late, not sent, or what became of it, as the ledger has it."""

import datetime as dt
from collections.abc import Iterator

from datasets import Text
from indicators.warnings.workdays import local_time
from reports.delivery.issue import Delivery, Issue, deliveries, last_tick, steps
from reports.delivery.office import Office
from reports.delivery.plan import Owed, Standing, plan
from reports.delivery.table import matters
from reports.edition import Edition, edition
from reports.ledger import library
from reports.timetable import Timetable

_LATE = dt.timedelta(hours=1)
_SILENT = dt.timedelta(hours=1)
_TIMERS = "systemctl status jingwei-report.timer, crontab -l"
_NO_TIMER = Text(
    "还从未运行过 jingwei report tick：没有定时器就不会生成，可用 jingwei report timer 设置",
    "no jingwei report tick has ever run here: without a timer nothing is made; jingwei report timer sets one",
)


def why(office: Office, key: str, period: str) -> list[Text]:
    """Return the sentences about an edition's period, of each variant and version, and the runs by hand.

    Raise UnknownEdition or ParameterRefused for what no report can be of.
    """
    found = [each for each in plan(office) if (each.edition, each.period) == (key, period)]
    if found:
        told = [*_clockwork(office, found), *(each for owed in found for each in _about(office, owed))]
    else:
        chosen = office.editions.get(key) or edition(key)
        chosen.check_period(period)
        told = [_not_planned(office, chosen, period)]
    return [*told, *_by_hand(office, key, period, {each.issue.run for each in found if each.issue})]


def _not_planned(office: Office, chosen: Edition, period: str) -> Text:
    title, table, command = chosen.title, chosen.timetable, _by_command(chosen.key, period)
    if table is None:
        return Text(
            f"《{title.zh}》没有时间表，只在要求时生成：{command}",
            f"{title.en} has no timetable and is made when asked for: {command}",
        )
    if period < table.first:
        return Text(
            f"《{title.zh}》按时间表从 {table.first} 起生成；更早的可以手工生成：{command}",
            f"the timetable of {title.en} begins with {table.first}; an earlier one is made by {command}",
        )
    return _too_early(office, title, table, period)


def _too_early(office: Office, title: Text, table: Timetable, period: str) -> Text:
    at = local_time(table.due(period, office.home).at)
    return Text(
        f"{period} 还没有结束，《{title.zh}》将于 {at} 到期", f"{period} is not over yet; {title.en} is due at {at}"
    )


def _by_command(key: str, period: str) -> str:
    return f"jingwei report run {key} --period {period}"


def _by_hand(office: Office, key: str, period: str, of_issues: set[int | None]) -> Iterator[Text]:
    """Yield what became of runs that belong to no issue: those a person asked for."""
    runs = library(office.home)
    runs = runs[(runs.edition == key) & (runs.period.dt.strftime("%Y-%m") == period) & ~runs.id.isin(of_issues)]
    for run in runs[runs.status == "done"].head(1).itertuples():
        at, path = local_time(dt.datetime.fromisoformat(str(run.finished_at))), office.home / str(run.path)
        yield Text(f"另有手工生成的，最近一次在 {at}：{path}", f"made by hand too, the last time at {at}: {path}")


def _clockwork(office: Office, found: list[Owed]) -> Iterator[Text]:
    """Yield that no tick is at work, the most frequent reason of all."""
    last, now = last_tick(office.home), office.clock()
    if last is None and any(each.standing is Standing.READY for each in found):
        yield _NO_TIMER
    elif last is not None and now - last > _SILENT:
        yield Text(
            f"上次 tick 在 {local_time(last)}，此后没有再运行：请检查定时器（{_TIMERS}）",
            f"the last tick was at {local_time(last)}; none has run since: look at the timer ({_TIMERS})",
        )


def _about(office: Office, owed: Owed) -> Iterator[Text]:
    name = f"{owed.variant.key} v{owed.version}"
    yield Text(f"【{name}】{_due(owed).zh}", f"[{name}] {_due(owed).en}")
    issue = owed.issue
    yield _stand(owed, office)
    if issue is None:
        return
    for each in deliveries(office.home):
        if each.issue == issue.id:
            yield _delivery(each, owed)
    yield Text("  经过：", "  what happened:")
    for at, text in steps(office.home, issue.id):
        yield Text(f"    {local_time(at)} {text.zh}", f"    {local_time(at)} {text.en}")


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
    return Text(f"应于 {local_time(owed.due.at)} 生成{guessed.zh}", f"due at {local_time(owed.due.at)}{guessed.en}")


def _stand(owed: Owed, office: Office) -> Text:
    issue, reason = owed.issue, owed.reason
    match owed.standing:
        case Standing.COMING:
            return Text("尚未到期", "not due yet")
        case Standing.READY:
            return Text("已到期，下一次 tick 生成", "due: the next tick makes it")
        case Standing.WAITING:
            return Text(
                f"没有生成：{reason.zh}。数据入库（jingwei build）后由下一次 tick 生成",
                f"not made: {reason.en}. Once a build has the data, the next tick makes it",
            )
        case Standing.PASSED:
            command = _by_command(owed.edition, owed.period)
            return Text(f"没有生成：{reason.zh}。仍可手工生成：{command}", f"not made: {reason.en}. By hand: {command}")
        case Standing.FAILED:
            at = local_time(issue.tried.next_at) if issue and issue.tried.next_at else ""
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
    if owed.standing is Standing.WITHDRAWN:
        end = Text(f"；已撤回：{issue.reason.zh}", f"; withdrawn: {issue.reason.en}")
    at, path = local_time(issue.made_at), office.home / str(issue.path)
    reach = office.reach(office.home)
    if issue.state == "made" and reach and str(issue.snapshot)[:10] > reach.snapshot[:10]:
        end = Text(
            f"{end.zh}；所用快照 {issue.snapshot} 已被回退，现用 {reach.snapshot}：请核对是否应撤回",
            f"{end.en}; its snapshot {issue.snapshot} was rolled back to {reach.snapshot}: withdraw it if need be",
        )
    return Text(f"已于 {at} 生成（{lateness.zh}）：{path}{end.zh}", f"made at {at} ({lateness.en}): {path}{end.en}")


def _delivery(each: Delivery, owed: Owed) -> Text:
    """Return in a sentence how one delivery stands, and what a person can do."""
    who = each.address + {"withdrawal": "（撤回通知）"}.get(each.kind, "")
    whom = each.address + {"withdrawal": " (notice of withdrawal)"}.get(each.kind, "")
    said = state_said(each)
    todo = _todo(each, f"jingwei report resend {owed.edition} {owed.period} --to")
    if not todo.zh or (owed.issue and not matters(each, owed.issue)):
        return Text(f"  {who}：{said.zh}", f"  {whom}: {said.en}")
    return Text(f"  {who}：{said.zh}。{todo.zh}", f"  {whom}: {said.en}. {todo.en}")


def state_said(each: Delivery) -> Text:
    """Return in a phrase whether a delivery arrived, when it is tried again, or why it is not."""
    reason, after = each.reason, local_time(each.tried.next_at) if each.tried.next_at else ""
    match each.state:
        case "sent":
            at = local_time(each.sent_at) if each.sent_at else ""
            return Text(f"{at} 送达，{each.receipt}", f"delivered at {at}, {each.receipt}")
        case "open" if each.tried.attempts:
            times = each.tried.attempts
            return Text(
                f"试过 {times} 次，{after} 之后再试：{reason.zh}",
                f"not delivered in {times} attempt{'s'[: times > 1]}, again after {after}: {reason.en}",
            )
        case "open":
            return Text("待投递", "to be delivered")
        case "unknown" | "handed":
            return Text(f"不明。{reason.zh}", f"unknown. {reason.en}")
        case "refused":
            return Text(f"没有送达，不再自动重试：{reason.zh}", f"not delivered, not tried again: {reason.en}")
        case _:
            return Text(f"不再投递：{reason.zh}", f"not sent any more: {reason.en}")


def _todo(each: Delivery, resend: str) -> Text:
    match each.state:
        case "unknown":
            zh, en = f"请向对方核实；要重寄用 {resend}", f"Ask there; to send it again, {resend}"
            return Text(f"{zh} {each.address}", f"{en} {each.address}")
        case "refused":
            return Text(f"改正收件人名单后用 {resend} 地址", f"Mend the list, then {resend} ADDRESS")
        case _:
            return Text("", "")
