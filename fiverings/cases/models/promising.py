"""Promising: what we told the customer of a case, by when; an open case always has a promise that stands."""

from __future__ import annotations

from django.db import models


class Promising(models.Model):
    """The ability of a case to be promised about."""

    class Meta:
        abstract = True
