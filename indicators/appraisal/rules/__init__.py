"""The rules: one small function each, under the id that its clause has in the pack."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from indicators.appraisal.case import Asked
from indicators.appraisal.judgement import Judgement
from indicators.appraisal.rules import architecture, defer, money, priority, reject, scope, sizing

FUNCTIONS: Mapping[str, Callable[[Asked], Judgement]] = MappingProxyType(
    {
        "G0": scope.within_review,
        "G1": scope.in_plan,
        "R1": reject.network,
        "R2": reject.machine_room,
        "R3": reject.database,
        "R4": reject.office_automation,
        "R5": reject.certificate_root,
        "R6": reject.own_room,
        "D1": defer.demand_is_clear,
        "D2": defer.scope_is_wide,
        "D3": defer.benefit_is_clear,
        "D4": defer.technology_is_proven,
        "D5": defer.can_be_operated,
        "H1": architecture.in_order,
        "S3": architecture.follows_standards,
        "S4": architecture.counts_hidden_cost,
        "S6": architecture.compares,
        "S7": architecture.frees_capacity,
        "U1": architecture.reuses_idle,
        "U2": architecture.runs_virtual,
        "U3": architecture.is_consolidated,
        "S1": sizing.fits_the_present,
        "S2": sizing.grows_within_its_life,
        "S5": sizing.waits_where_it_pays,
        "S8": sizing.lasts_two_years,
        "C1": sizing.costs_what_it_counts,
        "U4": sizing.shares_licences,
        "M1": money.secures,
        "M2": money.operation_is_funded,
        "M3": money.goes_to_tender,
        "M4": money.shares_the_cost,
        "M5": scope.jointly_approved,
        "P1": priority.integrates,
        "P2": priority.efficient,
        "P3": priority.draws_investment,
        "P4": priority.supervises,
        "P5": priority.serves_society,
        "P6": priority.matches_parent,
    }
)
