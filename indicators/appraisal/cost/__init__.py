"""Software cost: counting function points, their cost by dated packs, reference classes and optimism bias."""

from indicators.appraisal.cost.effort import Estimate, Step, estimate
from indicators.appraisal.cost.optimism import bias, combined, guidance
from indicators.appraisal.cost.pack import Complexity, Pack, pack, packs
from indicators.appraisal.cost.points import Counted, Function, Kind, complexity, counted, value_adjustment
from indicators.appraisal.cost.reference import ReferenceClass
from indicators.appraisal.cost.units import (
    FenPerFunctionPoint,
    FenPerPersonMonth,
    FunctionPoints,
    FunctionPointsPerMonth,
    Hours,
    HoursPerFunctionPoint,
    HoursPerMonth,
    PersonMonths,
)

__all__ = [
    "Complexity",
    "Counted",
    "Estimate",
    "FenPerFunctionPoint",
    "FenPerPersonMonth",
    "Function",
    "FunctionPoints",
    "FunctionPointsPerMonth",
    "Hours",
    "HoursPerFunctionPoint",
    "HoursPerMonth",
    "Kind",
    "Pack",
    "PersonMonths",
    "ReferenceClass",
    "Step",
    "bias",
    "combined",
    "complexity",
    "counted",
    "estimate",
    "guidance",
    "pack",
    "packs",
    "value_adjustment",
]
