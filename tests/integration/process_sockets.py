"""The processes that a program became, and the addresses on which they listen, from /proc."""

import socket
import struct
from pathlib import Path

LISTEN = "0A"


def processes_of(pid_file: Path) -> list[int]:
    """The program whose pid is on file, its session and all descendants."""
    if not pid_file.exists():
        return []
    root = int(pid_file.read_text().split()[0])
    members = {root}
    families = {pid: _family(pid) for pid in _all()}
    while True:
        more = {
            pid
            for pid, (parent, session) in families.items()
            if parent in members or session == root
        } - members
        if not more:
            return sorted(members)
        members |= more


def listeners(pids: list[int]) -> set[tuple[str, int]]:
    """(address, port) of every TCP socket on which one of these processes listens."""
    inodes = {inode for pid in pids for inode in _sockets(pid)}
    addresses = set()
    for table in ("tcp", "tcp6"):
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            cells = line.split()
            if cells[3] == LISTEN and cells[9] in inodes:
                addresses.add(_address(cells[1]))
    return addresses


def _all() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _family(pid: int) -> tuple[int, int]:
    """(parent, session); (0, 0) when the process is gone."""
    try:
        cells = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0, 0
    return int(cells[1]), int(cells[3])


def _sockets(pid: int) -> set[str]:
    """Inodes of the process's sockets."""
    inodes = set()
    try:
        for descriptor in Path("/proc", str(pid), "fd").iterdir():
            target = str(descriptor.readlink())
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    except OSError:
        return inodes
    return inodes


def _address(cell: str) -> tuple[str, int]:
    host, _, port = cell.partition(":")
    raw = b"".join(struct.pack("<I", int(host[n : n + 8], 16)) for n in range(0, len(host), 8))
    family = socket.AF_INET if len(raw) == 4 else socket.AF_INET6
    return socket.inet_ntop(family, raw), int(port, 16)
