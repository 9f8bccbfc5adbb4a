"""Forgetting a person among the names of subjects: in what people said of names, and in names that nobody has now."""

from sqlalchemy import select, update

from claims.core.naming import Name
from claims.core.subject import subject_key
from claims.ledger import mentions, naming
from claims.ledger.ledger import Ledger
from claims.models import mention, subject
from claims.models import naming as decisions


def forget(ledger: Ledger, name: Name) -> list[tuple[str, bool]]:
    """Replace a name among subjects; returns where it stood, and whether as a whole value.

    A name that texts still mention stays with them, and is only told.
    """
    found: list[tuple[str, bool]] = []
    for row in ledger.connection.execute(select(subject.c.id, subject.c.name)).all():
        whole = name.is_it(row.name) or subject_key(row.name) == subject_key(name.name)
        if not whole and not name.mentioned(row.name):
            continue
        found.append(("name of a subject", whole))
        if whole or name.mentions:
            _rename(ledger, row.id, name.stand_in if whole else name.replaced(row.name))
    return found + _said(ledger, name)


def _rename(ledger: Ledger, row: int, to: str) -> None:
    """Let what was decided about one name hold of another instead; the first goes, unless claims have it still."""
    new = naming.ensure(ledger, to)
    if new == row:
        return
    touched = {new, row}
    for column in (decisions.c.name_id, decisions.c.alias_id):
        moved = update(decisions).where(column == row).values({column.name: new})
        touched |= set(ledger.connection.execute(select(decisions.c.name_id).where(column == row)).scalars())
        ledger.connection.execute(moved)
    naming.regroup(ledger, touched)
    if ledger.connection.execute(select(mention.c.claim_id).where(mention.c.subject_id == row)).first() is None:
        mentions.sweep(ledger.connection, [row])


def _said(ledger: Ledger, name: Name) -> list[tuple[str, bool]]:
    """Replace who decided about names, and why, where that is the name or mentions it."""
    found: list[tuple[str, bool]] = []
    for row in ledger.connection.execute(select(decisions)).all():
        told = {part: getattr(row, part) for part in ("actor", "reason") if name.mentioned(getattr(row, part))}
        whole = {part: name.is_it(value) for part, value in told.items()}
        found += [("a decision about names", each) for each in whole.values()]
        changed = {part: name.replaced(value) for part, value in told.items() if whole[part] or name.mentions}
        if changed:
            ledger.batch_id()
            mine = [column == getattr(row, column.name) for column in decisions.primary_key]
            ledger.connection.execute(update(decisions).where(*mine).values(**changed))
    return found
