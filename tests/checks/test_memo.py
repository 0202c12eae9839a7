"""What is worked out once a run: the same answers, not shared between runs, nor between equal but different facts."""

from collections.abc import Iterator

from checks._memo import once, once_each, remembering
from extractors.model import Place

ASKED: list[object] = []


@once
def page(place: Place) -> list[int]:
    ASKED.append(place)
    return [place.page]


@once_each
def pages(place: Place) -> Iterator[int]:
    ASKED.append(place)
    yield from range(place.page)


def test_outside_a_run_every_question_is_worked_out() -> None:
    ASKED.clear()
    here = Place(3)
    assert (page(here), page(here), list(pages(here)), list(pages(here))) == ([3], [3], [0, 1, 2], [0, 1, 2])
    assert len(ASKED) == 4


def test_inside_a_run_once_for_each_fact_and_never_again_after_it() -> None:
    ASKED.clear()
    here, same = Place(3), Place(3)
    with remembering():
        with remembering():
            first = page(here)
        assert page(here) is first
        assert page(same) is not first
        half_walked = pages(here)
        assert next(half_walked) == 0
        assert list(pages(here)) == [0, 1, 2]
    assert len(ASKED) == 3
    assert page(here) is not first


def test_a_fact_that_is_gone_lends_its_place_to_no_other() -> None:
    with remembering():
        assert [page(Place(number)) for number in range(200)] == [[number] for number in range(200)]
