"""Raw mails on disk: written whole or not at all, and still there after the power fails."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


@dataclass(frozen=True)
class Kept:
    """A raw mail that is safe on disk; its digest is its name, so the same mail lies there once."""

    sha256: str
    size: int

    @property
    def key(self) -> str:
        """Where it lies in the folder of living data."""
        return f"mail/{self.sha256[:2]}/{self.sha256}.eml"

    @property
    def path(self) -> Path:
        return Path(settings.FIVERINGS_FOLDER) / self.key

    def read(self) -> bytes:
        """The bytes as they came."""
        return self.path.read_bytes()


def keep(raw: bytes) -> Kept:
    """Write a raw mail and return when file and folder are on disk."""
    kept = Kept(hashlib.sha256(raw).hexdigest(), len(raw))
    if not kept.path.exists():
        _write(kept.path, raw)
    return kept


def _write(path: Path, raw: bytes) -> None:
    for folder in (path.parent.parent, path.parent):
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(folder.parent)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as draft:
        draft.write(raw)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """A new name in a folder is only safe when the folder itself is on disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
