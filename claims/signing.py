"""The key that seals are signed with: an Ed25519 key in a file of the user's own, outside every database."""

import os
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from claims import settings

INSTALL = "install it with `pip install 'claimtrack[signing]'`"
NAME = "signing.key"


@dataclass(frozen=True, slots=True)
class Signer:
    """A key to sign with: the file it is in, its public half (32 bytes), and what makes signatures (64 bytes)."""

    path: Path
    public: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Why nothing is signed, and what mends it."""

    why: str
    mend: str


def path() -> Path:
    """Return the file of the key: what CLAIMS_SIGNING_KEY names, else `signing.key` in the user's settings folder."""
    if given := os.environ.get(settings.KEY_VARIABLE, "").strip():
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path(settings.APPLICATION) / NAME


def signer(*, create: bool = True) -> Signer | Unsigned:
    """Return the user's key, made on first use unless `create` is false; or why there is none."""
    found = _load(path(), create)
    if isinstance(found, Unsigned):
        _load.cache_clear()  # it may be mended while a program runs
    return found


@lru_cache(maxsize=8)
def _load(file: Path, create: bool) -> Signer | Unsigned:
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        return Unsigned("the library for signing is not installed", INSTALL)
    try:
        if create and not file.exists():
            _make(file, _pem(Ed25519PrivateKey.generate()))
        key = load_pem_private_key(file.read_bytes(), password=None)
    except FileNotFoundError:
        return Unsigned(f"there is no key at {file} yet", "it is made with the next change")
    except OSError as error:
        return Unsigned(f"the key at {file} cannot be read or made ({error.strerror})", "check the file and its folder")
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return Unsigned(
            f"{file} holds no key that can be read", "restore it from a backup, or move it away for another"
        )
    if not isinstance(key, Ed25519PrivateKey):
        return Unsigned(f"the key at {file} is not of the kind Ed25519", "name another file with CLAIMS_SIGNING_KEY")
    return Signer(file, key.public_key().public_bytes_raw(), key.sign)


def _pem(key: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    made: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made


def _make(file: Path, pem: bytes) -> None:
    """Write a new key whole or not at all, readable by its owner only; another process may be quicker."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(pem)
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(part, file)  # unlike a renaming it never replaces a key that is there
    finally:
        part.unlink(missing_ok=True)


def verifies(key: bytes, signature: bytes, message: bytes) -> bool | None:
    """Return whether a signature is one of a key over a message; None where nothing here can tell."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return None
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def shown(value: bytes) -> str:
    """Return a public key, a root or a signature as people pass it on."""
    return b64encode(value).decode()
