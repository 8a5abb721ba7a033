"""How staff sign in: allauth does the work, and nobody signs up by themselves."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core.vault import seal, unseal
from fiverings.people.models import Person, house_sender

log = logging.getLogger(__name__)

QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class SignInForm(LoginForm):
    """The mail address by which colleagues know somebody, and the password."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["login"].label = _("Work mail")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class StaffAdapter(DefaultAccountAdapter):
    """Sign-up is closed: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has no second factor is led to set one up; in the demo everybody goes straight in."""
        if settings.DEMO or is_mfa_enabled(request.user):
            return super().get_login_redirect_url(request)
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link in a mail leads to our own address, whatever address the request named."""
        return f"{settings.PUBLIC_ADDRESS}{reverse('account_reset_password')}key/{key}/"

    def get_from_email(self) -> str:
        """As the house is called."""
        return house_sender()

    def format_email_subject(self, subject: str) -> str:
        return subject

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """Say that a machine wrote it, so that no machine answers."""
        headers = {"Auto-Submitted": "auto-generated"} | (headers or {})
        return super().render_mail(template_prefix, email, context, headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away keeps nobody from signing in."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            log.exception("The mail %s could not be sent", template_prefix)

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A change of how somebody signs in is mailed to where we know them."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *more: Any, **named: Any
    ) -> None:
        """The page one arrives at says that one is signed in; a toast need not."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *more, **named)


class StaffSocialAdapter(DefaultSocialAccountAdapter):
    """The company's own sign-in is only for people whom we know already, by their verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes lie in the vault."""

    def build_totp_svg(self, url: str) -> str:
        """The picture for an app, as it stands in a page of HTML."""
        return str(super().build_totp_svg(url).partition("?>")[2])

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
