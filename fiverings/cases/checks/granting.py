"""What the audit asks of goodwill: that each grant stands on the limit of its giver, or on an approval."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import slots

from ..models import Goodwill


@slots.audit(
    "I-30", order=10, sentence=gettext_lazy("Goodwill is within the limit of its giver, or somebody allowed it")
)
def goodwill_that_nobody_allowed() -> Iterator[tuple[Goodwill, str]]:
    """The database asks each grant; here what stands on a case up to it is added up anew, by each limit."""
    before = Goodwill.objects.filter(case=OuterRef("case"), currency=OuterRef("currency"), id__lte=OuterRef("id"))
    summed = before.standing().order_by().values("case").annotate(sum=Sum("amount")).values("sum")
    limited = Goodwill.objects.filter(limit__isnull=False).standing().annotate(up_to=Subquery(summed))
    for granted in limited.filter(Q(up_to__gt=F("limit__amount")) | ~Q(currency=F("limit__currency"))).iterator():
        yield granted, _("is more than {limit}").format(limit=granted.limit)
    allowed = Q(approval__amount=F("amount"), approval__currency=F("currency"), approval__case=F("case"))
    allowed &= Q(approval__state="approved", approval__asked_by=F("by"))
    for granted in Goodwill.objects.filter(approval__isnull=False).exclude(allowed).iterator():
        yield granted, _("is not what {holder} allowed").format(holder=granted.approval.holder)
