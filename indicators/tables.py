"""The base tables that indicators are defined on, as unbound Ibis tables: a schema and a name."""

import ibis

_RECEIPT = {"receipt": "int32", "source_row": "int64"}
_ENTITY = {"entity_id": "string", "industry": "string", "street": "string", "ownership": "string"}

TAX_PAYMENT = ibis.table(
    {
        **_ENTITY,
        "payment_month": "date",
        "tax_type": "string",
        "levied_yuan": "decimal(18, 2)",
        "paid_yuan": "decimal(18, 2)",
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
        "completed_yuan": "decimal(18, 2)",
        "foreign_capital_usd": "decimal(18, 2)",
        **_RECEIPT,
    },
    name="base_economy__project_progress",
)
ENTITY_EVENT = ibis.table(
    {**_ENTITY, "month": "date", "event": "string", "change": "int32", **_RECEIPT},
    name="base_legal_entities__entity_event",
)
LAND_PARCEL = ibis.table(
    {
        "entity_id": "string",
        "parcel_code": "string",
        "street": "string",
        "land_use": "string",
        "area_square_metre": "float64",
        "granted_month": "date",
        **_RECEIPT,
    },
    name="base_geography__land_parcel",
)
