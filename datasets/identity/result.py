"""Result: links and the review queue as tables, each with a reason made of the levels that spoke."""

import duckdb

from datasets.identity.spec import Comparison, Spec
from datasets.sql import literal
from datasets.text import Language, Text

METHODS = {
    "organisation_code": Text("组织机构代码相同", "same organisation code"),
    "registered_change": Text(
        "代码已换发，按变更登记对应", "the code was reissued; matched by the register of changes"
    ),
    "registration_number": Text("注册号相同", "same registration number"),
    "customs_code": Text("海关编码相同", "same customs code"),
    "person_number": Text("公民身份号码相同", "same person number"),
    "number_reissued": Text(
        "号码换发：姓名、出生日期和住址或电话相同", "number given anew: same name, birth date, and address or telephone"
    ),
    "steward": Text("人工认定", "decided by a steward"),
    "alone": Text("没有找到相同的主体", "no other record of this subject was found"),
}
WAITS = Text("尚未认定，待数据管理员判断", "not decided: it waits for the steward")


def reason(spec: Spec, language: Language) -> str:
    """Return SQL that says what spoke for a scored pair, and what against it."""
    parts = ", ".join(_said(each, language) for each in spec.comparisons)
    return f"concat_ws({literal('；' if language == 'zh' else '; ')}, {parts})"


def _said(comparison: Comparison, language: Language) -> str:
    differs = Text(f"{comparison.label.zh}不同", f"{comparison.label.en} differs")
    texts = [*(each.text for each in comparison.levels), differs]
    cases = " ".join(f"WHEN {n} THEN {literal(text.in_language(language))}" for n, text in enumerate(texts))
    return f"CASE {comparison.key}_level {cases} END"


def _method(language: Language) -> str:
    cases = " ".join(f"WHEN {literal(key)} THEN {literal(text.in_language(language))}" for key, text in METHODS.items())
    waits = literal(WAITS.in_language(language))
    return f"CASE WHEN method = 'alone' AND waits THEN {waits} ELSE CASE method {cases} END END"


def write_links(connection: duckdb.DuckDBPyConnection, spec: Spec, identity: str, table: str, prefix: str) -> None:
    """Create the table of links: exactly one row for every record."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE clustered AS
        SELECT c.*, coalesce(p.cluster, c.member) AS cluster FROM compared c LEFT JOIN placed p USING (member)
    """)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE identified AS
        WITH origin AS (
            -- of two numbers of one subject the register's own stands for it
            SELECT cluster, arg_min(settled[2:], (NOT registers, settled)) FILTER (settled[1] IN ('O', 'P')) AS number,
                min(source || chr(31) || serial) FILTER (NOT witness) AS first
            FROM clustered GROUP BY cluster
        ), digested AS (SELECT *, md5(first) AS digest FROM origin WHERE first IS NOT NULL),
        counted AS (
            SELECT *, count(*) FILTER (number IS NULL) OVER (PARTITION BY digest[:8]) AS alike
            FROM digested
        )
        SELECT cluster, coalesce(number,
            '{prefix}' || upper(CASE WHEN alike > 1 THEN digest[:16] ELSE digest[:8] END)) AS {identity}
        FROM counted
    """)  # noqa: S608 - names of our own tables
    connection.execute(f"""
        CREATE OR REPLACE TABLE {table} AS
        WITH size AS (SELECT cluster, count(*) FILTER (NOT witness) AS records FROM clustered GROUP BY cluster),
        told AS (
            SELECT r.source, r.receipt, r.source_row, i.{identity}, s.*,
                c.member IN (SELECT member FROM undecided) AS waits, CASE
                WHEN c.record IN (FROM by_steward) THEN 'steward'
                WHEN j.member IS NOT NULL THEN 'likely'
                WHEN c.member IN (SELECT one FROM reissued UNION SELECT other FROM reissued) THEN 'number_reissued'
                WHEN c.settled IS NOT NULL THEN c.method
                ELSE 'alone' END AS method
            FROM clustered c JOIN {spec.key}_record r USING (record) JOIN identified i USING (cluster)
                LEFT JOIN joined_by j ON j.member = c.member
                LEFT JOIN scored s ON s.one = j.one AND s.other = j.other
        )
        SELECT source, receipt, source_row, {identity}, method,
            (CASE method WHEN 'likely' THEN round(1 / (1 + pow(2, -score)), 6) WHEN 'alone' THEN NULL ELSE 1 END)
                ::DOUBLE
            AS score,
            coalesce({_method("zh")}, {reason(spec, "zh")}) AS reason_zh,
            coalesce({_method("en")}, {reason(spec, "en")}) AS reason_en
        FROM told ORDER BY source, receipt, source_row
    """)  # noqa: S608 - from a specification


def write_review(
    connection: duckdb.DuckDBPyConnection, spec: Spec, identity: str, links: str, table: str, *, named: bool
) -> None:
    """Create the review queue: pairs that may be one, and records put out of the group whose number they bear.

    Records are told by receipt and row; where ``named`` also by serial, present subject, name and address.
    """
    left, right = (
        f", {side}.serial AS {name}_serial, l{side}.{identity} AS {name}_{identity}, "
        f"{side}.name AS {name}_name, {side}.address AS {name}_address"
        if named
        else ""
        for side, name in (("l", "left"), ("r", "right"))
    )
    connection.execute(f"""
        CREATE OR REPLACE TABLE {table} AS
        WITH shown AS (SELECT member, min(record) AS record FROM clustered WHERE NOT witness GROUP BY member),
        doubtful AS (
            SELECT u.one, u.other, s.score, {reason(spec, "zh")} AS reason_zh, {reason(spec, "en")} AS reason_en
            FROM undecided u JOIN scored s USING (one, other)
            UNION ALL
            SELECT b.record, min(c.member), NULL, CASE WHEN b.branch THEN '分支机构使用了总机构的代码'
                ELSE '号码相同，但名称、地址、电话和负责人均不符' END,
                CASE WHEN b.branch THEN 'a branch bears its head''s code'
                ELSE 'same number, but name, address, telephone and representative all differ' END
            FROM barred b JOIN compared c ON c.settled = b.key
            WHERE b.record NOT IN (SELECT member FROM joined_by) AND b.record NOT IN (FROM by_steward)
            GROUP BY b.record, b.branch
        )
        SELECT l.source AS left_source, l.receipt AS left_receipt, l.source_row AS left_row{left},
            r.source AS right_source, r.receipt AS right_receipt, r.source_row AS right_row{right},
            round(1 / (1 + pow(2, -d.score)), 6)::DOUBLE AS score, d.reason_zh, d.reason_en
        FROM doubtful d JOIN shown a ON a.member = d.one JOIN shown b ON b.member = d.other
            JOIN {spec.key}_record l ON l.record = a.record JOIN {spec.key}_record r ON r.record = b.record
            JOIN {links} ll ON (ll.source, ll.receipt, ll.source_row) = (l.source, l.receipt, l.source_row)
            JOIN {links} lr ON (lr.source, lr.receipt, lr.source_row) = (r.source, r.receipt, r.source_row)
        WHERE ll.{identity} <> lr.{identity}
        ORDER BY l.source, l.serial, d.score DESC NULLS FIRST, r.source, r.serial
    """)  # noqa: S608 - from a specification
