"""claimtrack: what was said, by whom, and whether it held.

    import claims

    with claims.open("my.db", actor="ann") as book:
        book.ingest("article.md", source="AI Industry Notes")
        for claim in book.list(status="unverified"):
            print(claim.key, claim.statement)
        book.verify(claim.key, evidence="https://example.com/filing", note="The filing says so")

Nothing is imported or opened before it is needed.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims import errors as errors
    from claims.book import Book, open
    from claims.core.status import Status
    from claims.core.vocabulary import ActorKind, Kind, Modality, Stance
    from claims.errors import ClaimtrackError
    from claims.records import Actor, Claim, Page

__all__ = [
    "Actor", "ActorKind", "Book", "Claim", "ClaimtrackError", "Kind", "Modality", "Page", "Stance", "Status", "errors",
    "open",
]  # fmt: skip

_HOMES = {
    "Book": "claims.book",
    "open": "claims.book",
    "Status": "claims.core.status",
    "ActorKind": "claims.core.vocabulary",
    "Kind": "claims.core.vocabulary",
    "Modality": "claims.core.vocabulary",
    "Stance": "claims.core.vocabulary",
    "ClaimtrackError": "claims.errors",
    "Actor": "claims.records",
    "Claim": "claims.records",
    "Page": "claims.records",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES or name == "errors":
        from importlib import import_module

        return import_module("claims.errors") if name == "errors" else getattr(import_module(_HOMES[name]), name)
    if name == "__version__":
        from importlib.metadata import version

        return version("claimtrack")
    raise AttributeError(f"module 'claims' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
