"""Compile every template of the house, so that a broken one is found before a person opens its page."""

import os
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError
from django.template.engine import Engine
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from .places import PROJECT


def names() -> list[str]:
    """Every template under the project, as a page would name it."""
    folders = {Path(str(folder)) for folder in (*get_app_template_dirs("templates"), *Engine.get_default().dirs)}
    ours = [folder for folder in folders if PROJECT in folder.parents and "site-packages" not in folder.parts]
    return sorted(str(file.relative_to(folder)) for folder in ours for file in folder.rglob("*") if file.is_file())


def broken() -> list[str]:
    """One line for each template that does not compile."""
    lines = []
    for name in names():
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            lines.append(f"{name}: {error}")
    return lines


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    found = broken()
    print("\n".join(found))
    sys.exit(bool(found))
