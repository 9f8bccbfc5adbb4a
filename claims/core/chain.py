"""The chain of a history: each event's hash holds the hash before it, and survives the erasure of what was said.

What can be erased of an event (who, why, and what changed) goes into its hash as a commitment: a SHA-256 over it and
16 random bytes, its salt. When it is erased the salt goes too and the commitment stays, so that the chain is still
followed, and nobody finds a short name again by trying all names.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from os import urandom

CHAIN_START = b"claimtrack history 2"
SALT = 16
"""Bytes of a salt."""
TOGETHER = 256
_quoted = json.encoder.encode_basestring


def salts() -> Iterator[bytes]:
    """Yield salts for ever; to ask the system for each by itself takes longer than to hash an event."""
    while True:
        drawn = urandom(SALT * TOGETHER)
        yield from (drawn[at : at + SALT] for at in range(0, len(drawn), SALT))


def commitment(salt: bytes, actor: str, reason: str | None, payload: str) -> bytes:
    """Return 32 bytes that only somebody who knows the salt can compare with what was said."""
    line = f"[{_quoted(actor)},{'null' if reason is None else _quoted(reason)},{_quoted(payload)}]"
    return sha256(salt + line.encode("utf-8")).digest()


def chain(
    before: bytes,
    claim: str,
    seq: int,
    kind: str,
    recorded_at: int,
    effective_at: int | None,
    actor: str,
    actor_kind: str,
    reason: str | None,
    payload: str,
    batch: str | None,
    salt: bytes,
    erased: bytes | None = None,
) -> bytes:
    """Return the 32-byte hash of an event, which includes the hash of the event before it.

    Only what is the same in every database goes in: keys, not row numbers. `before` is CHAIN_START for the first.
    `erased` is the commitment to what the event said before that was erased.
    """
    # The JSON array of these values, put together by hand: it is made for every event there is.
    line = (
        f'["{claim}",{seq},"{kind}",{recorded_at},{"null" if effective_at is None else effective_at},"{actor_kind}",'
        f"{'null' if batch is None else _quoted(batch)}]"
    )
    said = commitment(salt, actor, reason, payload) if erased is None else erased
    return sha256(before + line.encode("utf-8") + said).digest()
