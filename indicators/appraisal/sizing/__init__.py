"""Sizing: what is needed and when, what a request may be given, and what it costs beyond its price."""

from indicators.appraisal.sizing.demand import Demand, Growth, Measured, growth_ahead, growths_ahead, measured
from indicators.appraisal.sizing.facility import Room, Running, footprint, hidden_a_year, life_cycle_fen
from indicators.appraisal.sizing.line import Capacity, Need, Sized, sized
from indicators.appraisal.sizing.margins import Audit, audit
from indicators.appraisal.sizing.scalability import Scalability, scalability
from indicators.appraisal.sizing.servers import requests_a_second, tpmc, transactions_a_minute
from indicators.appraisal.sizing.staging import Market, Staging

__all__ = [
    "Audit",
    "Capacity",
    "Demand",
    "Growth",
    "Market",
    "Measured",
    "Need",
    "Room",
    "Running",
    "Scalability",
    "Sized",
    "Staging",
    "audit",
    "footprint",
    "growth_ahead",
    "growths_ahead",
    "hidden_a_year",
    "life_cycle_fen",
    "measured",
    "requests_a_second",
    "scalability",
    "sized",
    "tpmc",
    "transactions_a_minute",
]
