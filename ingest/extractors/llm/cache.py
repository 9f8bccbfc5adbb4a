"""Answers kept in the user's cache folder: the same question to the same model is asked once."""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from ingest.extractors.llm.endpoint import Endpoint


class Cache:
    """Answers by the hash of everything they depend on: text, prompt, schema, model, endpoint and version.

    An answer is in a file of its own that appears whole or not at all; only its owner can read it. A folder that
    cannot be written is no reason to fail: the answer is then not kept.
    """

    def __init__(self, version: str, folder: Path | None = None) -> None:
        self.version = version
        self.folder = folder or _folder()

    def key(self, endpoint: Endpoint, question: object) -> str:
        """Return what a question to an endpoint is kept under."""
        told = [self.version, endpoint.url, endpoint.model, question]
        return sha256(json.dumps(told, ensure_ascii=True, sort_keys=True).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """Return the answer kept under a key."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile("w", dir=path.parent, suffix=".new", encoding="utf-8", delete=False) as file:
                try:
                    file.write(answer)
                    file.close()
                    os.replace(file.name, path)
                except BaseException:
                    os.unlink(file.name)
                    raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _folder() -> Path:
    from platformdirs import user_cache_path

    from claims.settings import APPLICATION

    return user_cache_path(APPLICATION) / "llm"
