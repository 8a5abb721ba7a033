"""How Django draws the forms of the house: every field as our field component."""

from django.forms.renderers import TemplatesSetting


class HouseForms(TemplatesSetting):
    """Forms look alike everywhere, also those of packages."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
