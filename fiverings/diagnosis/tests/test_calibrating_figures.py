"""How far one may trust what was said is what was worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from fiverings.diagnosis.engine.calibrating import Share, brier, over_triage, reliability, under_triage

TOLD = [1, 1, 1, 2, 2, 2, 3, 3]
WAS = [1, 2, 3, 1, 2, 3, 2, 3]


def test_the_brier_score_adds_the_errors_of_three_chances_and_takes_the_mean_over_cases() -> None:
    chances = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    first, second = 0.3**2 + 0.2**2 + 0.1**2, 0.1**2 + 0.7**2 + 0.6**2
    assert brier(chances, [1, 2]) == pytest.approx((first + second) / 2)
    assert brier(np.full((3, 3), 1 / 3), [1, 2, 3]) == pytest.approx(2 / 3)
    assert brier(np.empty((0, 3)), []) is None


def test_under_and_over_triage_are_counted_by_what_was_told_first() -> None:
    assert under_triage(TOLD, WAS, 1) == Share(1, 2)
    assert under_triage(TOLD, WAS, 2) == Share(1, 3)
    assert over_triage(TOLD, WAS, 1) == Share(2, 3)
    assert over_triage(TOLD, WAS, 2) == Share(1, 3)


def test_a_share_stands_with_its_interval() -> None:
    assert Share(5, 100).interval == pytest.approx((0.0215, 0.1118), abs=1e-4)
    assert Share(0, 20).interval == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert (Share(0, 0).share, Share(0, 0).interval) == (None, (0.0, 1.0))


def test_a_bin_is_shown_from_twenty_cases_on() -> None:
    chances = np.tile([0.25, 0.35, 0.40], (19, 1))
    assert reliability(chances, [1] * 19) == []
    found = reliability(np.tile([0.25, 0.35, 0.40], (20, 1)), [1] * 5 + [2] * 15)
    assert [(each.level, round(each.said, 2), each.came) for each in found] == [
        (1, 0.25, Share(5, 20)),
        (2, 0.35, Share(15, 20)),
        (3, 0.40, Share(0, 20)),
    ]
    assert [each.is_reliable for each in found] == [True, False, False]
