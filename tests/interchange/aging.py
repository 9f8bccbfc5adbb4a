"""The line of a claim with a long history, for tests and for measuring."""

import json

from claims import Book
from claims.core.chain import CHAIN_START, chain
from claims.core.events import canonical
from tests.interchange.conftest import exported

SALT = bytes(16)


def aged(book: Book, count: int) -> bytes:
    """Return the line of a claim with so many events: evidence and what is thought then, in turn."""
    book.add("Plant 1 makes 5 cars.", source="Notes")
    line = json.loads(exported(book))
    first, before = line["events"][0], CHAIN_START
    added = canonical(first["payload"])
    at = 1_700_000_000_000_000
    line["events"], sure = [], None
    for seq in range(1, count + 1):
        if seq == 1:
            kind, reason, payload = "added", None, first["payload"]
        elif seq % 2:
            kind, reason, payload = "confidence", "as the press office said", {"from": sure, "to": seq % 100}
            sure = seq % 100
        else:
            kind, reason = "evidence", None
            payload = {"n": seq // 2, "stance": "supports", "url": f"https://example.com/archive/{seq}/a-document.html"}
        told = added if seq == 1 else canonical(payload)
        before = chain(before, line["key"], seq, kind, at, None, "Ann", "person", reason, told, first["batch"], SALT)
        line["events"].append(
            {"claim": line["key"], "seq": seq, "kind": kind, "recorded_at": "2023-11-14T22:13:20Z",
             "effective_at": None, "actor": "Ann", "actor_kind": "person", "reason": reason, "payload": payload,
             "status": "unverified", "confidence": sure, "batch": first["batch"], "hash": before.hex(),
             "salt": SALT.hex()}
        )  # fmt: skip
    del line["digest"]
    line |= {"version": count, "confidence": sure, "confidence_by": "person" if sure is not None else None}
    return json.dumps(line).encode() + b"\n"
