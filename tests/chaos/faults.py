"""The shim between server and file system: building it, the page of faults shared with it, the environment it needs."""
import errno
import mmap
import struct
import subprocess

from product import HERE

LAYOUT = {"write_errno": ("i", 0), "fsync_errno": ("i", 4), "fsync_delay_ms": ("i", 8), "full_after_kib": ("i", 12),
          "clock_offset_ms": ("q", 16), "fsync_count": ("q", 24), "refused_count": ("q", 32)}
DAY_MS = 24 * 3600 * 1000


class Faults:
    """faults.set(write_errno=errno.ENOSPC) holds from the server's next call on."""

    def __init__(self, world, data):
        library = world.scratch / "shim.so"
        if not library.exists():
            subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", library, HERE / "shim.c", "-ldl", "-pthread"], check=True)
        self.journal = data.parent / f"{data.name}.journal"
        page = data.parent / f"{data.name}.faults"
        page.write_bytes(bytes(4096))
        self.file = open(page, "r+b")
        self.page = mmap.mmap(self.file.fileno(), 4096)
        self.environment = {"LD_PRELOAD": str(library), "BDH_SHIM_FOLDER": str(data), "BDH_SHIM_FAULTS": str(page)}
        self.environment_with_journal = self.environment | {"BDH_SHIM_JOURNAL": str(self.journal)}

    def set(self, **values):
        for name, value in values.items():
            kind, place = LAYOUT[name]
            struct.pack_into("=" + kind, self.page, place, value)

    def get(self, name):
        kind, place = LAYOUT[name]
        return struct.unpack_from("=" + kind, self.page, place)[0]

    def clear(self):
        self.set(write_errno=0, fsync_errno=0, fsync_delay_ms=0, full_after_kib=0, clock_offset_ms=0)


FULL, READ_ONLY, BROKEN_DISK = errno.ENOSPC, errno.EROFS, errno.EIO
