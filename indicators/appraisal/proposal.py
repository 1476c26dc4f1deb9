"""The proposal: one application for an e-government project, typed, as TOML or as a filled form.

What is not given is ``None``, which is unknown; an empty list says that there is none.
"""

from collections.abc import Iterator
from decimal import Decimal

from indicators.appraisal.parts import (
    Alternative,
    Architecture,
    Benefit,
    Demand,
    Dependency,
    Development,
    Funding,
    Line,
    Margin,
    Operation,
    Part,
    Priority,
    Project,
    Reuse,
    SignOff,
    said,
)

LINES = ("hardware", "software", "network", "storage", "service")
"""The tables of an application that hold lines of what is to be bought."""


class Proposal(Part):
    """One application. Amounts are yuan, exact to the fen; rates per cent; capacities in the demand's metric."""

    project: Project = said("项目", "project", ...)
    architecture: Architecture = said("架构", "architecture", Architecture())
    demand: Demand = said("需求", "demand", Demand())
    priority: Priority = said("优先条件", "priority", Priority())
    operation: Operation = said("运维", "operation", Operation())
    development: Development | None = said("软件开发", "software development")
    funding: tuple[Funding, ...] | None = said("资金来源", "funding")
    sign_off: tuple[SignOff, ...] | None = said("会签", "signatures")
    hardware: tuple[Line, ...] = said("硬件", "hardware", ())
    software: tuple[Line, ...] = said("软件", "software", ())
    network: tuple[Line, ...] = said("网络", "network", ())
    storage: tuple[Line, ...] = said("存储", "storage", ())
    service: tuple[Line, ...] = said("服务", "services", ())
    margin: tuple[Margin, ...] | None = said("裕量系数", "safety factors")
    reuse: tuple[Reuse, ...] | None = said("利旧", "reuse considered")
    alternative: tuple[Alternative, ...] | None = said("比选方案", "alternatives")
    dependency: tuple[Dependency, ...] | None = said("前置依赖", "dependencies")
    benefit: tuple[Benefit, ...] | None = said("效益", "benefits")

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Yield every line with its path, ``hardware[1]`` first."""
        for table in LINES:
            for place, line in enumerate(getattr(self, table), start=1):
                yield f"{table}[{place}]", line

    @property
    def requested_yuan(self) -> Decimal:
        """What is asked for to build it: all lines and the development, in yuan."""
        built = self.development.amount if self.development is not None else Decimal(0)
        return sum((line.total_yuan for _, line in self.lines()), start=built)
