"""Accounts and what lets people in: made, changed, taken away. They are no claims, so they are no events either."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, text, update

from claims.core import key as keys
from claims.core.naming import Name
from claims.core.people import FORGOTTEN, Right, Role, digest, new_secret, of_name
from claims.core.source import name_key
from claims.errors import Refused
from claims.ledger.ledger import Ledger
from claims.models import access_token, account, login_failure, session

SECOND = 1_000_000

_failed = text(
    "INSERT INTO login_failure (who, failures, failed_at) VALUES (:who, 1, :now) ON CONFLICT (who) DO UPDATE SET "
    "failures = CASE WHEN login_failure.failed_at < :old THEN 1 ELSE login_failure.failures + 1 END, failed_at = :now"
)


# ---- accounts ----------------------------------------------------------------------------------------------


def add(connection: Connection, name: str, role: Role, password: str | None, now: int, by: str) -> None:
    """Make an account; raises Refused for a name that is taken, however it is written."""
    known = select(account.c.name).where(account.c.name_key == name_key(name))
    if taken := connection.execute(known).scalar():
        raise Refused(f"there is a user {taken} already: `claims users role` and `password` change what is theirs")
    made = insert(account).values(
        name=name, name_key=name_key(name), role=role.value, password=password,
        password_at=now if password else None, added_at=now, added_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    connection.execute(made)


def change(connection: Connection, row: Row[Any], now: int, by: str, **told: Any) -> None:
    """Change what is told of an account; whoever is logged in with it has to log in again."""
    if all(getattr(row, name) == value for name, value in told.items()):
        return
    here = account.c.id == row.id
    connection.execute(update(account).where(here).values(**told, changed_at=now, changed_by=by))
    connection.execute(delete(session).where(session.c.account_id == row.id))


def renew(connection: Connection, row: Row[Any], password: str) -> None:
    """Keep the same password in the way passwords are kept now."""
    connection.execute(update(account).where(account.c.id == row.id).values(password=password))


# ---- tokens and sessions -----------------------------------------------------------------------------------


def grant(
    connection: Connection, row: Row[Any], name: str, scopes: Iterable[Right], now: int, expires: int | None, by: str
) -> tuple[str, str]:
    """Make a token of an account; returns its key and its secret, which is not kept."""
    secret = new_secret()
    key = keys.derive("token", digest(secret))
    told = {"key": key, "hash": digest(secret), "name": name, "scopes": " ".join(scopes), "added_at": now}
    connection.execute(insert(access_token).values(**told, account_id=row.id, added_by=by, expires_at=expires))
    return key, secret


def revoke(connection: Connection, row_id: int, now: int) -> None:
    """Let a token open nothing from now on."""
    good = (access_token.c.id == row_id) & access_token.c.revoked_at.is_(None)
    connection.execute(update(access_token).where(good).values(revoked_at=now))


def used(connection: Connection, row_id: int, now: int) -> None:
    """Note when a token was last used."""
    connection.execute(update(access_token).where(access_token.c.id == row_id).values(used_at=now))


def start(connection: Connection, row: Row[Any], now: int, expires: int) -> str:
    """Let somebody in who has shown a good password; returns the secret of the session."""
    secret = new_secret()
    connection.execute(delete(session).where(session.c.expires_at < now))
    told = {"hash": digest(secret), "account_id": row.id, "started_at": now, "expires_at": expires}
    connection.execute(insert(session).values(**told))
    return secret


def end(connection: Connection, secret: str) -> None:
    """End a session, if there is one with this secret."""
    connection.execute(delete(session).where(session.c.hash == digest(secret)))


# ---- logins that fail --------------------------------------------------------------------------------------


def one_by_one(connection: Connection) -> None:
    """Let one login at a time be counted, until the transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7236518045)")


def failed(connection: Connection, who: Iterable[str], now: int) -> None:
    """Count a failure under each of these; one after a long time is the first again."""
    for each in who:
        connection.execute(_failed, {"who": each, "now": now, "old": now - FORGOTTEN * SECOND})


def forgive(connection: Connection, name: str, place: str, now: int) -> None:
    """Forget the failures under a name, of a place only the one that was none, and all that are long ago."""
    old = login_failure.c.failed_at < now - FORGOTTEN * SECOND
    once = (login_failure.c.who == place) & (login_failure.c.failures == 1)
    connection.execute(delete(login_failure).where(old | once | (login_failure.c.who == name)))
    fewer = {"failures": login_failure.c.failures - 1}
    connection.execute(update(login_failure).where(login_failure.c.who == place).values(fewer))


# ---- being forgotten ---------------------------------------------------------------------------------------


def forget(ledger: Ledger, name: Name) -> list[tuple[str, bool]]:
    """Replace a name among users and tokens; returns where it stood, and whether as a whole value.

    A user of that name loses the password and is let in no more.
    """
    connection, found = ledger.connection, list[tuple[str, bool]]()
    for table, parts, what in (
        (account, ("name", "added_by", "changed_by"), "user"),
        (access_token, ("name", "added_by"), "token"),
    ):
        for row in connection.execute(select(table)).all():
            held = {part: getattr(row, part) for part in parts if name.mentioned(getattr(row, part))}
            whole = {part: name.is_it(value) for part, value in held.items()}
            found += [(f"{part.replace('_', ' ')} of a {what}", each) for part, each in whole.items()]
            told = {part: name.replaced(value) for part, value in held.items() if whole[part] or name.mentions}
            if told:
                ledger.batch_id()
                told |= (
                    _let_go(connection, row, told["name"], ledger.now) if table is account and "name" in told else {}
                )
                connection.execute(update(table).where(table.c.id == row.id).values(**told))
    connection.execute(delete(login_failure).where(login_failure.c.who == of_name(name.name)))
    return found


def _let_go(connection: Connection, row: Row[Any], name: str, now: int) -> dict[str, Any]:
    """End the sessions of somebody who is forgotten; returns what else becomes of the account."""
    connection.execute(delete(session).where(session.c.account_id == row.id))
    return {"name_key": name_key(name), "password": None, "disabled_at": row.disabled_at or now}
