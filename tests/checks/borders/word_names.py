"""Borders: SUM007, XREF008."""

from tests.checks.borders.spec import Border, Spec, prose, row

Y8 = "xref008_name_mismatch"
P7 = "sum007_prose_parts"


def name(title: str, unit: str, *paragraphs: str, project: str = "") -> Spec:
    form = {"name": "项目支出绩效自评表", "unit": unit, "project": project, "indicators": [row(p="1/1")]}
    return {"title": title, "unit": unit, "paragraphs": list(paragraphs), "forms": [form]}


BORDERS: list[Border] = [
    (Y8, "one name", name("云溪县水利局2022年度部门整体支出绩效自评报告", "云溪县水利局")),
    (Y8, "a code and a seal", name("云溪县水利局2022年度绩效自评报告", "129001-云溪县水利局（盖章）")),
    (Y8, "the city's for the district's", name("云川市水利局2022年度绩效自评报告", "云川市青溪区水利局")),
    (Y8, "another joint", name("安平区规划与自然资源局2022年度绩效自评报告", "安平区规划和自然资源局")),
    (
        Y8,
        "a short form, introduced and not",
        name("青禾县河湖办2022年度绩效自评报告", "青禾县河湖长制工作领导小组办公室"),
    ),
    (
        Y8,
        "a short form that is introduced",
        name(
            "青禾县河湖办2022年度绩效自评报告",
            "青禾县河湖长制工作领导小组办公室",
            "青禾县河湖长制工作领导小组办公室（以下简称青禾县河湖办）负责巡河。",
        ),
    ),
    (Y8, "a word of another length, of the same", name("云溪县水务局2022年度绩效自评报告", "云溪县水利局")),
    (Y8, "quite another name", name("白鹭市教育局2022年度绩效自评报告", "云溪县水利局")),
    (
        Y8,
        "the like unit of another district",
        name("安平区教育局2022年度绩效自评报告", "北棠市教育局", "北棠市教育局负责实施。"),
    ),
    (Y8, "a name too short to tell", name("水利局2022年度绩效自评报告", "水利局")),
    (
        Y8,
        "a project by a word, by its own, of 5 signs",
        name(
            "云溪县水利局2022年度绩效自评报告",
            "云溪县水利局",
            "科技发展战略专项资金用于研发补助。",
            project="科技创新战略专项资金",
        ),
    ),
    (
        Y8,
        "a project by its own name",
        name(
            "云溪县水利局2022年度绩效自评报告",
            "云溪县水利局",
            "科技创新战略专项资金用于研发补助。",
            project="科技创新战略专项资金",
        ),
    ),
    (
        Y8,
        "a project with a short name",
        name("云溪县水利局2022年度绩效自评报告", "云溪县水利局", "巡查专款用于补助。", project="巡河专款"),
    ),
    (
        P7,
        "parts that make the whole",
        prose(
            "全年支出100.00万元，其中：基本支出60.00万元、项目支出40.00万元。",
            "全年支出100.00万元，其中：基本支出60.00万元、项目支出40.01万元。",
            "全年支出100.00万元，其中：基本支出60.00万元、项目支出41.00万元。",
            "全年支出100.00万元，其中：基本支出60.00万元、项目支出30.00万元。",
            "全年支出100.00万元，其中：项目支出30.00万元。",
        ),
    ),
]
