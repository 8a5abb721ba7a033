"""The pages and the live events as one ASGI application."""

import gc
import os

import django

gc.set_threshold(20_000)  # a page makes thousands of new things; Python would look for lost ones after every 700
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from django.urls import get_resolver  # noqa: E402  (Django must be set up first)

from fiverings.core.pages import Pages  # noqa: E402
from fiverings.core.streaming import with_live_events  # noqa: E402

application = with_live_events(Pages())

assert get_resolver().url_patterns  # all addresses, and so all pages, are read before anybody asks for one
gc.collect()
gc.freeze()  # what was read stays as long as the process: no collection need look at it
