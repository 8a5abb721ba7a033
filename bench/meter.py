"""What the house costs: CPU time and memory of every process that we started, the database's own among them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds() -> float:
    """CPU time of all descendants of this process so far, with what those had used that are gone already.

    A database server waits for its own processes, so that what they used is counted with it.
    """
    own = {pid: fields for pid, fields in _processes()}
    return sum(sum(map(int, own[pid][11:15])) for pid in _descendants(own)) / TICKS


def memory() -> dict[str, float]:
    """Megabytes of each process with its children, what they share divided among those who share it."""
    own = dict(_processes())
    sizes: dict[str, float] = {}
    for pid in _descendants(own):
        name = _name(pid)
        sizes[name] = sizes.get(name, 0.0) + _proportional(pid)
    return sizes


def peaks() -> dict[str, float]:
    """Megabytes that the largest process of each name ever held, what it shares with others counted whole."""
    sizes: dict[str, float] = {}
    for pid in _descendants(dict(_processes())):
        name = _name(pid)
        sizes[name] = max(sizes.get(name, 0.0), _megabytes(pid, "status", "VmHWM:"))
    return sizes


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Each process with its numbers, from the state on."""
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            try:
                yield int(entry.name), (entry / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue


def _descendants(processes: dict[int, list[str]]) -> list[int]:
    parents = {pid: int(fields[1]) for pid, fields in processes.items()}
    found, waiting = [], [os.getpid()]
    while waiting:
        children = [pid for pid, parent in parents.items() if parent in waiting]
        found += children
        waiting = children
    return found


def _name(pid: int) -> str:
    """Which part of the house a process is."""
    words = (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    if words[0].startswith("postgres") or words[0].endswith("/postgres"):
        return "database"
    return "web" if "uvicorn" in words else next((each for each in reversed(words) if each), "?")


def _proportional(pid: int) -> float:
    return _megabytes(pid, "smaps_rollup", "Pss:")


def _megabytes(pid: int, table: str, line: str) -> float:
    try:
        lines = (PROC / str(pid) / table).read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(each.split()[1]) / 1024 for each in lines if each.startswith(line)), 0.0)
