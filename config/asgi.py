"""The pages and the live events as one ASGI application."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_asgi_application()

from fiverings.core.streaming import with_live_events  # noqa: E402  (Django must be set up first)

application = with_live_events(pages)
