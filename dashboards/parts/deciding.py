"""What reviewers do on the page of review: sign a decision against a rule, file an application."""

from typing import Any
from urllib.parse import urlencode

from dashboards.access import REVIEWERS
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.appraisal.override import LONGEST_NAME, LONGEST_REASON
from indicators.appraisal.verdict import RESULT_NAMES, Verdict

DECIDE, FILE, FORM = (f"/review/{each}" for each in ("decide", "file", "form.xlsx"))
RESULTS = ("pass", "fail", "withdraw")

_DO = Text("另作决定", "Decide otherwise")
_WITHDRAW = Text("撤回人工决定", "withdraw what people decided")
_RESULT, _REASON = (
    Text("决定", "Decision"),
    Text("理由（必填，印在意见书上）", "Reason (required, printed on the opinion)"),
)
_SIGNER = Text("签字（姓名、职务）", "Signature (name and post)")
_SIGN = Text("签字", "Sign")
_SIGNED_AS = Text(
    "决定和登录账户一并记入台账和审计日志，不能删除，只能撤回；只对现在这份申报有效，重新申报后须重新签字。",
    "Kept in the ledger and the audit trail with the account signed in; it can be withdrawn, never deleted. It holds "
    "for the application as it is filed now: for another text it must be signed again.",
)
_FILE, _CHOOSE = Text("提交申报", "File an application"), Text("选择文件…", "Choose a file…")
_FILE_NOTE = Text(
    "上传 TOML 或填好的申报表（XLSX，不超过 1 MB）。同一编号再次申报，原件移入 applications/earlier，不会丢失。",
    "A TOML, or the filled form (XLSX, 1 MB at most). Filed again under the same number, the earlier file is kept in "
    "applications/earlier.",
)
_FIRST = Text(
    "收下第一份后，本页即只列本区的申报，不再列模拟的。",
    "Once the first is taken, this page lists the zone's own and no longer the simulated ones.",
)
_TAKE, _BLANK = Text("提交", "File"), Text("下载空白申报表", "Blank form")
_SAID = {
    "signed": Text("决定已签字，全部结论已按它重算。", "The decision is signed, and everything reckoned anew with it."),
    "changed": Text(
        "没有签字：打开本页之后申报文件换过了，请按现在的内容再定。",
        "Not signed: the application was filed anew since the page was opened. Decide on what it says now.",
    ),
    "filed": Text("申报已收下并存档。", "The application was taken and is kept."),
    "faulty": Text(
        "申报已收下并存档；填报问题见下，有问题的项按未填处理。",
        "The application was taken and is kept; its faults are listed below, and what is at fault counts as not given.",
    ),
    "nothing": Text("没有选文件。", "No file was chosen."),
}


def told(view: View) -> Any:
    """Return what came of the form that led here; nothing where none did."""
    said = _SAID.get(view.chosen("said") or "")
    return html.P(view.say(said), className="notice", role="status") if said is not None else None


def decision_form(view: View, key: str, digest: str, each: Verdict) -> Any:
    """Return the form that decides otherwise than a rule, for reviewers; its address says what was read."""
    if not view.reader.may(REVIEWERS):
        return None
    words: list[tuple[str, str]] = [
        (code, view.say(name)) for code, name in RESULT_NAMES.items() if code in RESULTS and code != each.stands
    ]
    if each.override is not None:
        words.append(("withdraw", view.say(_WITHDRAW)))
    options = [html.Option(word, value=code) for code, word in words]
    about = {"application": key, "rule": each.rule, "digest": digest, "lang": view.language}
    parts = [
        html.Label([html.Span(view.say(_RESULT)), html.Select(options, name="result")]),
        html.Label(
            [
                html.Span(view.say(_REASON)),
                html.Textarea(name="reason", rows=3, maxLength=LONGEST_REASON, required=True),
            ]
        ),
        html.Label(
            [
                html.Span(view.say(_SIGNER)),
                dcc.Input(name="signer", type="text", maxLength=LONGEST_NAME, required=True, autoComplete="off"),
            ]
        ),
        html.Button(view.say(_SIGN), type="submit", className="main"),
        html.P(view.say(_SIGNED_AS), className="note"),
    ]
    act = html.Form(parts, action=f"{DECIDE}?{urlencode(about)}", method="post", className="decide")
    return html.Details([html.Summary(view.say(_DO)), act], className="deciding", key=f"{key}-{each.rule}-{digest}")


def filing(view: View, *, shipped: bool) -> Any:
    """Return the form that files an application, for reviewers; the browser puts the chooser of files in."""
    if not view.reader.may(REVIEWERS):
        return None
    parts = [
        html.Label(html.Span(view.say(_CHOOSE)), className="file", **{"data-file": ".toml,.xlsx"}),
        html.Button(view.say(_TAKE), type="submit", className="main"),
        html.A(view.say(_BLANK), href=FORM, **{"data-plain": "1"}),
    ]
    note = f"{view.say(_FILE_NOTE)} {view.say(_FIRST)}" if shipped else view.say(_FILE_NOTE)
    act = html.Form(
        parts, action=f"{FILE}?lang={view.language}", method="post", encType="multipart/form-data", className="file-one"
    )
    return html.Details(
        [html.Summary(view.say(_FILE)), act, html.P(note, className="note")], className="deciding", key="file"
    )
