"""How reports put what every report says: eight wordings of one narrative, filled in with a story's own figures.

What stands in braces is named in `narrative.facts`. Units that write in different voices share no sentence.
"""

from typing import NamedTuple


class Voice(NamedTuple):
    """title, then what stands under four headings; `basics` of a project and of a department."""

    title: str
    headings: tuple[str, str, str, str]
    project: str
    department: str
    counted: str
    flat: str
    money: str
    satisfied: str
    scored: str
    late: str
    problems: str


VOICES: tuple[Voice, ...] = (
    Voice(
        "{unit}{year}年度{subject}绩效自评报告",
        ("一、基本情况", "二、资金使用情况", "三、绩效目标完成情况", "四、存在的问题和改进措施"),
        "{name}由{unit}组织实施，主要用于辖区设施的日常维护和管理。",
        "{unit}承担辖区设施的日常维护和管理，内设机构按职责分工开展工作。",
        "共设置一级指标{firsts}个、二级指标{seconds}个、三级指标{count}个。",
        "共设置绩效指标{count}个。",
        "{year}年{subject}全年预算数{annual}万元，全年执行数{executed}万元，预算执行率{rate}。",
        "{satisfied}为{actual}，达到年初目标。",
        "{subject}自评得分为{total}分，自评等级为{grade}。",
        "预算执行率未达到目标，原因是部分结转资金按合同约定在下一年度支付。",
        "个别点位的巡查记录不够完整，下一步将统一台账格式，按季度开展抽查。",
    ),
    Voice(
        "{year}年度{unit}{subject}绩效自评报告",
        ("一、项目概况", "二、预算安排和执行", "三、指标完成情况分析", "四、问题及建议"),
        "为改善基层公共服务条件，{unit}于{year}年初启动{name}，由业务股室牵头、属地乡镇配合推进。",
        "{unit}围绕年度中心工作，由各业务股室牵头、属地乡镇配合推进各项履职任务。",
        "对照批复的目标，分解出{firsts}项一级指标、{seconds}项二级指标和{count}项三级指标。",
        "对照批复的目标，分解出{count}项绩效指标。",
        "全年预算数为{annual}万元，截至{year}年12月31日全年执行数为{executed}万元，预算执行率为{rate}。",
        "问卷结果显示，{satisfied}达到{actual}，达到预期值。",
        "综合各项指标，{subject}绩效自评得分{total}分，评价等级为“{grade}”。",
        "执行率低于百分之百，原因是质保金尚未到支付期限，按合同在次年结清。",
        "基层管护力量偏弱，少数点位台账更新滞后，今后将通过集中培训和交叉检查逐步解决。",
    ),
    Voice(
        "关于{year}年度{subject}绩效自评情况的报告（{unit}）",
        ("一、基本情况", "二、资金管理和使用情况", "三、绩效自评结论", "四、主要问题及下一步打算"),
        "{name}是{unit}的年度重点工作之一，服务对象为辖区居民，实施内容包括设施检修、人员培训和现场检查。",
        "{unit}的年度重点工作包括设施检修、人员培训和现场检查，服务对象为辖区居民。",
        "绩效目标表中列有一级指标{firsts}个，二级指标{seconds}个，三级指标{count}个。",
        "绩效目标表中列有指标{count}个。",
        "本年度全年预算{annual}万元，已支付{executed}万元，预算执行率{rate}，资金拨付手续齐全。",
        "{satisfied}{actual}，服务对象总体认可。",
        "经自评，{subject}得分{total}分，自评结果为{grade}。",
        "预算未全部执行的原因是招标节余资金未再安排使用，由财政部门统筹。",
        "一是宣传形式较为单一，二是数据报送时效有待提高。拟于明年上半年制定专门方案加以改进。",
    ),
    Voice(
        "{unit}关于{subject}{year}年度绩效的自评报告",
        ("一、总体情况", "二、经费情况", "三、产出与效果", "四、不足与对策"),
        "依据县级财政预算批复，{unit}组织实施{name}，重点解决设施老化、管护不到位等民生诉求。",
        "依据县级财政预算批复，{unit}安排全年支出，重点解决设施老化、管护不到位等民生诉求。",
        "指标体系由{firsts}个一级指标、{seconds}个二级指标、{count}个三级指标构成。",
        "指标体系由{count}个指标构成。",
        "{year}年安排全年预算数{annual}万元，实际支出{executed}万元，预算执行率达{rate}。",
        "年终抽样走访得到的{satisfied}为{actual}，符合预期。",
        "根据评分规则计算，{subject}自评总分{total}分，等级{grade}。",
        "未执行部分的原因是工程尾款需待竣工结算审核后支付，已列入次年用款计划。",
        "部分乡镇的管护资料归档不及时，我们将明确专人、建立清单，逐项销号。",
    ),
    Voice(
        "{year}年度{subject}绩效自评报告——{unit}",
        ("一、实施背景及内容", "二、资金投入与使用", "三、目标达成情况", "四、存在困难及改进方向"),
        "{unit}自{year}年1月起实施{name}，覆盖全县主要片区，按季度组织验收。",
        "{unit}在{year}年内按季度组织验收各项任务，工作覆盖全县主要片区。",
        "年初确定的绩效指标含一级{firsts}个、二级{seconds}个、三级指标{count}个。",
        "年初确定的绩效指标共{count}个。",
        "项目全年预算数{annual}万元。年内完成支出{executed}万元，执行率{rate}。",
        "第三方电话回访测得{satisfied}{actual}，实现既定目标。",
        "按照百分制评分，{subject}自评得分{total}分，评定为{grade}。",
        "执行率未到百分之百，原因是受雨季影响，两个标段的进度款推迟到次年一季度支付。",
        "片区之间工作进度不够平衡，信息化手段应用不足，后续将加大督促力度并完善系统功能。",
    ),
    Voice(
        "{unit}{year}年{subject}支出绩效自我评价报告",
        ("一、单位及项目基本情况", "二、财政资金执行情况", "三、绩效评价结果", "四、有关问题和整改安排"),
        "{name}的责任单位为{unit}，年内通过政府采购确定服务机构，并签订服务合同。",
        "{unit}年内通过政府采购确定服务机构并签订服务合同，保障各项职责履行。",
        "自评涉及{firsts}个一级指标、{seconds}个二级指标，细化为{count}个三级指标。",
        "自评涉及绩效指标{count}个。",
        "当年全年预算数合计{annual}万元，年末全年执行数合计{executed}万元，预算执行率为{rate}，会计核算规范。",
        "从调查情况看，{satisfied}为{actual}，群众反映良好。",
        "综合评定{subject}自评分值为{total}分，对应等级为{grade}。",
        "预算执行略有不足，原因是服务合同分期付款，最后一期费用在次年验收后支付。",
        "合同履约监管仍需加强，验收资料的规范性有待提升，下年度起实行双人复核。",
    ),
    Voice(
        "{unit}{subject}绩效自评报告（{year}年度）",
        ("一、立项与组织", "二、预算执行", "三、绩效情况", "四、存在问题和改进意见"),
        "经县政府批准，{name}纳入{year}年为民办实事清单，{unit}成立专班负责日常调度。",
        "{unit}{year}年承担多项为民办实事任务，成立专班负责日常调度。",
        "批复下达的指标有一级指标{firsts}个、二级指标{seconds}个、三级指标{count}个。",
        "批复下达的指标有{count}个。",
        "{subject}全年预算数{annual}万元，全年支出{executed}万元，预算执行率是{rate}。",
        "{satisfied}指标完成值为{actual}，较好完成任务。",
        "自评工作组按照评分表逐项打分，{subject}最终得分{total}分，自评等级{grade}。",
        "尚未支付的资金，原因是年底验收的点位需在质保期满后付清余款。",
        "专班人员流动较大，业务衔接存在空档，计划通过编制操作手册保持工作连续。",
    ),
    Voice(
        "{unit}{year}年度{subject}绩效自评情况报告",
        ("一、概述", "二、资金到位与支出", "三、绩效分析", "四、问题与改进"),
        "随着城乡设施使用年限增长，维护需求逐年上升，{unit}据此申报并实施{name}。",
        "随着城乡设施使用年限增长，维护需求逐年上升，{unit}据此安排全年履职任务。",
        "在目标申报环节，共设定一级指标{firsts}个、二级指标{seconds}个、三级指标{count}个。",
        "在目标申报环节，共设定指标{count}个。",
        "{year}年度全年预算数{annual}万元，完成全年执行数{executed}万元，预算执行率{rate}，未发生挪用。",
        "面向受益对象开展的调查表明，{satisfied}达{actual}。",
        "据此，{subject}自评得{total}分，等级定为{grade}。",
        "支出进度稍慢，原因是部分设备到货较晚，尾款在次年支付。",
        "前期需求摸底不够细致，个别设备型号中途调整，以后将把需求论证提前到上一年度。",
    ),
)
CLOSINGS = (
    ("五、自评结果应用和公开情况", "自评结果作为安排下一年度预算的参考，随部门决算同步公开，接受社会监督。"),
    ("五、结果应用", "本次自评结果已在单位内部通报，并作为明年编制预算、调整工作安排的依据。"),
    ("五、评价结果公开", "自评报告和自评表在县政府网站预决算公开专栏发布。"),
)
