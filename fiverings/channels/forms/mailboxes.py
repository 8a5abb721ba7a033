"""What is entered about a mailbox: the form shows only what its way in needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.channels.models import Mailbox, Security, Way
from fiverings.channels.models.way_in import PORTS, WITH_A_SERVER
from fiverings.people.models import Team

PORT = {"min_value": 1, "max_value": 65535}
NEEDED = {"fetch_host": _("Which server holds its mail?"), "fetch_username": _("By which name do we sign in?")}


def _password(label: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    sealed = _("It is stored encrypted and never shown.")
    return forms.CharField(label=label, required=False, strip=False, widget=widget, help_text=sealed)


def _security() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Protected by"), choices=Security.choices)


class MailboxForm(forms.Form):
    """An address of ours, where its mail lies, and how its answers leave."""

    address = forms.EmailField(label=_("Mail address"))
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"))
    way_in = forms.ChoiceField(
        label=_("How its mail gets to us"), choices=Way.choices, initial=Way.SMTP, widget=forms.RadioSelect
    )
    fetch_host = forms.CharField(label=_("Server"), required=False)
    fetch_security = _security()
    fetch_port = forms.IntegerField(label=_("Port"), required=False, help_text=_("Left empty, the usual one."), **PORT)
    fetch_username = forms.CharField(label=_("Sign-in name"), required=False)
    fetch_password = _password(_("Password"))
    fetch_folder = forms.CharField(label=_("Folder"), required=False, initial="INBOX")
    fetch_deletes = forms.BooleanField(
        label=_("Delete from the server what we took"),
        required=False,
        help_text=_("Otherwise everything stays where it is, and what we took is remembered."),
    )
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

    authserv_id = forms.CharField(
        label=_("Its server's name in Authentication-Results"),
        required=False,
        help_text=_(
            "What that server found out about senders is believed. Only if it removes what senders write there."
        ),
    )
    believes_spam_marks = forms.BooleanField(
        label=_("Its server marks spam"),
        required=False,
        help_text=_("Mail with X-Spam-Flag: YES or X-Spam-Status: Yes is set aside."),
    )
    sets_pretenders_aside = forms.BooleanField(
        label=_("Set aside who pretends to be a customer"),
        required=False,
        initial=True,
        help_text=_("Where the domain of a customer's address says that the mail is not from there (DMARC)."),
    )

    def __init__(self, *arguments: Any, teams: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["smtp_security"].initial = Security.STARTTLS
        self.fields["fetch_security"].required = False

    @classmethod
    def about(cls, mailbox: Mailbox, entered: Any, *, teams: Any) -> MailboxForm:
        """The form with what the mailbox is now; passwords never leave the vault for it."""
        shown = {name: getattr(mailbox, name) for name in cls.base_fields if not name.endswith("password")}
        form = cls(entered, initial=shown, teams=teams)
        for name in ("fetch_password", "smtp_password"):
            form.fields[name].help_text = _("Left empty, it stays what it is. It is stored encrypted and never shown.")
        return form

    def clean(self) -> dict[str, Any]:
        """What the way in needs, and the usual port and folder where none was said."""
        told: dict[str, Any] = self.cleaned_data
        way = told.get("way_in")
        for name, words in NEEDED.items() if way in WITH_A_SERVER else ():
            if not told.get(name) and name not in self.errors:
                self.add_error(name, words)
        told["fetch_security"] = told.get("fetch_security") or Security.TLS
        told["fetch_port"] = told.get("fetch_port") or PORTS.get((way, told["fetch_security"]), 993)  # type: ignore[call-overload]
        told["fetch_folder"] = told.get("fetch_folder") or "INBOX"
        return told
