"""Tax: what enterprises paid into the treasury, per unit of land, and how concentrated it is."""

from datasets import Text
from indicators.definition import Direction, Frequency, Indicator, Mean, Ratio, TopShare, Unit
from indicators.tables import ENTITY_SIZE, TAX_PAYMENT

FAMILY = Text("税收", "Tax")

SQUARE_METRES_PER_MU = 10_000 / 15  # fifteen mu are one hectare, by definition

_OWNER = Text("税务局收入核算科", "Tax Bureau, revenue accounting")

_SIZED = TAX_PAYMENT.left_join(ENTITY_SIZE, "entity_id").drop("entity_id_right")

INDICATORS = (
    Indicator(
        key="tax_revenue",
        watched=True,
        name=Text("税收收入", "Tax revenue"),
        unit=Unit.YUAN,
        meaning=Text(
            "开发区企业当月入库的全部税款。",
            "All tax that the zone's enterprises paid into the treasury in the month.",
        ),
        formula=Text("各户各税种入库税额之和", "Sum of tax paid over taxpayers and types of tax"),
        caveat=Text(
            "按入库月份统计，不含海关代征；1、4、7、10 月因季度申报偏高。"
            "未能与企业登记对应的税款计入合计，行业和街区列为“未知”。",
            "By month of payment, without tax collected by customs; quarterly returns lift January, April, July and "
            "October. Payments that match no registered enterprise are in the total, under 'unknown'.",
        ),
        owner=_OWNER,
        sources=("tax",),
        table=TAX_PAYMENT,
        amount=TAX_PAYMENT.paid_yuan,
        time="payment_month",
        dimensions=("tax_type", "industry", "street", "ownership"),
    ),
    Ratio(
        key="tax_per_mu",
        watched=True,
        name=Text("亩均税收", "Tax revenue per mu"),
        unit=Unit.YUAN_PER_MU,
        meaning=Text(
            "每亩已供土地产生的税收。",
            "Tax revenue from each mu (a fifteenth of a hectare) of granted land.",
        ),
        formula=Text(
            "税收收入 ÷（月末已供土地面积 ÷ 666.667 平方米）；累计值以累计税收为分子",
            "Tax revenue ÷ (land granted by the month's end ÷ 666.667 m²); year to date divides the year's tax",
        ),
        caveat=Text(
            "税收按企业登记的街区，土地按宗地所在街区；总部与厂房分处两个街区时分子分母不对应。",
            "Tax counts in the block where the enterprise is registered, land where the parcel lies; they part when "
            "head office and plant stand in two blocks.",
        ),
        owner=Text("发展和改革局、规划和国土资源局", "Development and Reform Bureau; Land Resources Bureau"),
        sources=("tax", "land"),
        numerator="tax_revenue",
        denominator="land_area",
        scale=SQUARE_METRES_PER_MU,
        dimensions=("street",),
    ),
    TopShare(
        key="tax_concentration",
        watched=True,
        name=Text("前十大纳税户占比", "Share of the ten largest taxpayers"),
        unit=Unit.SHARE,
        meaning=Text(
            "当期入库税额最多的十户占税收收入的比重。",
            "The part of tax revenue paid by the ten taxpayers that paid most in the period.",
        ),
        formula=Text(
            "前十户入库税额 ÷ 税收收入；累计值按年初至本月重新排序",
            "Tax paid by the ten largest ÷ tax revenue; year to date ranks taxpayers anew on their sums",
        ),
        caveat=Text(
            "不能归到某一户的税款只进分母；不足十户的分组占比为 100%。各组占比不可相加。",
            "Tax that belongs to no known taxpayer stands in the divisor only; groups of fewer than ten show 100 %. "
            "Shares of groups do not add up.",
        ),
        owner=_OWNER,
        sources=("tax",),
        direction=Direction.DOWN,
        of="tax_revenue",
        entity="entity_id",
        count=10,
        dimensions=("industry", "street"),
    ),
    Indicator(
        key="tax_by_size",
        name=Text("分规模税收收入", "Tax revenue by size of enterprise"),
        unit=Unit.YUAN,
        meaning=Text("按企业规模划分的入库税款。", "Tax paid, by the size of the enterprise that paid it."),
        formula=Text("各户入库税额之和，按纳税企业的规模归类", "Sum of tax paid, by the size of the taxpayer"),
        caveat=Text(
            "规模按统计上大中小微划分办法的从业人数标准和现有人数，不含营业收入标准。",
            "Size by the employees' thresholds of the statistical measures and today's employees, without turnover.",
        ),
        owner=_OWNER,
        sources=("tax",),
        table=_SIZED,
        amount=_SIZED.paid_yuan,
        time="payment_month",
        dimensions=("size",),
    ),
    Indicator(
        key="tax_arrears",
        name=Text("新增欠税", "New tax arrears"),
        unit=Unit.YUAN,
        meaning=Text("当月应征而未入库的税款。", "Tax assessed for the month and not paid."),
        formula=Text("应征税额 − 入库税额", "Tax levied − tax paid"),
        caveat=Text(
            "以后补缴的税款不在此扣减，不是欠税余额。",
            "Later payments are not taken off: this is not the balance owed.",
        ),
        owner=_OWNER,
        sources=("tax",),
        direction=Direction.DOWN,
        table=TAX_PAYMENT,
        amount=TAX_PAYMENT.levied_yuan - TAX_PAYMENT.paid_yuan,
        time="payment_month",
        dimensions=("industry", "street"),
    ),
    Mean(
        key="tax_collection_rate",
        name=Text("税款入库率", "Tax collection rate"),
        unit=Unit.SHARE,
        meaning=Text("应征税款中已入库的比重。", "The part of tax levied that was paid."),
        formula=Text("入库税额 ÷ 应征税额", "Tax paid ÷ tax levied"),
        caveat=Text("按应征月份，不含清欠。", "By month of assessment, without arrears collected later."),
        owner=_OWNER,
        sources=("tax",),
        table=TAX_PAYMENT,
        amount=TAX_PAYMENT.paid_yuan,
        weight=TAX_PAYMENT.levied_yuan,
        amount_unit=Unit.YUAN,
        time="payment_month",
        dimensions=("industry", "street"),
    ),
    Ratio(
        key="tax_burden",
        name=Text("宏观税负", "Tax burden"),
        unit=Unit.SHARE,
        meaning=Text("税收收入占地区生产总值的比重。", "Tax revenue as a part of gross domestic product."),
        formula=Text("税收收入 ÷ 同季地区生产总值", "Tax revenue ÷ gross domestic product of the same quarter"),
        caveat=Text(
            "企业营业收入没有来源，不能算企业税负；现价。",
            "Turnover is not delivered, so not a burden on sales; current prices.",
        ),
        owner=_OWNER,
        sources=("tax", "gdp_quarter"),
        direction=Direction.NEITHER,
        frequency=Frequency.QUARTER,
        numerator="tax_revenue",
        denominator="gdp_quarterly",
    ),
    Ratio(
        key="tax_per_enterprise",
        name=Text("户均税收", "Tax revenue per enterprise"),
        unit=Unit.YUAN,
        meaning=Text("每户在册企业平均入库税款。", "Tax revenue per enterprise on the register."),
        formula=Text("税收收入 ÷ 在册企业数", "Tax revenue ÷ registered enterprises"),
        caveat=Text("税收含未登记在册的纳税人。", "Tax has payers that are not on the register."),
        owner=_OWNER,
        sources=("tax", "registry"),
        numerator="tax_revenue",
        denominator="registered_enterprises",
        dimensions=("industry", "street", "ownership"),
    ),
)
