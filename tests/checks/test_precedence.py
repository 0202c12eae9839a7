"""One fact, one row: the narrower code speaks, the other is not evaluated and says who does."""

from typing import Any

import pytest

from checks._catalog import CATALOG
from checks._engine import run_checks
from checks._model import Finding, NotEvaluated, Parameters
from tests.checks.build import build_report

TWICE = {
    "total": "100",
    "budget": [
        {"label": "年度资金总额", "weight": "10", "score": "10"},
        {"label": "财政拨款", "parent": "年度资金总额", "weight": "10", "score": "10"},
    ],
    "indicators": [{"l3": "维护点位", "weight": "90", "score": "80", "reason": "场地移交较晚。"}],
}
UNEXPLAINED = {
    "indicators": [{"l3": "培训人数", "target": "≥200人", "actual": "190人", "weight": "10", "score": "4"}],
}
MARKED = {
    "budget": [
        {"label": "年度资金总额", "annual": "80", "executed": "76元", "rate": "95%"},
        {"label": "财政拨款", "parent": "年度资金总额", "annual": "50", "executed": "47"},
        {"label": "上年结转", "parent": "年度资金总额", "annual": "30", "executed": "29"},
    ],
}


@pytest.mark.parametrize(
    ("form", "speaker", "silent"),
    [
        (TWICE, "SCORE006", "SUM001"),
        (UNEXPLAINED, "SCORE002", "SCORE004"),
        (MARKED, "XREF006", "RATE001"),
        (MARKED, "XREF006", "SUM004"),
    ],
    ids=["points counted twice", "points lost without a reason", "a cell in 元, its rate", "a cell in 元, its parts"],
)
def test_the_narrower_code_speaks(form: dict[str, Any], speaker: str, silent: str) -> None:
    chosen = [check for check in CATALOG if check.code in {speaker, silent}]
    outcomes = {r.code: r.outcomes for r in run_checks(build_report({"forms": [form]}), chosen, Parameters())}
    assert [type(outcome) for outcome in outcomes[speaker]] == [Finding]
    assert [o.reason for o in outcomes[silent] if isinstance(o, NotEvaluated)] == [f"已由 {speaker} 说明"]
    assert [o for o in outcomes[silent] if isinstance(o, Finding)] == []
