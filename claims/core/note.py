"""What a seal says: the text that is signed, and the line by which people pass it on.

The text has the form of a signed note of a transparency log (origin, size, root, and when), so that tools for those
can read it. The line holds the same and its signature, for a file, a message or a newspaper.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from claims.core.when import micros, moment

START = b"claimtrack seals 1"
"""What stands for the seal before the first one."""
PROGRAM = "claimtrack"
LINE = re.compile(
    rf"{PROGRAM} (?P<origin>[0-9A-Z]{{12}}) (?P<at>\S+Z) (?P<size>[0-9]{{1,18}}) events "
    r"root=(?P<root>[A-Za-z0-9+/]{43}=)"
    r"(?: key=(?P<key>[A-Za-z0-9+/]{43}=) signature=(?P<signature>[A-Za-z0-9+/]{86}==)| unsigned)"
)


@dataclass(frozen=True, slots=True)
class Seal:
    """One root of the tree of a database: over how many events, when, of which database, and signed by which key."""

    size: int
    root: bytes
    sealed_at: int
    origin: str
    key: bytes | None = None
    signature: bytes | None = None

    @property
    def text(self) -> bytes:
        """What is signed."""
        root = b64encode(self.root).decode()
        return f"{PROGRAM}/{self.origin}\n{self.size}\n{root}\ntime {iso(self.sealed_at)}\n".encode()

    def after(self, before: bytes) -> bytes:
        """Return the hash of this seal, which holds that of the seal before it."""
        return sha256(before + self.text + (self.key or b"") + (self.signature or b"")).digest()

    @property
    def line(self) -> str:
        """The seal in one line."""
        head = f"{PROGRAM} {self.origin} {iso(self.sealed_at)} {self.size} events root={b64encode(self.root).decode()}"
        if self.key is None or self.signature is None:
            return f"{head} unsigned"
        return f"{head} key={b64encode(self.key).decode()} signature={b64encode(self.signature).decode()}"


def iso(stamp: int) -> str:
    return moment(stamp).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read(line: str) -> Seal:
    """Return the seal that a line tells; raises ValueError for a line that is none."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        raise ValueError("it is no line of `claims anchor`")
    at = micros(datetime.fromisoformat(found["at"]))
    key, signature = (b64decode(found[name]) if found[name] else None for name in ("key", "signature"))
    made = Seal(int(found["size"]), b64decode(found["root"]), at, found["origin"], key, signature)
    if made.line != line.strip():  # another spelling of the same is none
        raise ValueError("it is no line as `claims anchor` writes it")
    return made
