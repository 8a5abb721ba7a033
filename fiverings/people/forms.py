"""What is entered about the staff; forms check shape and never save."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from fiverings.core.doors import SCOPES
from fiverings.hours.models import BusinessCalendar
from fiverings.people.models import Duty, Person, PresenceState, Role, Skill, Team

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]
MOMENT = {"type": "datetime-local"}


class Moment(forms.DateTimeField):
    """A moment, entered in the zone of the person who enters it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"), **more)


class ColleagueField(forms.ModelChoiceField):
    """One of the people who work here; or of those with one of some roles, which stand beside the name then."""

    def __init__(self, *, roles: list[str] | None = None, **more: Any) -> None:
        found = Person.objects.active().order_by("name")
        super().__init__(found.filter(roles__overlap=roles) if roles else found, **more)
        self.roles = roles

    def label_from_instance(self, person: Person) -> str:
        return f"{person.name} ({person.role_names})" if self.roles else person.name


class WelcomeForm(forms.Form):
    """Who accepts an invitation says how they are called, and chooses a password."""

    name = forms.CharField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Work mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("A password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=" ".join(password_validators_help_texts()),
        strip=False,
    )
    zone = forms.ChoiceField(label=_("Your time zone"), choices=ZONES, initial="UTC")

    def __init__(self, *arguments: Any, email: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        if email:
            del self.fields["email"]
        self.email = email

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if password := entered.get("password"):
            somebody = Person(email=self.email or entered.get("email", ""), name=entered.get("name", ""))
            try:
                validate_password(password, somebody)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return entered


class InvitationForm(forms.Form):
    """Whom to invite, and for what."""

    name = forms.CharField(label=_("Name"))
    email = forms.EmailField(label=_("Work mail"))
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)


class RolesForm(forms.Form):
    """What somebody is here for."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class ProfileForm(forms.Form):
    """What colleagues read about a person."""

    name = forms.CharField(label=_("Name"))
    known_as = forms.CharField(
        label=_("Known as"), required=False, help_text=_("How colleagues and customers call you.")
    )
    phone = forms.CharField(label=_("Telephone"), required=False)
    language = forms.ChoiceField(label=_("Language of these pages"), choices=settings.LANGUAGES)
    languages = forms.CharField(
        label=_("Languages you speak"), required=False, help_text=_("Codes with commas between them, such as en, fr.")
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

    def clean_languages(self) -> list[str]:
        return sorted({code for code in self.cleaned_data["languages"].lower().replace(",", " ").split() if code})

    @classmethod
    def about(cls, person: Person, entered: Any) -> ProfileForm:
        known = {name: getattr(person, name) for name in ("name", "known_as", "phone", "language", "zone")}
        return cls(entered, initial=known | {"languages": ", ".join(person.languages)})


class PresenceForm(forms.Form):
    """Where one's attention is now."""

    presence = forms.ChoiceField(choices=PresenceState.choices)


class AbsenceForm(forms.Form):
    """From when to when somebody is away, and who stands in."""

    since = Moment(label=_("Away from"))
    until = Moment(label=_("Back at"))
    substitute = ColleagueField(label=_("Who stands in"), required=False, empty_label=_("Nobody"))

    def __init__(self, *given: Any, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["substitute"].queryset = Person.objects.active().exclude(pk=person.pk).order_by("name")


class KeyForm(forms.Form):
    """What a key is called, and what it may open."""

    name = forms.CharField(label=_("What it is for"))
    scopes = forms.MultipleChoiceField(label=_("What it may open"), widget=forms.CheckboxSelectMultiple)
    expires_at = Moment(label=_("Ends at"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["scopes"].choices = [(scope, scope) for scope in sorted(SCOPES)]


class HouseKeyForm(KeyForm):
    """A key for a program of the house, and the roles whose rights it has."""

    roles = forms.MultipleChoiceField(
        label=_("With the rights of"),
        choices=[choice for choice in Role.choices if choice[0] != Role.ADMIN],
        widget=forms.CheckboxSelectMultiple,
    )


class SkillForm(forms.Form):
    """What somebody knows how to do."""

    skill = forms.CharField(label=_("Skill"))
    level = forms.TypedChoiceField(
        label=_("How well"), coerce=int, initial=2,
        choices=[(1, _("With help")), (2, _("Alone")), (3, _("Can teach it"))],
    )  # fmt: skip

    def clean_skill(self) -> Skill:
        return Skill.named(self.cleaned_data["skill"])


class TeamForm(forms.Form):
    """A team, and what customers see of it."""

    name = forms.CharField(label=_("Name"))
    branch = forms.CharField(label=_("Branch"), required=False)
    executive = ColleagueField(label=_("Executive"), required=False, empty_label=_("Nobody"))
    calendar = forms.ModelChoiceField(
        BusinessCalendar.objects.all(), label=_("Opening hours"), required=False, empty_label=_("Always open")
    )
    brand_name = forms.CharField(label=_("Brand"), required=False, help_text=_("The name that customers read."))
    address = forms.EmailField(label=_("Mail address"), required=False)
    signature = forms.CharField(label=_("Signature"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def about(cls, team: Team, entered: Any) -> TeamForm:
        return cls(entered, initial={name: getattr(team, name) for name in cls.base_fields})


class MembersForm(forms.Form):
    """Who works in a team."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.active().order_by("name"),
        label=_("Who works here"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_people(self) -> list[Person]:
        return list(self.cleaned_data["people"])


class DutyForm(forms.Form):
    """Who answers, from when, and for how long."""

    seat = forms.ChoiceField(label=_("Seat"), choices=Duty.Seat.choices)
    person = ColleagueField(label=_("Who"), roles=Duty.Seat.values, help_text=_("Only team leads and executives."))
    since = Moment(label=_("From"), required=False, help_text=_("Empty: from now on."))
    until = Moment(label=_("Until"), required=False, help_text=_("Empty: until somebody else takes over."))
