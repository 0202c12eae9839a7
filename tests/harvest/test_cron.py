"""A schedule that never fires, or that nobody can read, is told when sources.toml is read."""

import pytest

from flows.cron import is_cron


@pytest.mark.parametrize(
    "text",
    ["30 2 * * *", "*/15 0-6 1,15 jan,AUG mon-fri", "0 3 ? * 7", "0 0 29 2 *", "0 0 31 4 mon", "0 0 * * fri-mon"],
)
def test_a_cron(text: str) -> None:
    assert is_cron(text)


@pytest.mark.parametrize(
    "text",
    ["每天两点", "30 2 * *", "30 2 * * * *", "30 25 * * *", "99 2 * * *", "0 0 31 2 *", "0 0 31 4 *", "0 0 0 * *",
     "*/0 * * * *", "0 0 * 13 *", "0 0 * * 8", "0 0 * * montag", "0 0 ٣ * *", "a-b * * * *", "", "1- * * * *"],
)  # fmt: skip
def test_no_cron(text: str) -> None:
    assert not is_cron(text)
