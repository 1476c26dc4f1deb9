"""A tiny zone: thirty enterprises in five extracts, written without the simulator."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
FIRMS = 30

REGISTRY = "注册号 组织机构代码 统一社会信用代码 企业名称 企业类型代码 行业代码 街区代码 住所 注册资本（万元） 成立日期 注销日期"
TAX = "凭证号 纳税人识别号 纳税人名称 税种代码 入库月份 应征税额（元） 入库税额（元）"
CUSTOMS = "记录号 经营单位代码 组织机构代码 进出口月份 进出口标志 商品章 国别（地区）代码 贸易方式代码 金额（美元） 重量（千克）"
INVESTMENT = "项目代码 项目名称 组织机构代码 建设性质 项目阶段 统计月份 计划总投资（万元） 本月完成投资（万元） 本月实际使用外资（万美元）"
LAND = "宗地号 土地使用者组织机构代码 街区代码 土地用途代码 宗地面积（平方米） 建筑面积（平方米） 供地日期 中心经度 中心纬度"

Table = list[list[str]]
Extract = dict[str, Table]


def organisation_code(number: int) -> str:
    """Return a valid organisation code."""
    body = f"{10_000_000 + number * 7919:08d}"
    check = (11 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True)) % 11) % 11
    return body + ("X" if check == 10 else str(check))


def credit_code(number: int) -> str:
    """Return a valid unified social credit code around the organisation code, or none if X is not allowed there."""
    body = "91120116" + organisation_code(number)
    total = sum(weight * USCC.index(digit) for weight, digit in zip(USCC_WEIGHTS, body, strict=True))
    return body + USCC[(31 - total % 31) % 31]


def registration_number(number: int) -> str:
    """Return a valid registration number (GB/T 17710, MOD 11,10)."""
    body, carry = f"{12019100000000 + number:014d}", 10
    for digit in body:
        carry = ((carry + int(digit)) % 10 or 10) * 2 % 11
    return body + str((11 - carry) % 10)


def _codes(zone: Path, national: Path, name: str) -> list[str]:
    path = next(folder / f"{name}.csv" for folder in (zone, national) if (folder / f"{name}.csv").exists())
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["code"] for row in csv.DictReader(lines)]


def tiny_zone() -> Extract:
    """Return the extracts as tables of text, by file; record 1 is the row after the heading."""
    root = Path(__file__).parents[2] / "datasets"
    zone, national = root / "zones" / "teda" / "codes", root / "codes"
    pick = {
        name: _codes(zone, national, name)
        for name in (
            *("registration_type", "division", "street", "tax_type", "hs_chapter", "partner", "regime"),
            *("project_nature", "project_stage", "land_use"),
        )
    }
    firms = range(1, FIRMS + 1)

    def code(name: str, number: int) -> str:
        return pick[name][number % len(pick[name])]

    months = [f"2010-{month:02d}" for month in range(1, 13)]
    return {
        "registry/registry.csv": [REGISTRY.split()]
        + [
            [registration_number(n), organisation_code(n), credit_code(n) if n % 2 else "", f"天津第{n}有限公司",
             code("registration_type", n), code("division", n), code("street", n), f"第{n}大街", f"{100 * n}",
             f"{1990 + n % 20}-03-15", ""]
            for n in firms
        ],
        **{
            f"tax/{year}.csv": [TAX.split()]
            + [
                [f"V{year}{n:04d}{m:02d}", "120115" + organisation_code(n) if n % 3 else credit_code(n),
                 f"天津第{n}有限公司", code("tax_type", n), f"{year}-{m:02d}", f"{1000 * n + m}.50", f"{1000 * n + m}.25"]
                for n in firms
                for m in range(1, 13)
            ]
            for year in (2009, 2010)
        },
        "customs/2010.csv": [CUSTOMS.split()]
        + [
            [f"C{n:04d}{m:02d}", f"1207{n:06d}", organisation_code(n)[:8] + "-" + organisation_code(n)[8],
             months[m - 1], "E" if n % 2 else "I", code("hs_chapter", n), code("partner", n), code("regime", n),
             f"{50_000 + 100 * n + m}.00", f"{n * 1000}"]
            for n in firms
            for m in range(1, 13)
        ],
        "investment/investment.csv": [INVESTMENT.split()]
        + [
            [f"P{n:04d}", f"项目{n}", organisation_code(n), code("project_nature", n), code("project_stage", n), month,
             "60000", f"{100 + n}.5", "10"]
            for n in range(1, 6)
            for month in months
        ],
        "land/land.csv": [LAND.split()]
        + [
            [f"T{n:04d}", organisation_code(n), code("street", n), code("land_use", n), f"{20_000 + n}", "10000",
             "2008-05-01", "117.70", "39.04"]
            for n in firms
        ],
    }  # fmt: skip


def write_extract(folder: Path, extract: Extract) -> Path:
    """Write the tables as the contracts demand; return the folder."""
    for name, table in extract.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        encoding = "gb18030" if name.startswith("registry") else "utf-8"
        with path.open("w", encoding=encoding, newline="") as written:
            csv.writer(written, lineterminator="\n").writerows(table)
    return folder


Edit = Callable[[Extract], None]


def put(file: str, row: int, column: str, value: str) -> Edit:
    """Return an edit that overwrites one cell, named by file, record number and column title."""

    def edit(extract: Extract) -> None:
        table = extract[file]
        table[row][table[0].index(column)] = value

    return edit


def add(file: str, row: Sequence[str]) -> Edit:
    """Return an edit that appends a record."""
    return lambda extract: extract[file].append(list(row))
