"""Neighbours: firms whose names differ in a character stay apart unless room and representative agree.

All pairs stand in one small zone: a record with a number in the register, and one of another department without.
"""

from functools import cache

from tests.identity.records import Row, entity, link_entities

ROOM, OTHER_ROOM = "天津开发区第二大街62号B座809", "第二大街62号B座1205室"
AGENCY = "022-25325678"

# What the register says, what another department says, and whether they are one.
PAIRS: dict[str, tuple[Row, Row, bool]] = {
    "two rooms of one door": (
        {"name": "天津鑫泰商贸有限公司", "address": ROOM, "legal_representative": "王小明"},
        {"name": "天津鑫源商贸有限公司", "address": OTHER_ROOM, "legal_representative": "李大海"},
        False,
    ),
    "a door without rooms": (
        {"name": "天津顶益食品有限公司", "address": "第三大街15号", "legal_representative": "王小明"},
        {"name": "天津顶津食品有限公司", "address": "第三大街15号", "legal_representative": "赵大海"},
        False,
    ),
    "one telephone and nothing else": (
        {"name": "天津恒盛物流有限公司", "address": "黄海路16号", "phone": "25321111"},
        {"name": "天津恒丰物流有限公司", "address": "洞庭路99号", "phone": "022-25321111"},
        False,
    ),
    "a word for no representative": (
        {"name": "天津嘉利机电有限公司", "legal_representative": "不详"},
        {"name": "天津嘉和机电有限公司", "legal_representative": "不详"},
        False,
    ),
    "two trades of one brand": (
        {"name": "天津三星电子有限公司", "address": "第四大街12号", "legal_representative": "金成"},
        {"name": "天津三星电机有限公司", "address": "第四大街12号", "legal_representative": "金成"},
        False,
    ),
    "one misspelt in the same room with the same representative": (
        {"name": "天津瑞达化工有限公司", "address": "洞庭路5号C座301室", "legal_representative": "孙玉"},
        {"name": "天津瑞迭化工有限公司", "address": "洞庭路5号C座301", "legal_representative": "孙玉"},
        True,
    ),
    "characters that changed places": (
        {"name": "天津丹格罗食品有限公司", "address": "洞庭路21号", "legal_representative": "蒋兴燕"},
        {"name": "天津丹罗格食品有限公司", "address": "洞庭路21号", "legal_representative": "蒋兴燕"},
        True,
    ),
    "a misspelt legal form": (
        {"name": "天津东丽模具有限公司", "address": "新城西路83号E座1616室", "legal_representative": "武升刚"},
        {"name": "天津东丽模具有信公司", "address": "新城西路83号E座1616室", "legal_representative": "武升刚"},
        True,
    ),
    "a misspelt place": (
        {"name": "天津康博船务有限公司", "address": "新城西路85号E座1616室", "legal_representative": "武志刚"},
        {"name": "天律康博船务有限公司", "address": "新城西路85号E座1616室", "legal_representative": "武志刚"},
        True,
    ),
    "a misspelt zone": (
        {"name": "天津经济技术开发区远美火锅店", "address": "东海路124号"},
        {"name": "天津经济技术发区远美火锅店", "address": "东海路124号"},
        True,
    ),
    "a district left out": (
        {"name": "天津市汉沽区隆云商贸有限公司", "address": "汉沽区新开路15号"},
        {"name": "天津隆云商贸有限公司", "address": "汉沽新开路15号"},
        True,
    ),
    "namesakes of two districts": (
        {"name": "天津开发区华信商贸有限公司", "address": "第三大街15号"},
        {"name": "天津港保税区华信商贸有限公司", "address": "海滨八路88号"},
        False,
    ),
    "a sister's telephone": (
        {"name": "天津矢崎化工有限公司", "address": "第九大街7号", "phone": "25320001"},
        {"name": "天津矢崎化工有限公司", "address": "第九大街7号", "phone": "25320002"},
        True,
    ),
    "a bank's branch without its legal form": (
        {"name": "中国工商银行股份有限公司天津经济技术开发区分行", "address": "宏达街19号"},
        {"name": "工商银行天津开发区分行", "address": "开发区宏达街19号"},
        True,
    ),
    "two branches of one bank": (
        {"name": "中国建设银行股份有限公司天津开发区分行", "address": "第二大街25号"},
        {"name": "中国建设银行天津开发区第二大街支行", "address": "第二大街25号"},
        False,
    ),
    "a branch of a group without the group's legal form": (
        {"name": "天津中新药业集团股份有限公司达仁堂制药厂", "address": "第九大街21号"},
        {"name": "天津中新药业集团达仁堂制药厂", "address": "第九大街21号"},
        True,
    ),
    "a branch without its legal form elsewhere": (
        {"name": "长城仓储股份有限公司天津哈弗分公司", "address": "新业八街19号"},
        {"name": "长城仓储天津哈弗分公司", "address": "洞庭路7号", "legal_representative": "何其"},
        False,
    ),
    "a placeholder for a name": ({"name": "天津飞扬软件有限公司"}, {"name": "不详", "address": "第三大街15号"}, False),
}
SISTER: Row = {"name": "天津矢崎电装有限公司", "address": "第九大街7号", "phone": "25320002"}
# Firms of one agency: what it answers by telephone speaks for none of them.
CLIENTS = ["天津宏成仓储有限公司", "天津飞远广告有限公司", "天津博扬包装有限公司", "天津美凯印刷有限公司"]
MORE_CLIENTS: Row = {"name": "天津宏诚仓储有限公司", "address": "睦宁路3号", "phone": AGENCY}


@cache
def _found() -> dict[str, str]:
    registered = [pair[0] for pair in PAIRS.values()]
    registered += [
        SISTER,
        *({"name": name, "address": f"黄海路{n}号", "phone": AGENCY} for n, name in enumerate(CLIENTS)),
    ]
    rows = [
        entity("registry", f"r{n}", registration_number=f"1201910000{n:05}", founded_date="2004-03-01", **each)
        for n, each in enumerate(registered)
    ]
    asking = [*(pair[1] for pair in PAIRS.values()), MORE_CLIENTS]
    rows += [entity("insurance_unit", f"i{n}", **each) for n, each in enumerate(asking)]
    return {serial: found[0] for serial, found in link_entities(rows).items()}


def test_neighbours_stay_apart_and_the_misspelt_are_found() -> None:
    found = _found()
    linked = {label: found[f"r{n}"] == found[f"i{n}"] for n, label in enumerate(PAIRS)}
    assert linked == {label: one for label, (_, _, one) in PAIRS.items()}


def test_the_telephone_of_an_agency_speaks_for_nobody() -> None:
    found = _found()
    assert found[f"i{len(PAIRS)}"] not in {found[f"r{n}"] for n in range(len(PAIRS), len(PAIRS) + 1 + len(CLIENTS))}
