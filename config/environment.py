"""What the environment and its files say: names, switches and secrets."""

import os
import secrets
from pathlib import Path

env = os.environ.get


def secret(name: str, file: Path) -> str:
    """A secret from the environment, from the file that NAME_FILE names, or from our own 0600 file, made if absent.

    Where no installation is, a command that only looks makes none: it gets a secret that is gone with it.
    """
    if value := env(name):
        return value
    path = Path(env(f"{name}_FILE", str(file)))
    if not path.exists():
        if path == file and not (env("DATABASE_URL") or (file.parent / "postgres").exists()):
            return secrets.token_urlsafe(50)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
                new.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
    return path.read_text().strip()


def origin(address: str) -> str:
    """The scheme and host of an address, as a content policy names them."""
    return "/".join(address.split("/")[:3])


def given(name: str) -> str:
    """A secret that may be absent: from the environment, or from the file that NAME_FILE names."""
    file = env(f"{name}_FILE")
    return Path(file).read_text().strip() if file else env(name, "")


def is_on(name: str) -> bool:
    return env(name, "").lower() in {"1", "true", "yes", "on"}
