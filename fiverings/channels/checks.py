"""Self-checks of the mail: it is let in, fetched, filed, and goes out; and what the audit asks of it."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.conversations.models import Visibility
from fiverings.core import clock
from fiverings.core.slots import Finding, audit, check

from .gateways.mail.junk import Judge
from .models import Arrival, Cause, Cursor, Delivery, Mailbox, Outage, Quiet

ANSWERS_WITHIN = 5
BLINKS_FOR = timedelta(minutes=2)
SILENT_AFTER = timedelta(minutes=5)
FILED_WITHIN = timedelta(minutes=2)
CARRIED_WITHIN = timedelta(minutes=5)
TRIED_FOR = timedelta(minutes=15)


@check("mail is let in", order=40)
def mail_is_let_in() -> Finding:
    """Our own door answers, as it would to the world."""
    try:
        with smtplib.SMTP(settings.MAIL_IN_HOST, settings.MAIL_IN_PORT, timeout=ANSWERS_WITHIN) as session:
            session.noop()
    except (OSError, smtplib.SMTPException) as trouble:
        return Finding(False, f"Mail cannot come in: our SMTP port does not answer ({trouble}).")
    return Finding(True, "Mail can come in.")


@check("mail is fetched", order=41)
def mail_is_fetched() -> Finding:
    """Every mailbox that lies on a server was read lately, and nothing waits to be filed."""
    now = clock.now()
    alarming = models.Q(began_at__lt=now - BLINKS_FOR) | models.Q(cause=Cause.SIGN_IN)
    outage = Outage.objects.lasting().filter(alarming).select_related("mailbox").first()
    if outage:
        return Finding(
            False, f"{outage.mailbox} cannot be read since {outage.began_at:%Y-%m-%dT%H:%M:%SZ}: {outage.why}"
        )
    read = Cursor.objects.filter(read_at__gte=now - SILENT_AFTER).values("mailbox")
    silent = Mailbox.objects.fetched().exclude(id__in=read).filter(opened_at__lt=now - SILENT_AFTER)
    if silent:
        return Finding(False, f"These mailboxes have not been read for a while: {', '.join(map(str, silent[:5]))}.")
    waiting = Arrival.objects.waiting_longer_than(FILED_WITHIN, at=now).count()
    return Finding(not waiting, f"{waiting} mails wait to be filed." if waiting else "Mail is fetched and filed.")


@check("mail comes as usual", order=43)
def mail_comes_as_usual() -> Finding:
    """No mailbox has been silent for longer than its own habit."""
    quiet = Quiet.objects.lasting().select_related("mailbox").order_by("since").first()
    if quiet is None:
        return Finding(True, "Mail comes as usual.")
    return Finding(
        False, f"Nothing has come to {quiet.mailbox} since {quiet.since:%Y-%m-%dT%H:%M:%SZ}, which is unusually long."
    )


@check("spam is looked for", order=44)
def spam_is_looked_for() -> Finding:
    """The rspamd of the house says what it thinks of a mail, where there is one; without it mail goes on unchecked."""
    if not settings.RSPAMD_URL:
        return Finding(True, "No rspamd is asked about mail.")
    trouble = Judge(settings.RSPAMD_URL, settings.RSPAMD_PASSWORD).trouble()
    return Finding(not trouble, f"Mail is not looked at for spam: {trouble}." if trouble else "rspamd answers.")


@check("mail goes out", order=42)
def mail_goes_out() -> Finding:
    """No message has been waiting for its try, and none has been tried in vain for a quarter of an hour."""
    now = clock.now()
    if late := Delivery.objects.overdue_for(CARRIED_WITHIN, at=now).count():
        return Finding(False, f"{late} messages to customers wait to be sent: is a worker running?")
    vain = Delivery.objects.waiting().filter(begun_at__lt=now - TRIED_FOR).order_by("begun_at")
    if found := vain.first():
        last = found.attempts.last()
        return Finding(False, f"{vain.count()} messages cannot be sent from {found.mailbox}: {last and last.answer}")
    return Finding(True, "Mail goes out.")


@audit("I-13", order=10, sentence=gettext_lazy("What only we may see is carried to nobody outside"))
def internal_words_carried() -> Iterator[tuple[models.Model, str]]:
    """Every text begins as internal; what sets out says that it is for the customer."""
    for delivery in Delivery.objects.exclude(message__visibility=Visibility.CUSTOMER).iterator():
        yield delivery, _("carries message {id}, which is for us alone").format(id=delivery.message_id)
