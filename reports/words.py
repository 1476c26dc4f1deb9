"""The few words a report sets by itself, in both languages."""

from typing import Final

from datasets import Text

WORDS: Final = {
    "brand": Text("经纬", "Jingwei"),
    "product": Text("经纬·开发区辅助决策", "Jingwei · decision support for a development zone"),
    "contents": Text("目录", "Contents"),
    "highlights": Text("本期要点", "Highlights"),
    "figure": Text("图", "Figure"),
    "table": Text("表", "Table"),
    "page": Text("第 {n} 页", "Page {n}"),
    "page_of": Text("第 {n} 页 / 共 {total} 页", "Page {n} of {total}"),
    "simulated": Text("模拟数据", "Simulated data"),
    "provenance": Text("数据与方法来源", "Provenance"),
    "provenance_lead": Text(
        "本报告由程序自动生成：同一快照、同一报告定义和同一报告期，两次运行得到逐字节相同的文件（签名之前）。下列信息可用于复核。",
        "This report was made by a program: the same snapshot, edition and period give the same file, "
        "byte for byte, before it is signed. "
        "What follows lets anyone check it.",
    ),
    "code_to_verify": Text("核验码", "Verification code"),
    "how_to_verify": Text(
        "核验：jingwei verify 本文件，或 jingwei verify 核验码。",
        "To verify: jingwei verify with this file, or with the code.",
    ),
    "about": Text("说明", "About"),
    "item": Text("项目", "Item"),
    "value": Text("内容", "Value"),
    "edition": Text("报告", "Edition"),
    "period": Text("报告期", "Period"),
    "snapshot": Text("数据快照", "Snapshot"),
    "content_hash": Text("快照内容哈希", "Content hash"),
    "as_of": Text("数据截至", "Data as of"),
    "data_code": Text("数据程序版本", "Data code"),
    "code": Text("报告程序版本", "Report code"),
    "notebook": Text("笔记本", "Notebook"),
    "parameters": Text("参数", "Parameters"),
    "classification": Text("密级", "Classification"),
    "run": Text("报告定义与构件", "Edition and parts"),
    "extracts": Text("部门抽取文件（SHA-256 只列前 12 位）", "Departments' extracts (SHA-256: first 12 digits)"),
    "source": Text("来源", "Source"),
    "department": Text("提供部门", "Department"),
    "file": Text("文件", "File"),
    "files": Text("{first} 至 {last}（{count} 个文件）", "{first} to {last} ({count} files)"),
    "rows": Text("行数", "Rows"),
    "refused": Text("拒收行", "Refused"),
    "sha256": Text("SHA-256", "SHA-256"),
    "correction": Text("更正", "Correction"),
    "kind": Text("性质", "Kind"),
    "printed": Text("公开发布", "Published"),
    "delivered": Text("部门数据", "Delivered"),
}

_LATIN: Final = 0x2E80


def width_of(text: str) -> int:
    """Return how wide a text is set: one for a Latin character, two for a Chinese one."""
    return sum(1 if ord(character) < _LATIN else 2 for character in text)
