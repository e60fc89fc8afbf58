"""Whether a folder is fit to hold a store."""

from __future__ import annotations

import sys
from pathlib import Path

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "glusterfs", "fuse.sshfs", "fuse.rclone", "davfs"}
)


def on_network(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Whether the folder lies on a network file system, where locks and shared memory cannot be trusted.

    Known on Linux (mount table) and for Windows network paths; elsewhere the answer is no.
    """
    place = folder.absolute()
    if sys.platform == "win32":
        return str(place).startswith("\\\\")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = place == Path(point) or Path(point) in place.parents
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind in _NETWORK
