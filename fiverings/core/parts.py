"""A part of the house: a small Django app whose furniture is found by name."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule

FURNITURE = ("events", "rights", "fields", "reactions", "schedule", "panels", "commands", "checks")


class Part(AppConfig):
    """One folder under `fiverings/`, with the furniture that every part has."""

    default_auto_field = "django.db.models.BigAutoField"

    def __init_subclass__(cls, **traits: object) -> None:
        super().__init_subclass__(**traits)
        cls.default = True  # else Django would not choose between a part and the class `Part` in one module

    def ready(self) -> None:
        for name in FURNITURE:
            if module_has_submodule(self.module, name):
                import_module(f"{self.name}.{name}")
