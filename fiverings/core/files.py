"""Static files with their hash in the name, scripts' imports of one another included."""

from collections.abc import Callable
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

OTHERS = "django_htmx/"


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Rewrites the relative imports of ES modules too, so that every script may be kept by browsers for ever."""

    support_js_module_import_aggregation = True

    def url_converter(self, name: str, *args: Any, **more: Any) -> Callable[..., str]:
        """Leave the scripts of others as they are: what looks like an import there stands in their comments."""
        if name.startswith(OTHERS):
            return lambda match: str(match.group(0))
        converter: Callable[..., str] = super().url_converter(name, *args, **more)
        return converter
