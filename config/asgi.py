"""The pages and the live events as one ASGI application."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from fiverings.core.pages import Pages  # noqa: E402  (Django must be set up first)
from fiverings.core.streaming import with_live_events  # noqa: E402

application = with_live_events(Pages())
