"""Where the model is and how to ask it: from the environment, the key also from the keyring."""

import os
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from urllib.parse import urlsplit

from claims.errors import InvalidValue

URL, MODEL, KEY = "CLAIMS_LLM_URL", "CLAIMS_LLM_MODEL", "CLAIMS_LLM_KEY"
CONCURRENCY, TIMEOUT = "CLAIMS_LLM_CONCURRENCY", "CLAIMS_LLM_TIMEOUT"
PACKAGES = ("openai", "rapidfuzz", "keyring", "genai_prices")
SERVICE = "claimtrack"
"""The name the key is kept under in the keyring; the user name beside it is the host of the endpoint."""
RETRIES = 4
"""How often a request is sent again when the connection or the server fails, ever later or when the server says."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint and the model to ask there; `timeout` is in seconds, for each try."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    concurrency: int = 4
    timeout: float = 120.0
    retries: int = 4

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc.rpartition("@")[2]


def configured() -> Endpoint:
    """Return the endpoint the environment names; raises InvalidValue saying what is missing.

    There is no default address: a text goes nowhere its owner did not name.
    """
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        how = f"its packages are not installed ({', '.join(missing)}): install claimtrack[llm]"
        raise InvalidValue("extractor", "llm", f"{how}, as with pip install 'claimtrack[llm]'")
    url = os.environ.get(URL, "").strip().rstrip("/")
    if not _is_address(url):
        raise InvalidValue(URL, url, "set it to an OpenAI-compatible endpoint, such as http://localhost:11434/v1")
    model = os.environ.get(MODEL, "").strip()
    if not model or not model.isprintable() or len(model) > 200:
        raise InvalidValue(MODEL, model, f"set it to the name of a model that {url} serves")
    made = Endpoint(
        url, model, None, int(_number(CONCURRENCY, "4", 1, 64)), _number(TIMEOUT, "120", 0.1, 3600), RETRIES
    )
    key = os.environ.get(KEY, "").strip() or _from_keyring(made.host)
    if key and not (key.isascii() and key.isprintable()):
        raise InvalidValue(KEY, "…", "a key is one line of plain characters")
    return replace(made, key=key)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _number(name: str, default: str, least: float, most: float) -> float:
    given = os.environ.get(name, "").strip() or default
    try:
        value = float(given)
    except ValueError:
        value = least - 1
    if not least <= value <= most:
        raise InvalidValue(name, given, f"give a number from {least:g} to {most:g}")
    return value


def _from_keyring(host: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, host)
    except KeyringError:  # none on this machine, or locked: many endpoints want no key
        return None
