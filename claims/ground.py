"""What a SQLite file stands on: the disk, and the file system it lies on."""

import os
import shutil
from pathlib import Path

ROOM = 200 * 1024 * 1024
MOUNTS = Path("/proc/self/mounts")
NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "lustre", "davfs", "fuse.sshfs", "fuse.rclone")
"""How the types of file systems begin that lie on other machines: the shared memory of the log does not reach them."""


def network(file: Path, mounts: Path = MOUNTS) -> str | None:
    """Return the type of the file system a file lies on, if that is one of the network; None where nobody knows."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    place, kind, longest = os.path.realpath(file), "", -1
    for line in lines:
        _, point, found, *_ = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        if (place == point or place.startswith(point.rstrip("/") + "/")) and len(point) >= longest:
            kind, longest = found, len(point)
    return kind if kind.startswith(NETWORK) else None


def free(file: Path) -> int:
    """Return how many bytes are free where a file lies."""
    return shutil.disk_usage(file.parent).free


def wanted(file: Path) -> int:
    """Return how much room there should be: for a copy of the file, as an upgrade makes one first."""
    return max(ROOM, file.stat().st_size)
