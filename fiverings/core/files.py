"""Static files with their hash in the name, scripts' imports of one another included."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from fiverings.core.styles import BOUND, bound

OTHERS = "django_htmx/"
UNASKED = ["*opsz*", "*standard*", "*italic*", "index.css", "scss", "*.md", "*.ts", "*.json"]
"""Of the fonts, what no page asks for."""


class FontsFinder(FileSystemFinder):
    """Finds the fonts that are installed, and of each what pages ask for."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        return super().list([*(ignore_patterns or ()), *UNASKED])


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Rewrites the relative imports of ES modules too, so that every script may be kept by browsers for ever.

    The stylesheets of the house are bound into one.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            self.delete(BOUND)
            self.save(BOUND, ContentFile(bound()))
            paths[BOUND] = (self, BOUND)
        yield from super().post_process(paths, dry_run, **options)

    def url_converter(self, name: str, *args: Any, **more: Any) -> Callable[..., str]:
        """Leave the scripts of others as they are: what looks like an import there stands in their comments."""
        if name.startswith(OTHERS):
            return lambda match: str(match.group(0))
        converter: Callable[..., str] = super().url_converter(name, *args, **more)
        return converter
