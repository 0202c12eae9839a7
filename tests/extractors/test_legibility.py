"""Pages whose text layer is to be doubted, and the many odd ones that are sound."""

import random

import pytest

from extractors.legibility import DRAWN, GARBLED_WHY, HIDDEN_LAYER, SCAN, defect, is_garbled
from extractors.page import Char, Page

PROSE = (
    "本年度项目预算安排1,250.00万元，实际执行1,198.35万元，预算执行率95.87%。项目实施过程中严格执行财务管理制度，"
    "资金使用合规，全年完成植树造林面积1,234.50亩，较上年增加120.5亩，增长10.82%。"
)
ENGLISH = "Thedepartmentspent12.5millionyuanin2023(95.9%ofitsbudget);seeAnnex3,“Résultats”,fordetails." * 3
SOUND = {
    "prose": PROSE,
    "a table of figures": "1,250.00 1,198.35 95.87% (12.50) -3.20 0.00 ".replace(" ", "") * 9,
    "English": ENGLISH,
    "symbol font bullets": "\uf06c" + PROSE[:40] + "\uf0fc\uf0fc\uf0a8\uf06c",
    "boxes and marks": "□是☑否①②③④★●◆→√×≥≤±℃㎡Ⅰ．Ⅱ．" * 4,
    "formulas": "得分=Σαᵢ×(1−β)÷√γ≤∞，∂f/∂x∈Δ" * 4,
    "dot leaders": "一、基本情况" + "…" * 40 + "." * 60 + "1",
    "blanks to fill in": "单位（盖章）：" + "_" * 60 + "年月日",
    "names": "龚骞 邹燚 甄珺 翟旻 覃翀 骆贇 等人参加项目评价小组会议并签字确认结果".replace(" ", "") * 2,
    "traditional": "本年度預算執行率為百分之九十五，資金使用符合規定，項目實施過程嚴格執行財務管理制度，績效目標達成",
    "Uyghur": "بۇ يىللىق خامچوت ئىجرا قىلىش ئەھۋالى ياخشى بولدى".replace(" ", "") * 3,
    "Korean": "연변조선족자치주예산집행정황보고서성과목표달성" * 3,
    "one private character": PROSE + "\ue81a",
    "a name without a code": PROSE + "\ufffd\ufffd",
    "code": "ifx[1]=={'a':2}&&y!=3:print(f\"{x}\")#中文注释说明文字内容很多的一行代码示例" * 2,
}


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(char) + by) for char in text)


GARBLED = {
    "ideographs one code on": shifted(PROSE, 1),
    "ideographs far on": shifted(PROSE, 2000),
    "private use": "".join(chr(0xE000 + ord(char) % 0x1000) for char in PROSE),
    "figures in private use": "".join(chr(0xE000 + ord(char)) if char < "\x80" else char for char in PROSE),
    "figures lost": "".join("\x1a" if char < "\x80" else char for char in PROSE),
    "no codes": "".join("\ufffd" if i % 3 else char for i, char in enumerate(PROSE)),
    "letters of many scripts": "".join(chr(0x100 + ord(char) % 0x400) for char in PROSE),
    "glyph numbers as signs": "".join(chr(0x21 + i % 0x5E) for i in range(120)),
    "glyph numbers as anything": "".join(random.Random(3).choices([chr(c) for c in range(0x80, 0x3000)], k=200)),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_text_is_left_alone(name: str) -> None:
    assert not is_garbled(SOUND[name])


@pytest.mark.parametrize("name", GARBLED)
def test_a_broken_font_map_is_seen(name: str) -> None:
    assert is_garbled(GARBLED[name])


def page(text: str = "", image_share: float = 0.0, hidden: int = 0, segments: int = 0) -> Page:
    chars = [Char(char, 0, 0, 1, 1, 1, 1) for char in text]
    return Page(1, 595, 842, chars, [], image_share, hidden=hidden, segments=segments)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (page(image_share=0.95), SCAN),
        (page("第3页", image_share=0.95), SCAN),
        (page(image_share=0.95, hidden=400), HIDDEN_LAYER),
        (page(PROSE[:30], image_share=1.0, hidden=400), HIDDEN_LAYER),
        (page(segments=5000), DRAWN),
        (page(GARBLED["private use"]), GARBLED_WHY),
        (page(), ""),
        (page(segments=40), ""),
        (page(image_share=0.3), ""),
        (page("封面", image_share=0.3, segments=5000), ""),
        (page(PROSE, image_share=1.0), ""),
        (page(PROSE, image_share=1.0, hidden=20), ""),
    ],
)
def test_what_is_wrong_with_a_page(given: Page, why: str) -> None:
    assert defect(given) == why
