"""How much of the real report and of the shipped sample is checked, tables and prose apart."""

from pathlib import Path

import pytest

from extractors.report import read_report
from flows.judge import judge
from flows.options import Options
from review.coverage import PROSE, TABLE, coverage, share

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "samples" / "shangjie-2021"
PRINTINGS = [REAL / f"{name}.pdf" for name in ("cid-font", "libreoffice", "weasyprint", "word-like")]
SHIPPED = sorted((ROOT / "data" / "sample").glob("*.pdf"))
IN_TABLES, IN_PROSE = 0.95, 0.60


@pytest.mark.parametrize("path", [*PRINTINGS, *SHIPPED], ids=lambda path: path.stem)
def test_nearly_all_of_the_tables_and_most_of_the_prose_is_compared(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name}: the shared samples are not on this machine")
    covered = coverage(judge(read_report(path.read_bytes(), path.name), Options()))
    tables, prose = share(covered, TABLE), share(covered, PROSE)
    assert tables.figures > 40
    assert prose.figures > 20
    assert tables.checked >= tables.figures * IN_TABLES
    assert prose.checked >= prose.figures * IN_PROSE
    assert all(one.by if one.verdict != "not_checked" else one.why for one in covered)


def test_the_sample_is_there() -> None:
    assert len(SHIPPED) == 2
