"""The only writer: every change of a claim is an event, written together with what it changes.

The parts of it that need no database, such as `entry`, are used in processes of their own: nothing is loaded here
before it is needed.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.ledger.ledger import Ledger, Run

__all__ = ["Ledger", "Run"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from claims.ledger import ledger

        return getattr(ledger, name)
    raise AttributeError(f"module 'claims.ledger' has no attribute {name!r}")
