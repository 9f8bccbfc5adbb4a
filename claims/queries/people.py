"""Who may work here, and who it is that shows a secret."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from claims.core.people import FREE_OF_NAME, FREE_OF_PLACE, RIGHTS, Right, Role, digest, wait
from claims.core.source import name_key
from claims.core.when import moment
from claims.errors import NotFound
from claims.models import access_token, account, login_failure, session
from claims.queries.keys import by_prefix
from claims.queries.reading import as_moment
from claims.records import Somebody, Token, User

SECOND = 1_000_000
HINT = "`claims users` shows them"


def _good(now: int) -> ColumnElement[bool]:
    """Return what holds of a token that lets somebody in, as far as the token goes."""
    expired = access_token.c.expires_at <= now
    return access_token.c.revoked_at.is_(None) & or_(access_token.c.expires_at.is_(None), ~expired)


def by_name(connection: Connection, name: str, *, lock: bool = False) -> Row[Any] | None:
    """Return the account of this name, however it is written; with `lock` nobody else changes it meanwhile."""
    query = select(account).where(account.c.name_key == name_key(name))
    return connection.execute(query.with_for_update() if lock else query).first()


def find(connection: Connection, name: str, *, lock: bool = False) -> Row[Any]:
    """Return the account of this name, however it is written; raises NotFound."""
    row = by_name(connection, name, lock=lock)
    if row is None:
        raise NotFound("user", name, HINT)
    return row


def users(connection: Connection, now: int, name: str | None = None) -> tuple[User, ...]:
    """Return the users by name, or the one with a name; raises NotFound for one that is not there."""
    mine = (access_token.c.account_id == account.c.id) & _good(now)
    tokens = select(func.count()).where(mine).scalar_subquery()
    query = select(account, tokens.label("tokens")).order_by(account.c.name_key)
    if name is not None:
        query = query.where(account.c.id == find(connection, name).id)
    return tuple(
        User(
            row.name, Role(row.role), row.disabled_at is not None, row.password is not None, row.tokens,
            moment(row.added_at), row.added_by, moment(row.changed_at), row.changed_by,
        )
        for row in connection.execute(query)
    )  # fmt: skip


def tokens(connection: Connection, now: int, name: str | None = None) -> tuple[Token, ...]:
    """Return the tokens, newest first: of everybody, or of one user."""
    query = (
        select(access_token, account.c.name.label("user"), account.c.disabled_at, _good(now).label("good"))
        .join(account, account.c.id == access_token.c.account_id)
        .order_by(access_token.c.id.desc())
    )
    if name is not None:
        query = query.where(account.c.id == find(connection, name).id)
    return tuple(_token(row) for row in connection.execute(query))


def find_token(connection: Connection, key: str) -> Row[Any]:
    """Return the token with this key or the start of one; raises NotFound, Ambiguous."""
    return by_prefix(
        connection, select(access_token), access_token.c.key, "token", key, "`claims users token list` shows them"
    )


def _token(row: Row[Any]) -> Token:
    return Token(
        row.key, row.user, row.name, tuple(map(Right, row.scopes.split())), moment(row.added_at), row.added_by,
        as_moment(row.used_at), as_moment(row.expires_at), as_moment(row.revoked_at),
        bool(row.good) and row.disabled_at is None,
    )  # fmt: skip


# ---- who is there ------------------------------------------------------------------------------------------


def by_session(connection: Connection, secret: str, now: int) -> Somebody | None:
    """Return who is logged in with this secret; None for nobody."""
    query = (
        select(account).join(session, session.c.account_id == account.c.id)
        .where(session.c.hash == digest(secret), session.c.expires_at > now, account.c.disabled_at.is_(None))
    )  # fmt: skip
    row = connection.execute(query).first()
    return None if row is None else Somebody(row.name, Role(row.role), RIGHTS[Role(row.role)])


def by_token(connection: Connection, secret: str, now: int) -> tuple[Somebody, Row[Any]] | None:
    """Return whose token this is, with its row; they may do what both its scopes and their role allow."""
    query = (
        select(access_token, account.c.name.label("user"), account.c.role)
        .join(account, account.c.id == access_token.c.account_id)
        .where(access_token.c.hash == digest(secret), _good(now), account.c.disabled_at.is_(None))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    role = Role(row.role)
    return Somebody(row.user, role, RIGHTS[role] & set(map(Right, row.scopes.split()))), row


def seconds_to_wait(connection: Connection, name: str, place: str, now: int) -> int:
    """Return for how many seconds nothing may be tried under a name or from a place; both as they are counted."""
    rows = connection.execute(select(login_failure).where(login_failure.c.who.in_((name, place))))
    until = [
        row.failed_at + SECOND * wait(row.failures, FREE_OF_NAME if row.who == name else FREE_OF_PLACE) for row in rows
    ]
    return -(-max(0, max(until, default=now) - now) // SECOND)
