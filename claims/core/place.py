"""Places: where a claim stands, as a value that is the same on every machine."""

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from claims.core.text import comparable

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")
CONTEXT = 60
"""Characters of the document kept before and after a quote."""


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str:
    """Return a URL as it is compared: host in lower case, without fragment, tracking marks and a last slash."""
    try:
        parts = urlsplit(url.strip())
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(TRACKING)]
        host = parts.netloc.casefold().removeprefix("www.")
    except ValueError:
        return comparable(url.strip())
    return comparable(urlunsplit(("", host, parts.path.rstrip("/"), urlencode(query), "")).removeprefix("//"))


def identity(
    source: str, document: bytes | None, url: str | None, start: int | None, end: int | None, quote: str | None
) -> bytes:
    """Return 16 bytes that are equal for the same words in the same place of the same source."""
    if document is not None:
        place = f"{document.hex()}\0{start}\0{end}"
    else:
        place = f"{source}\0{canonical_url(url) if url else ''}\0{quote or ''}"
    return blake2b(place.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after a span, at most CONTEXT of them."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
