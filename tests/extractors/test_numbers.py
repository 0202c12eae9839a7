"""Printed figures: what is read, what is none, and that honest printing always comes back."""

from decimal import Decimal
from itertools import pairwise

import cn2an  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Moment
from extractors.numbers import find_numbers, read_moment, read_number, unit_factor

# text -> operator, value, unit, step, upper, approximate
READ = {
    "3359.62万": ("", "3359.62", "万", "0.01", None, False),
    "1,234.50": ("", "1234.50", "", "0.01", None, False),
    "282 ,796.90": ("", "282796.90", "", "0.01", None, False),
    "1，234，567": ("", "1234567", "", "1", None, False),
    "《10%": ("≤", "10", "%", "1", None, False),
    "》98%": ("≥", "98", "%", "1", None, False),
    "≥95%": ("≥", "95", "%", "1", None, False),
    "≧95": ("≥", "95", "", "1", None, False),
    "═8个": ("=", "8", "个", "1", None, False),
    "≥≥98%": ("≥", "98", "%", "1", None, False),
    ">=90": ("≥", "90", "", "1", None, False),
    "＞90％": (">", "90", "%", "1", None, False),
    "100百分比": ("", "100", "%", "1", None, False),
    "98%(百分比)": ("", "98", "%", "1", None, False),
    "9.5‰": ("", "9.5", "‰", "0.1", None, False),
    "百分之九十八点五": ("", "98.5", "%", "0.1", None, False),
    "千分之三": ("", "3", "‰", "1", None, False),
    "九十七分": ("", "97", "分", "1", None, False),
    "12万4千": ("", "124000", "", "1000", None, False),
    "3亿5千万元": ("", "350000000", "元", "10000000", None, False),
    "3-5个": ("", "3", "个", "1", "5", False),
    "80%-90%": ("", "80", "%", "1", "90", False),
    "１２．５％": ("", "12.5", "%", "0.1", None, False),
    "−12.5": ("", "-12.5", "", "0.1", None, False),
    "(12.5)": ("", "-12.5", "", "0.1", None, False),
    "（1,200）": ("", "-1200", "", "1", None, False),
    "1.2亿元": ("", "1.2", "亿元", "0.1", None, False),
    "25万人次": ("", "25", "万人次", "1", None, False),
    "4.52(万人)": ("", "4.52", "万人", "0.01", None, False),
    "≥13459.00(平方米)": ("≥", "13459.00", "平方米", "0.01", None, False),
    "90.00（度）": ("", "90.00", "度", "0.01", None, False),
    "不低于95%": ("≥", "95", "%", "1", None, False),
    "不少于12种": ("≥", "12", "种", "1", None, False),
    "95%以上": ("≥", "95", "%", "1", None, False),
    "5%（含）以上": ("≥", "5", "%", "1", None, False),
    "高于80%": (">", "80", "%", "1", None, False),
    "小于0.9‰": ("<", "0.9", "‰", "0.1", None, False),
    "不超过30万元": ("≤", "30", "万元", "1", None, False),
    "约50人": ("", "50", "人", "1", None, True),
    "50余人": ("", "50", "人", "1", None, True),
    "近3000户": ("", "3000", "户", "1", None, True),
    "95%左右": ("", "95", "%", "1", None, True),
    "500元/亩": ("", "500", "元/亩", "1", None, False),
    "120元/人·月": ("", "120", "元/人·月", "1", None, False),
    "每年≥2次": ("≥", "2", "次", "1", None, False),
    "≥3年": ("≥", "3", "年", "1", None, False),
    "三个": ("", "3", "个", "1", None, False),
    "100盏": ("", "100", "盏", "1", None, False),
    "467.99 万元": ("", "467.99", "万元", "0.01", None, False),
    "95%。": ("", "95", "%", "1", None, False),
    "0": ("", "0", "", "1", None, False),
    "0.00%": ("", "0.00", "%", "0.01", None, False),
}

NONE = [
    *("无", "-", "—", "/", "……", "（1）", "1.", "一", "二", "一、", "第十三轮", "2021年", "2021年度", "2021年12月31日"),
    *("9月前", "12月", "5号", "十四五", "一级", "三农", "达标", "优", "≥**人", "XX%", "10/10", "3-5", "1-2"),
    *("财预〔2021〕5号", "1,2345", "1.2.3", "A4", "万元", "（万元）", "12:30"),
]


@pytest.mark.parametrize("text", READ)
def test_a_cell_that_is_one_figure(text: str) -> None:
    operator, value, unit, step, upper, is_approximate = READ[text]
    number = read_number(text)
    assert number is not None
    assert number.text == text
    assert (number.operator, str(number.value), number.unit, str(number.step.normalize()), number.is_approximate) == (
        operator,
        value,
        unit,
        str(Decimal(step).normalize()),
        is_approximate,
    )
    assert number.upper == (Decimal(upper) if upper else None)


@pytest.mark.parametrize("text", [*NONE, "", "12 34", "完成率95%，满意度90%"])
def test_a_cell_that_is_no_figure(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "amount", "named"),
    [
        ("20万元", "万元", "200000", "万元"),
        ("854万", "万元", "8540000", "万元"),
        ("467.99", "（万元）", "4679900.00", "万元"),
        ("2000元", "万元", "2000", "元"),
        ("98", "%(百分比)", "0.98", "%"),
        ("95%", "个", "0.95", "%"),
        ("5", "定性指标", "5", ""),
        ("4.5", "万人", "45000.0", "万人"),
    ],
)
def test_the_columns_unit_counts_where_none_is_printed(text: str, unit: str, amount: str, named: str) -> None:
    number = read_number(text, unit=unit)
    assert number is not None
    assert (number.amount, number.unit) == (Decimal(amount), named)


def found(text: str) -> list[str]:
    return [each.number.text for each in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年全年预算120.5万元，执行110万元，执行率91.29%。", ["120.5万元", "110万元", "91.29%"]),
        ("完成第十三轮、十四轮检查，覆盖40个村，发现两个问题，统一整改，一般事项除外", ["40个", "两个"]),
        ("按财预〔2021〕5号、第711号令，电话0371-12345678、13812345678，拨打12345热线", []),
        ("（1）完善三项制度；2.开展培训3场次；①走访5户", ["三项", "3场次", "5户"]),
        ("服务三农，落实“四个意识”和八项规定，十分重要，一定时期，上一年度，一级指标", []),
        ("截至2021年12月31日，9月底前完成100%，2021-2023年，9:30开会", ["100%"]),
        ("PM2.5下降，A4纸，编号51000021R000000019951，附件1、表2", []),
        ("控制率《10%，执行率》98%，见《办法》5份", ["《10%", "》98%", "5份"]),
        ("近三千户，百余人，三十多家，约为4000.6平方米", ["近三千户", "三十多家", "约为4000.6平方米"]),
        ("车辆0辆、在建工程1项12277.73万元，282 ,796.90元", ["0辆", "1项", "12277.73万元", "282 ,796.90元"]),
        ("增加5.5个百分点，3-5个，单价50万元（含）以上", ["5.5个百分点", "3-5个", "50万元（含）以上"]),
        ("得九十七分，百分之九十五，三分之二", ["九十七分", "百分之九十五"]),
    ],
)
def test_figures_in_prose(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert all(text[each.start : each.end] == each.number.text for each in find_numbers(text))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("9月前", Moment("9月前", None, 9, None, "before")),
        ("2021年12月完成", Moment("2021年12月完成", 2021, 12, None, "at")),
        ("2021年12月31日", Moment("2021年12月31日", 2021, 12, 31, "")),
        ("≤2022年6月", Moment("≤2022年6月", 2022, 6, None, "before")),
        ("二〇二一年十二月底前", Moment("二〇二一年十二月底前", 2021, 12, None, "before")),
        ("2021-11-30", Moment("2021-11-30", 2021, 11, 30, "")),
        ("11月底完成100%", Moment("11月底完成100%", None, 11, None, "at")),
        ("13月", None),
        ("467.99", None),
        ("及时", None),
    ],
)
def test_moments(text: str, moment: Moment | None) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("万元", "10000"),
        ("%", "0.01"),
        ("‰", "0.001"),
        ("个", "1"),
        ("万人次", "10000"),
        ("元/亩", "1"),
        ("定性", None),
    ],
)
def test_unit_factors(unit: str, factor: str | None) -> None:
    assert unit_factor(unit) == (Decimal(factor) if factor else None)


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "万元", "%", "个", "亿元"]))
def test_what_is_printed_is_read_back(value: Decimal, unit: str) -> None:
    for text in (f"{value}{unit}", f"{value:,}{unit}", f"≥{value}{unit}"):
        number = read_number(text)
        assert number is not None
        assert (number.value, number.unit, number.step) == (value, unit, Decimal("0.01"))


@given(st.integers(min_value=1, max_value=10**12))
def test_chinese_numerals_are_read_as_cn2an_writes_them(value: int) -> None:
    for words in (cn2an.an2cn(str(value)), cn2an.an2cn(str(value), "up")):
        number = read_number(f"{words}个")
        assert number is not None
        assert number.value == value


@given(st.text(alphabet="0123456789.,万亿千百十一二两%元个年月日()-~《》≥ 第约余", max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_number(text)
    read_moment(text)
    spans = [(each.start, each.end) for each in find_numbers(text)]
    assert all(start < end <= following for (start, end), (following, _) in pairwise(spans))


def test_long_runs_of_digits_take_no_time() -> None:
    assert find_numbers("1" * 5000 + "一" * 5000 + "1." * 2000) == []


def test_a_row_of_digits_too_long_for_an_amount_is_a_code() -> None:
    assert read_number("1" * 21) is None
    assert [found.number.text for found in find_numbers("编码" + "9" * 40 + "，支出12万元")] == ["12万元"]
