"""Whatever the order of the columns, the spelling of the heads and the way levels are printed, rows read the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.form import read_forms
from extractors.lexicon import spellings
from tests.extractors.grids import build_table

LEVELS = (("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益"))
VALUES = ("operator", "target", "target_unit", "actual", "weight", "score", "reason")
PRINTED = {
    "operator": ("≥", "≤", "=", "≥"),
    "target": ("10", "20.5", "100", "7"),
    "target_unit": ("个", "万元", "%", "次"),
    "actual": ("12", "19", "98", "7"),
    "weight": ("10", "20", "30", "40"),
    "score": ("10", "20", "29.4", "40"),
    "reason": ("", "", "验收推迟", ""),
}


def level_cells(style: str) -> list[list[str]]:
    """The level-1 and level-2 cells of each row: merged, repeated, or blank below the first."""
    if style == "merged":
        return [["产出指标^x3", "数量指标^x2"], [], ["质量指标"], ["效益指标", "社会效益"]]
    if style == "blank":
        return [["产出指标", "数量指标"], ["", ""], ["", "质量指标"], ["效益指标", "社会效益"]]
    return [list(pair) for pair in LEVELS]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_rows_read_the_same(data: st.DataObject) -> None:
    words = spellings()["indicators"]
    fields = data.draw(st.permutations(VALUES))
    style = data.draw(st.sampled_from(["merged", "repeated", "blank"]))
    names = ("level1", "level2", "level3", *fields)
    heads = [data.draw(st.sampled_from(words[name])) for name in names]
    total = data.draw(st.sampled_from(spellings()["rows"]["total"]))
    lines = ["|".join(heads)]
    for i, cells in enumerate(level_cells(style)):
        lines.append("|".join([*cells, f"指标第{i}项", *(PRINTED[name][i] for name in fields)]))
    foot = {"weight": "100", "score": "99.4"}
    lines.append("|".join([f"{total}^3", *(foot.get(name, "") for name in fields)]))
    form = read_forms((build_table(lines, "项目支出绩效自评表"),), ()).forms[0]
    read = [(r.level1, r.level2, r.level3, *(getattr(r, name).text for name in VALUES)) for r in form.indicators]
    assert read == [(*LEVELS[i], f"指标第{i}项", *(PRINTED[name][i] for name in VALUES)) for i in range(len(LEVELS))]
    assert (form.total and form.total.text, form.full_score and form.full_score.text) == ("99.4", "100")
