"""Codes: how a contact proves that a mailbox is theirs; none is kept, each is computed from our secret when needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.core.jobs import later
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.core.vault import key_for
from fiverings.customers.models import Contact
from fiverings.people.models import house_mail

from .serving import team_of
from .session import PortalSession

SALT = "portal.code"
LASTS = timedelta(minutes=15)
TRIES_AT_MOST = 5
DIGITS = 6


class CodeWrong(Refused):
    """A code that does not fit, is too old, was used, or was tried too often; it is never said which."""


class PortalCode(Record):
    """That somebody asked to come in; without a contact nobody is known at that address, and the answer is the same."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address = models.TextField()
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = Records.as_manager()
    personal = ("address",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(tries__lte=TRIES_AT_MOST), name="portal_a_code_is_tried_five_times"
            ),
        )

    def __str__(self) -> str:
        return f"{self.address}, {self.asked_at:%H:%M}"

    @classmethod
    @together
    def ask(cls, address: str, *, at: datetime | None = None) -> PortalCode:
        """Ask for a code; it is mailed when somebody is known at this address, and the same is done when nobody is."""
        moment = at or clock.now()
        contact = Contact.objects.present().with_address(address).first()
        code = cls(contact=contact, address=address.strip().lower(), asked_at=moment, expires_at=moment + LASTS)
        code.save()
        later(code.send_mail)
        return code

    @classmethod
    def of_token(cls, token: str) -> PortalCode | None:
        """The request for a code that a link or a form names."""
        try:
            number = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        found: PortalCode | None = cls.objects.select_related("contact").filter(pk=number).first()
        return found

    @property
    def token(self) -> str:
        """Names this request in an address; it opens nothing without the code or the mailed link."""
        return signing.dumps(self.pk, salt=SALT)

    @property
    def digits(self) -> str:
        """The six digits of the mail."""
        number = int(self._computed("digits"), 16)
        return f"{number % 10**DIGITS:0{DIGITS}}"

    @property
    def seal(self) -> str:
        """What the mailed link carries in place of the digits."""
        return self._computed("seal")

    def _computed(self, what: str) -> str:
        words = f"{what} {self.pk} {self.asked_at.timestamp()}"
        return salted_hmac(SALT, words, secret=key_for(SALT), algorithm="sha256").hexdigest()

    def link(self) -> str:
        return f"{settings.PUBLIC_ADDRESS}{reverse('portal-link', args=[self.token, self.seal])}"

    def send_mail(self) -> None:
        """Mail the code and the link, if anybody is known at the address and the code still works."""
        contact = self._whose()
        if contact is None or self.used_at is not None or self.expires_at <= clock.now():
            return
        language, team = contact.language or settings.LANGUAGE_CODE, team_of(contact)
        words = {"code": self, "contact": contact}
        house_mail("portal/mail/code.txt", to=self.address, language=language, team=team, **words).send()

    def open(self, proof: str, *, agent: str = "", at: datetime | None = None) -> tuple[PortalSession, str]:
        """Open a session with the digits or the link's seal, once; CodeWrong otherwise, and after five tries."""
        moment = at or clock.now()
        with transaction.atomic():
            mine = PortalCode.objects.select_for_update().get(pk=self.pk)
            fits = mine._fits(proof.strip(), moment)
            mine._count(fits, moment)
        contact = mine._whose()
        if not fits or contact is None:
            raise CodeWrong(_("This code does not work. Look at the newest mail, or ask for another code."))
        return PortalSession.begin(contact, agent=agent, at=moment)

    def _whose(self) -> Contact | None:
        """Whose the mailbox is by now: meanwhile two contacts may have been found to be one, or two after all."""
        if self.contact_id is None:
            return None
        found: Contact | None = Contact.objects.present().with_address(self.address).first()
        return found

    def _fits(self, proof: str, at: datetime) -> bool:
        works = self.contact_id is not None and self.used_at is None and at < self.expires_at
        right = [constant_time_compare(proof, each) for each in (self.digits, self.seal)]
        return works and self.tries < TRIES_AT_MOST and any(right)

    def _count(self, fits: bool, at: datetime) -> None:
        self.tries = min(self.tries + 1, TRIES_AT_MOST)
        self.used_at = at if fits else self.used_at
        self.save(update_fields=["tries", "used_at"])
