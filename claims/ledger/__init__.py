"""The only writer: every change of a claim is an event, written together with what it changes."""

from claims.ledger.ledger import Ledger, Run

__all__ = ["Ledger", "Run"]
