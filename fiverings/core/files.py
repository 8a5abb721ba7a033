"""Static files with their hash in the name, scripts' imports of one another included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Rewrites the relative imports of ES modules too, so that every script may be kept by browsers for ever."""

    support_js_module_import_aggregation = True
