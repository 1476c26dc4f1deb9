"""The engine's own rules: what can be wrong with a value, and what to do about it, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from datasets.contract import Kind, Source
from datasets.geography.fault import FAULTS as SHAPES
from datasets.reading.fault import Fault
from datasets.text import Text

FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "missing": Fault(
            message=Text("必填项为空", "a required value is missing"), suggestion=Text("请补填", "fill it in")
        ),
        "full_width": Fault(
            message=Text("含全角字符", "full-width characters"),
            suggestion=Text("请改为半角：{proposal}", "write it in half-width characters: {proposal}"),
        ),
        "thousands_separator": Fault(
            message=Text("数字含千位分隔符", "a thousands separator in a number"),
            suggestion=Text("请去掉逗号：{proposal}", "drop the commas: {proposal}"),
        ),
        "scientific_notation": Fault(
            message=Text(
                "编号或数字被写成科学计数法，原值已丢失", "written in scientific notation; the original is lost"
            ),
            suggestion=Text(
                "请把该列设为文本格式后重新导出，不要由 {proposal} 还原",
                "format the column as text and export again; {proposal} cannot be turned back",
            ),
        ),
        "not_a_number": Fault(
            message=Text("不是数字", "not a number"), suggestion=Text("请填写阿拉伯数字", "write it in digits")
        ),
        "too_precise": Fault(
            message=Text("小数位数超过分", "more decimals than fen"),
            suggestion=Text("请核对单位和小数位", "check the unit and the decimals"),
        ),
        "not_a_date": Fault(
            message=Text("不是“年-月-日”日期", "not a date YYYY-MM-DD"),
            suggestion=Text("请写成 2010-06-30 的形式", "write it as 2010-06-30"),
        ),
        "not_a_time": Fault(
            message=Text("不是“年-月-日 时:分”时刻", "not a time YYYY-MM-DD HH:MM"),
            suggestion=Text("请写成 2010-06-30 14:05 的形式", "write it as 2010-06-30 14:05"),
        ),
        "not_a_count": Fault(
            message=Text("不是整数", "not a whole number"), suggestion=Text("请填写整数", "write a whole number")
        ),
        "not_a_month": Fault(
            message=Text("不是“年-月”月份", "not a month YYYY-MM"),
            suggestion=Text("请写成 2010-06 的形式", "write it as 2010-06"),
        ),
        "month_ahead": Fault(
            message=Text("月份晚于该来源的最后一个月", "a month after the source's last one"),
            suggestion=Text(
                "请核对月份；如属提前上报，随下次完整抽取再报",
                "check the month; if early, deliver it with the next full extract",
            ),
        ),
        "date_too_early": Fault(
            message=Text("日期早于契约规定的最早日期", "a date before the earliest that the contract allows"),
            suggestion=Text("请核对年份；不知道日期的请留空", "check the year; leave a date that is not known empty"),
        ),
        "date_ahead": Fault(
            message=Text("日期晚于收到文件之日", "a date after the day on which the file was received"),
            suggestion=Text("请核对年份", "check the year"),
        ),
        "check_digit": Fault(
            message=Text("代码长度、字符或校验位不对", "wrong length, character or check digit"),
            suggestion=Text("请对照登记证书核对", "compare it with the certificate"),
        ),
        "not_in_list": Fault(
            message=Text("代码不在代码表中", "the code is not in its list"),
            suggestion=Text("请按合同所附代码表填写", "use a code of the list in the contract"),
        ),
        "out_of_range": Fault(
            message=Text("数值超出合理范围", "the value is out of its range"),
            suggestion=Text("请核对单位和数值", "check the unit and the value"),
        ),
        "columns": Fault(
            message=Text(
                "列数与表头不符、引号不成对，或整行过长",
                "not as many columns as the heading, an odd quote, or a line far too long",
            ),
            suggestion=Text("请核对该行的分隔符和引号", "check the row's delimiters and quotes"),
        ),
        "repeated_heading": Fault(
            message=Text("表头在数据行中重复出现", "the heading stands again among the rows"),
            suggestion=Text("请删去重复的表头", "delete the repeated heading"),
        ),
        "error_value": Fault(
            message=Text(
                "不是值，而是错误值或空值的记号（如 #N/A、NULL、\\N）",
                "no value but a sign for an error or for nothing (such as #N/A, NULL, \\N)",
            ),
            suggestion=Text(
                "请更正公式；没有值的单元格请留空", "correct the formula; leave a cell without a value empty"
            ),
        ),
        "stray_blank": Fault(
            message=Text(
                "代码或主键首尾有空格，或含不可见字符", "a code or key with blanks at an end, or with signs nobody sees"
            ),
            suggestion=Text(
                "请去掉首尾空格和不可见字符（定长字段请先去尾空格再导出）",
                "remove them (trim columns of fixed length before the export)",
            ),
        ),
        "apostrophe": Fault(
            message=Text(
                '代码首尾有撇号或引号（电子表格标记文本的写法，如 \'00123、="00123"）',
                'an apostrophe or quotation mark at an end of a code, as spreadsheets mark text (\'00123, ="00123")',
            ),
            suggestion=Text("请去掉", "remove it"),
        ),
        "untrimmed_text": Fault(
            message=Text(
                "文字首尾有空格，或含不可见字符；按原样接收，比对时不计",
                "text with blanks at an end, or with signs nobody sees; taken as delivered, compared without them",
            ),
            suggestion=Text("请在导出前去掉", "remove them before the export"),
            severity="warning",
        ),
        "garbled": Fault(
            message=Text(
                "文字读不通，像是以另一种编码写成（如 Big5）", "unreadable: written in another encoding (such as Big5)"
            ),
            suggestion=Text("请以合同约定的编码重新导出该行", "export the row again in the contract's encoding"),
        ),
        "doubtful_characters": Fault(
            message=Text(
                "文字中有自造字、假名、方框、字间问号或网页转义（&#37954;），可能有字丢失或错码；按原样接收",
                "signs of private use, kana, boxes, question marks within words or escapes of web pages (&#37954;): "
                "characters may be lost; taken as delivered",
            ),
            suggestion=Text(
                "请核对原文；生僻字请用 Unicode 编码", "compare with the original; write rare characters in Unicode"
            ),
            severity="warning",
        ),
        "placeholder": Fault(
            message=Text(
                "没有值而填了占位的词或数（如 无、不详、-、123456、00000000）；按原样接收，但不作为值",
                "a word or number for no value (such as 无, 不详, -, 123456, 00000000); taken as delivered, but it "
                "counts as no value",
            ),
            suggestion=Text("不知道的请留空", "leave empty what is not known"),
            severity="warning",
        ),
        "nothing_required": Fault(
            message=Text(
                "必填项只填了占位的词（如 无、不详、-、测试），等于没有值",
                "a required value is only a word for nothing (such as 无, 不详, -, 测试)",
            ),
            suggestion=Text("请填写真实内容", "fill in what it is"),
        ),
        "other_encoding": Fault(
            message=Text(
                "文字像是 UTF-8 误作 GBK 读出（如“天津”成“澶╂触”）；按原样接收",
                "the text looks like UTF-8 read as GBK (as 天津 becomes 澶╂触); taken as delivered",
            ),
            suggestion=Text("请核对导出时的编码", "check the encoding of the export"),
            severity="warning",
        ),
        "shown_otherwise": Fault(
            message=Text(
                "单元格的数字格式使显示与存储的数值大小不同（按千、万缩放或不显示）",
                "the cell's format shows a number of another size than is stored (scaled by thousands, or not at all)",
            ),
            suggestion=Text(
                "请把该列设为“常规”格式，核对单位后重新提供",
                "set the column to the format General, check the unit, and deliver again",
            ),
        ),
        "several_styles": Fault(
            message=Text(
                "单元格中部分文字加了删除线，或数字带有上下标（如脚注号），取值不明",
                "part of the cell is struck out, or its number bears a raised mark such as a footnote's: "
                "what it says is not known",
            ),
            suggestion=Text(
                "请删去作废的文字和脚注号，重新提供", "delete what no longer holds and the mark, and deliver again"
            ),
        ),
        "formula_without_value": Fault(
            message=Text("公式没有保存计算结果", "the formula was saved without its result"),
            suggestion=Text("请在表格软件中打开、重新计算并保存", "open it in a spreadsheet, calculate and save"),
        ),
        "merged_cells": Fault(
            message=Text(
                "合并单元格，无法判断值属于哪一行", "merged cells: which row the value belongs to is not known"
            ),
            suggestion=Text("请取消合并并逐行填写", "unmerge them and fill in every row"),
        ),
        "duplicate_key": Fault(
            message=Text(
                "主键重复而内容不同，各行均未采用", "the key stands twice with different content; no row was kept"
            ),
            suggestion=Text("请确认哪一行正确后重新提供", "say which row is right and deliver again"),
        ),
        "second_figure": Fault(
            message=Text(
                "同一时期、项目、状态和发布日期有两个不同的数字，各行均未采用",
                "two different figures for one period, item, status and day of publication; no row was kept",
            ),
            suggestion=Text(
                "请确认哪一行正确；如为修订，请填写新的发布日期和状态",
                "say which row is right; a revision has its own day of publication and status",
            ),
        ),
        "duplicate_row": Fault(
            message=Text("与前面一行完全相同，保留第一行", "the same as an earlier row; the first was kept"),
            suggestion=Text("请删除重复行", "delete the repeated row"),
            severity="warning",
        ),
        "spelling": Fault(
            message=Text(
                "代码带连字符或小写字母，按标准写法采用", "a hyphen or lower case in a code; taken in its standard form"
            ),
            suggestion=Text("无需处理", "nothing to do"),
            severity="info",
        ),
        "doubtful_number": Fault(
            message=Text(
                "号码长度、字符或校验位不对，该行已接收，但不凭此号码认定身份",
                "wrong length, character or check digit; the row was taken, but nobody is identified by this number",
            ),
            suggestion=Text("请对照证件核对号码", "compare the number with the certificate"),
            severity="warning",
        ),
        "codes_disagree": Fault(
            message=Text(
                "同一行的两个代码所含的组织机构代码不同", "two codes of one row hold different organisation codes"
            ),
            suggestion=Text("请对照登记证书核对两个代码", "compare both codes with the certificates"),
            severity="warning",
        ),
        "unlinked": Fault(
            message=Text(
                "在企业登记中找不到该单位，归入“不详”", "not in the business register; counted under 'unknown'"
            ),
            suggestion=Text("请核对组织机构代码", "check the organisation code"),
            severity="warning",
        ),
    }
)

NOT_THE_KIND: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.AMOUNT: "not_a_number",
        Kind.QUANTITY: "not_a_number",
        Kind.DATE: "not_a_date",
        Kind.MONTH: "not_a_month",
        Kind.TIME: "not_a_time",
        Kind.COUNT: "not_a_count",
        Kind.ORGANISATION_CODE: "check_digit",
        Kind.TAXPAYER_NUMBER: "check_digit",
        Kind.CREDIT_CODE: "check_digit",
        Kind.REGISTRATION_NUMBER: "check_digit",
        Kind.CUSTOMS_CODE: "check_digit",
        Kind.PERSON_NUMBER: "check_digit",
    }
)


def fault_of(source: Source, rule: str) -> Fault:
    """Return the rule of that key, from the engine, the rules of shapes, or the source's contract."""
    for each in source.rules:
        if each.key == rule:
            return Fault(message=each.message, suggestion=each.suggestion)
    return FAULTS[rule] if rule in FAULTS else SHAPES[rule]
