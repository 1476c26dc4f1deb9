"""Titles: what the columns of a table printed for a person are called in Chinese.

English titles are the columns' own names with blanks. CSV and JSON keep the names: programs read those.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from datasets.text import Language

CHINESE: Mapping[str, str] = MappingProxyType(
    {
        "application": "申报编号",
        "by": "依据",
        "clause": "条款",
        "duplicates": "疑似重复",
        "file": "文件",
        "findings": "填报问题",
        "flip": "何以翻转",
        "materials": "待补正",
        "number": "编号",
        "outcome": "意见",
        "priority": "优先条件",
        "cut_yuan": "核减（元）",
        "requested_yuan": "申报（元）",
        "result": "结论",
        "signed_at": "签字时间",
        "signer": "签字人",
        "agreeing": "一致",
        "against": "对照值",
        "attribute": "字段",
        "base": "基础库",
        "base_name": "基础库",
        "chosen": "采用值",
        "chosen_source": "采用来源",
        "compared": "可比",
        "departments": "部门",
        "differing": "不一致",
        "entity_id": "法人标识",
        "fields": "字段数",
        "hours": "节约工时",
        "is_combined": "合并月份",
        "item": "分项",
        "left_address": "左地址",
        "left_entity_id": "左法人标识",
        "left_name": "左名称",
        "left_only": "仅左方有",
        "left_receipt": "左回执",
        "left_row": "左行号",
        "left_serial": "左流水号",
        "left_source": "左方来源",
        "measure": "维度",
        "measure_name": "维度",
        "method": "方法",
        "months": "月数",
        "name": "名称",
        "part": "达标",
        "period": "时期",
        "period_end": "止",
        "period_kind": "时期类型",
        "period_start": "起",
        "published_date": "发布日期",
        "purpose": "用途",
        "reason": "理由",
        "receipt": "回执",
        "receiver": "使用部门",
        "right_address": "右地址",
        "right_entity_id": "右法人标识",
        "right_name": "右名称",
        "right_only": "仅右方有",
        "right_receipt": "右回执",
        "right_row": "右行号",
        "right_serial": "右流水号",
        "right_source": "右方来源",
        "rows": "行数",
        "rule": "规则",
        "said": "可疑之处",
        "score": "得分",
        "series": "序列",
        "sharing": "共享类型",
        "snapshot": "快照",
        "source": "来源",
        "source_name": "来源",
        "source_row": "行号",
        "sources": "来源",
        "status": "数据状态",
        "subject": "主体",
        "supplied_at": "提供时间",
        "supplier": "提供部门",
        "consumer": "接收部门",
        "threshold": "阈值",
        "times": "部门数",
        "unit": "单位",
        "valid_from": "生效",
        "valid_to": "失效",
        "value": "数值",
        "values": "数值个数",
        "verdict": "评价",
        "vintage": "版本",
        "whole": "应达标",
        "yoy": "同比",
        "yoy_published": "公布同比",
        "yoy_computed": "推算同比",
        "as_of": "数据日期",
        "year_before": "上年同期",
        "change": "增减",
        "points": "拉动",
        "growth": "增速",
        "share": "贡献率",
        "state": "状态",
        "now": "本期",
        "national": "大势",
        "mix": "结构效应",
        "competitive": "竞争力",
        "allocation": "配置效应",
        "rate": "水平效应",
        "effect": "合计影响",
        "share_base": "上年份额",
        "share_now": "本期份额",
        "rate_base": "上年水平",
        "rate_now": "本期水平",
        "trend": "趋势",
        "seasonal": "季节",
        "festival": "春节",
        "workday": "工作日",
        "irregular": "不规则",
        "adjusted": "调整后",
        "origin": "增速来源",
        "indicator": "指标",
        "slices": "切片数",
        "fen_apart": "最大差（分）",
        "ratio_apart": "最大相对差",
        "rows_apart": "行不同的切片",
        "duckdb_seconds": "DuckDB 用时（秒）",
        "spark_seconds": "Spark 用时（秒）",
    }
)


def titled(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return a frame under the titles a reader knows; a column without one keeps its name."""
    if language == "en":
        return frame.rename(columns=lambda name: str(name).replace("_", " "))
    return frame.rename(columns=dict(CHINESE))


def spoken(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return a frame with one ``reason`` in the reader's language instead of ``reason_zh`` and ``reason_en``."""
    pair = {"reason_zh", "reason_en"}
    if not pair <= set(frame.columns):
        return frame
    said = frame.rename(columns={f"reason_{language}": "reason"})
    return said.drop(columns=[each for each in pair if each in said.columns])
