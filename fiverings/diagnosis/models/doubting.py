"""Doubting: why what is believed does not let a need be called so mild, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..engine import Sequencing


def still_likely(sequencing: Sequencing, level: int) -> str:
    """Why not; nothing when calling it so costs them no more than calling it worse."""
    ruling = sequencing.ruling
    if ruling.rules_out_worse_than(level):
        return ""
    chance, threshold = ruling.chance_of_worse(level), sequencing.losses.threshold(level, level - 1)
    if chance < threshold:
        return _costs_less(sequencing, level)
    words = _("The chance that it is worse is {chance}, and it counts as ruled out below {threshold}.")
    return words.format(chance=f"{chance:.3f}", threshold=f"{threshold:.3f}")


def _costs_less(sequencing: Sequencing, level: int) -> str:
    """Where no single limit speaks against it: a little of the worst weighs much."""
    costs = sequencing.ruling.costs(level)
    best = int(costs.argmin()) + 1
    words = _("On average, severity {level} would cost them {this} minutes of harm, and severity {best} {that}.")
    return words.format(level=level, this=f"{costs[level - 1]:.1f}", best=best, that=f"{costs[best - 1]:.1f}")
