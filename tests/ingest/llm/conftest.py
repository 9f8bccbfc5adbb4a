"""A scripted model, set up as a user would do it: by the environment."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.ingest.llm.model_server import ModelServer, Script, serving

Serve = Callable[..., ModelServer]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a model server that follows a script, and name it to the program."""
    with ExitStack() as stack:

        def start(script: Script, **settings: str) -> ModelServer:
            server = stack.enter_context(serving(script))
            named = {"url": server.url, "model": "scripted", "key": "secret"} | settings
            for name, value in named.items():
                monkeypatch.setenv(f"CLAIMS_LLM_{name.upper()}", value)
            return server

        yield start


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("URL", "MODEL", "KEY", "CONCURRENCY", "TIMEOUT"):
        monkeypatch.delenv(f"CLAIMS_LLM_{name}", raising=False)
