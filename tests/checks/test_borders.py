"""Every border: whole outcomes, with the figures that they rest on, against told.json."""

import pytest

from tests.checks.borders.spec import Border
from tests.checks.borders.telling import BORDERS, known, named, told

KNOWN = known()


@pytest.mark.parametrize("border", BORDERS, ids=named)
def test_border(border: Border) -> None:
    stem, _, spec = border
    assert told(stem, spec) == KNOWN[named(border)]


def test_every_border_has_a_name_of_its_own_and_is_told() -> None:
    assert sorted(map(named, BORDERS)) == sorted(KNOWN)
