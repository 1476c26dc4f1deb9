"""The base tables that indicators are defined on, as unbound Ibis tables: a schema, a name and the month of a row."""

import ibis
import ibis.expr.types as ir

_RECEIPT = {"receipt": "int32", "source_row": "int64"}
_KIND = {"industry": "string", "street": "string", "ownership": "string"}
_ENTITY = {"entity_id": "string", **_KIND}
_YUAN = "decimal(18, 2)"


def _dated(table: ir.Table, **columns: str) -> ir.Table:
    """Return the table with the months, by new name, of its columns of days or times."""
    return table.mutate(**{name: table[column].truncate("M").cast("date") for name, column in columns.items()})


def ones(table: ir.Table) -> ir.NumericColumn:
    """Return one for each row, to be counted."""
    return table.source_row.notnull().cast("int64")


def flag(condition: ir.BooleanValue) -> ir.NumericColumn:
    """Return one where a condition holds and nought where it does not or is not known."""
    counted: ir.NumericColumn = condition.ifelse(1, 0).cast("int64")
    return counted


def exact(number: ir.NumericValue) -> ir.NumericColumn:
    """Return a measured number with two exact decimals, so that its sum does not depend on the order of rows."""
    rounded: ir.NumericColumn = number.cast("decimal(18, 2)")
    return rounded


TAX_PAYMENT = ibis.table(
    {
        **_ENTITY,
        "payment_month": "date",
        "tax_type": "string",
        "levied_yuan": _YUAN,
        "paid_yuan": _YUAN,
        **_RECEIPT,
    },
    name="base_economy__tax_payment",
)
GOODS_TRADE = ibis.table(
    {
        **_ENTITY,
        "trade_month": "date",
        "flow": "string",
        "hs_section": "string",
        "partner": "string",
        "continent": "string",
        "regime_group": "string",
        "value_usd": "decimal(18, 2)",
        "weight_kilogram": "float64",
        **_RECEIPT,
    },
    name="base_economy__goods_trade",
)
PROJECT_PROGRESS = ibis.table(
    {
        **_ENTITY,
        "project_code": "string",
        "project_name": "string",
        "project_nature": "string",
        "report_month": "date",
        "completed_yuan": _YUAN,
        "foreign_capital_usd": "decimal(18, 2)",
        **_RECEIPT,
    },
    name="base_economy__project_progress",
)
PROJECT_MILESTONE = ibis.table(
    {
        **_ENTITY,
        "project_code": "string",
        "project_name": "string",
        "milestone": "string",
        "month": "date",
        "dated": "boolean",
        "change": "int32",
        "planned_yuan": _YUAN,
        "project_nature": "string",
        **_RECEIPT,
    },
    name="base_economy__project_milestone",
)
FDI_CONTRACT = _dated(
    ibis.table(
        {
            **_ENTITY,
            "contract_number": "string",
            "project_name": "string",
            "fdi_action": "string",
            "fdi_form": "string",
            "continent": "string",
            "contract_date": "date",
            "contracted_usd": "decimal(18, 2)",
            **_RECEIPT,
        },
        name="base_economy__fdi_contract",
    ),
    contract_month="contract_date",
)
ENTITY_EVENT = ibis.table(
    {**_ENTITY, "month": "date", "event": "string", "change": "int32", "size": "string", **_RECEIPT},
    name="base_legal_entities__entity_event",
)
ENTITY_BIRTHDAY = ibis.table(
    {**_ENTITY, "size": "string", "age_year": "int32", "month": "date", "survived": "int32", **_RECEIPT},
    name="base_legal_entities__entity_birthday",
)
ENTITY_SIZE = ibis.table({"entity_id": "string", "size": "string"}, name="base_legal_entities__entity_size")
ENTITY = _dated(
    ibis.table(
        {**_ENTITY, "founded_date": "date", "capital_yuan": _YUAN, "registered": "boolean", **_RECEIPT},
        name="base_legal_entities__entity",
    ),
    founded_month="founded_date",
)
INSURED_UNIT = ibis.table(
    {**_ENTITY, "first_month": "date", "insured_count": "int64", **_RECEIPT}, name="base_legal_entities__insured_unit"
)
SUBSIDY = ibis.table(
    {**_ENTITY, "purpose": "string", "amount_yuan": _YUAN, "payment_month": "date", **_RECEIPT},
    name="base_legal_entities__subsidy",
)
COURT_CASE = ibis.table(
    {**_ENTITY, "case_number": "string", "kind": "string", "filing_month": "date", **_RECEIPT},
    name="base_legal_entities__case",
)
LAND_PARCEL = ibis.table(
    {
        "entity_id": "string",
        "parcel_code": "string",
        "street": "string",
        "land_use": "string",
        "area_square_metre": "float64",
        "floor_area_square_metre": "float64",
        "granted_month": "date",
        **_RECEIPT,
    },
    name="base_geography__land_parcel",
)
IDLE_LAND = ibis.table(
    {
        "parcel_code": "string",
        "entity_id": "string",
        "street": "string",
        "land_use": "string",
        "month": "date",
        "event": "string",
        "change_square_metre": "decimal(18, 2)",
        **_RECEIPT,
    },
    name="base_geography__idle_land",
)
STATION_READING = _dated(
    ibis.table(
        {
            "air_station": "string",
            "pollutant": "string",
            "area": "string",
            "reading_date": "date",
            "daily_concentration": "float64",
            **_RECEIPT,
        },
        name="base_operations__station_reading",
    ),
    reading_month="reading_date",
)
AIR_EXCEEDANCE = _dated(
    ibis.table(
        {
            "air_station": "string",
            "pollutant": "string",
            "area": "string",
            "reading_date": "date",
            "daily_concentration": "float64",
            "limit_concentration": "float64",
            **_RECEIPT,
        },
        name="base_operations__air_exceedance",
    ),
    reading_month="reading_date",
)
CITY_CASE = _dated(
    ibis.table(
        {
            "case_number": "string",
            "city_case_class": "string",
            "case_channel": "string",
            "department": "string",
            "street": "string",
            "case_result": "string",
            "limit_hour_count": "int64",
            "reported_time": "timestamp",
            "closed_time": "timestamp",
            **_RECEIPT,
        },
        name="base_operations__city_case",
    ),
    reported_month="reported_time",
)
APPROVAL_CASE = ibis.table(
    {
        "case_number": "string",
        "entity_id": "string",
        "approval_item": "string",
        "approval_result": "string",
        "accepted_month": "date",
        "finished_month": "date",
        "elapsed_days": "decimal(9, 2)",
        "serial_days": "decimal(9, 2)",
        "late_promise_count": "int32",
        **_RECEIPT,
    },
    name="base_operations__approval_case",
)
INQUIRY = _dated(
    ibis.table(
        {
            "inquiry_number": "string",
            "inquiry_topic": "string",
            "inquiry_channel": "string",
            "department": "string",
            "received_time": "timestamp",
            "answered_time": "timestamp",
            "closed_time": "timestamp",
            "transfer_count": "int64",
            "satisfaction": "string",
            **_RECEIPT,
        },
        name="base_operations__inquiry",
    ),
    received_month="received_time",
)
INCIDENT = _dated(
    ibis.table(
        {
            "incident_number": "string",
            "system": "string",
            "incident_severity": "string",
            "incident_cause": "string",
            "started_time": "timestamp",
            "ended_time": "timestamp",
            **_RECEIPT,
        },
        name="base_operations__incident",
    ),
    started_month="started_time",
)
SYSTEM_MONTH = ibis.table(
    {
        "system": "string",
        "month": "date",
        "service_hours": "decimal(9, 2)",
        "failed_hours": "decimal(9, 2)",
        **_RECEIPT,
    },
    name="base_operations__system_month",
)
IT_ASSET = _dated(
    ibis.table(
        {
            "asset_number": "string",
            "asset_class": "string",
            "department": "string",
            "system": "string",
            "purchased_date": "date",
            "price_yuan": _YUAN,
            "licence_count": "int64",
            "used_licence_count": "int64",
            "asset_state": "string",
            **_RECEIPT,
        },
        name="base_operations__it_asset",
    ),
    purchased_month="purchased_date",
)
IT_PROJECT = _dated(
    ibis.table(
        {
            "project_number": "string",
            "project_name": "string",
            "department": "string",
            "budget_yuan": _YUAN,
            "award_yuan": _YUAN,
            "planned_finish_date": "date",
            "actual_finish_date": "date",
            **_RECEIPT,
        },
        name="base_operations__it_project",
    ),
    finished_month="actual_finish_date",
)
TRAINING = _dated(
    ibis.table(
        {
            "training_number": "string",
            "department": "string",
            "training_course": "string",
            "held_date": "date",
            "trained_count": "int64",
            "certified_count": "int64",
            **_RECEIPT,
        },
        name="base_operations__training",
    ),
    held_month="held_date",
)
