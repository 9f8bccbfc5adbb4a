"""Check a proof that `claims prove KEY` printed: python check_proof.py PROOF.json [ANCHORS.txt]

It needs Python alone. It imports nothing of claimtrack, so that you need not trust it; read it, it is short. With a
file of anchors, the root of the proof, or one that it begins with, must stand there: that file is what you trust.
Signatures are checked where the package `cryptography` is installed.
"""

import json
import re
import sys
from base64 import b64decode
from hashlib import sha256

START = b"claimtrack history 2"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def event_hash(before, claim, event):
    """The hash of an event: over the one before it, what never goes, and a commitment to what can be erased."""
    said = compact([event["actor"], event["reason"], event["payload"]])
    commitment = sha256(bytes.fromhex(event["salt"]) + said).digest()
    if event["erased"]:
        commitment = bytes.fromhex(event["erased"])
    names = ("seq", "kind", "recorded_at", "effective_at", "actor_kind", "batch")
    return sha256(before + compact([claim, *(event[name] for name in names)]) + commitment).digest()


def node(left, right):
    return sha256(b"\1" + left + right).digest()


def root_of(entry, index, size, path):
    """The root that a path leads to from a leaf (RFC 9162, section 2.1.3.2)."""
    made, last = sha256(b"\0" + entry).digest(), size - 1
    for each in map(bytes.fromhex, path):
        if last == 0:
            return None
        if index & 1 or index == last:
            made = node(each, made)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            made = node(made, each)
        index, last = index >> 1, last >> 1
    return made if last == 0 else None


def begins_with(first, before, size, root, path):
    """Whether a tree begins with another one (RFC 9162, section 2.1.4.2)."""
    path = [bytes.fromhex(each) for each in path]
    if first == size:
        return before == root and not path
    path = [before, *path] if first & (first - 1) == 0 else path
    if not path or not 0 < first < size:
        return False
    place, last = first - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node(each, old), node(each, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node(new, each)
        place, last = place >> 1, last >> 1
    return last == 0 and (old, new) == (before, root)


def read(line):
    """The parts of an anchor: origin, time, size, root, key, signature."""
    parts = re.fullmatch(
        r"claimtrack (\S+) (\S+) (\d+) events root=(\S+)(?: key=(\S+) signature=(\S+)| unsigned)", line
    )
    if parts is None:
        sys.exit(f"this is no anchor: {line}")
    origin, at, size, root, key, signature = parts.groups()
    return origin, at, int(size), b64decode(root), key, signature


def signed(line):
    """What is to be said of the signature of an anchor."""
    origin, at, size, _, key, signature = read(line)
    if not key:
        return "it is unsigned"
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return f"its signature by {key} was not checked: that needs the package cryptography"
    text = f"claimtrack/{origin}\n{size}\n{line.split('root=')[1].split()[0]}\ntime {at}\n".encode()
    try:
        Ed25519PublicKey.from_public_bytes(b64decode(key)).verify(b64decode(signature), text)
    except InvalidSignature:
        sys.exit("WRONG: the signature does not fit the root")
    return f"signed by {key}"


def check(proof, trusted):
    _, at, size, root, _, _ = read(proof["anchor"])
    before = START
    for number, event in enumerate(proof["events"], 1):
        before = event_hash(before, proof["claim"], event)
        if event["seq"] != number or root_of(before, event["index"], size, event["path"]) != root:
            sys.exit(f"WRONG: event {number} does not lead to the root")
    print(f"{len(proof['events'])} events of claim {proof['claim']} are in the root over {size} events, sealed {at}")
    print(signed(proof["anchor"]))
    led = [proof["anchor"]] if proof["anchor"] in trusted else []
    for each in proof["begins_with"]:
        _, _, first, older, _, _ = read(each["anchor"])
        if not begins_with(first, older, size, root, each["path"]):
            sys.exit(f"WRONG: the root does not begin with {each['anchor']}")
        led += [each["anchor"]] if each["anchor"] in trusted else []
    for line in led:
        print(f"trusted: {line[:70]}…")
    if trusted and not led:
        sys.exit("WRONG: no root in the file of anchors leads here")
    print("correct")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    lines = []
    if len(sys.argv) == 3:
        with open(sys.argv[2], encoding="utf-8") as file:
            lines = file.read().splitlines()
    check(given, lines)
