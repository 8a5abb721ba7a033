"""What is entered about mailboxes, and what visitors of a demo write as customers; forms check shape and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.channels.models import Mailbox, Security
from fiverings.people.models import Team

PORT = {"min_value": 1, "max_value": 65535}


def _password(label: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    kept = _("Left empty, it stays what it is. It is stored encrypted and never shown.")
    return forms.CharField(label=label, required=False, strip=False, widget=widget, help_text=kept)


def _security() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Protected by"), choices=Security.choices)


class MailboxForm(forms.Form):
    """An address of ours, where its mail lies, and how its answers leave."""

    address = forms.EmailField(label=_("Mail address"))
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"))
    imap_host = forms.CharField(
        label=_("IMAP server"), required=False, help_text=_("Empty when its mail is brought to us over SMTP.")
    )
    imap_port = forms.IntegerField(label=_("IMAP port"), initial=993, **PORT)
    imap_security = _security()
    imap_username = forms.CharField(label=_("IMAP sign-in name"), required=False)
    imap_password = _password(_("IMAP password"))
    imap_folder = forms.CharField(label=_("Folder"), initial="INBOX")
    smtp_host = forms.CharField(
        label=_("SMTP server"), required=False, help_text=_("Empty when the installation's own server sends its mail.")
    )
    smtp_port = forms.IntegerField(label=_("SMTP port"), initial=587, **PORT)
    smtp_security = _security()
    smtp_username = forms.CharField(label=_("SMTP sign-in name"), required=False)
    smtp_password = _password(_("SMTP password"))
    takes_marks = forms.BooleanField(
        label=_("Answers may come to address+mark"),
        required=False,
        help_text=_("Only if its server also delivers mail to addresses with a plus sign and a mark."),
    )

    def __init__(self, *arguments: Any, teams: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["smtp_security"].initial = Security.STARTTLS

    @classmethod
    def about(cls, mailbox: Mailbox, entered: Any, *, teams: Any) -> MailboxForm:
        """The form with what the mailbox is now; passwords never leave the vault for it."""
        shown = {name: getattr(mailbox, name) for name in cls.base_fields if not name.endswith("password")}
        return cls(entered, initial=shown, teams=teams)


class LetterForm(forms.Form):
    """A mail that a visitor of the demo writes as a customer."""

    sender = forms.EmailField(label=_("From"), widget=forms.EmailInput(attrs={"list": "customers"}))
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    to = forms.EmailField(label=_("To"))
    subject = forms.CharField(label=_("Subject"), max_length=500)
    text = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 6}))


class AnswerForm(forms.Form):
    """What a visitor of the demo answers as the customer whose letter it is."""

    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}))
