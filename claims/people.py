"""People of a book: who may work on it over the network, and what lets them in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from claims import records
from claims.core.people import PREFIX, Right, Role, check_password, of_name, of_place
from claims.core.when import moment
from claims.errors import InvalidValue, LoginFailed, Refused, Throttled, UnknownChoice
from claims.settings import check_actor

if TYPE_CHECKING:
    from claims.writer import Writer

SECOND = 1_000_000
A_DAY = 24 * 60 * 60
SESSION = A_DAY // 2
"""For how many seconds somebody who logged in stays so."""
DAYS = 90
"""For how many days a token is good, unless another number is asked for."""
LONGEST_NAME = 100
SELDOM = 60 * 60
"""Every how many seconds it is noted that a token is in use."""


class People:
    """The users of one database, their tokens and sessions. None of it is an event: people are no claims."""

    def __init__(self, book: "Writer") -> None:
        self._book = book

    def empty(self) -> bool:
        """Return whether there is no user: then whoever is at this machine works under their own name."""
        return not self._book.database.glance("SELECT 1 FROM account LIMIT 1")

    def list(self) -> tuple[records.User, ...]:
        """Return the users by name."""
        from claims.queries import people

        with self._book.database.read() as connection:
            return people.users(connection, self._book.clock())

    def get(self, name: str) -> records.User:
        """Return a user; raises NotFound."""
        from claims.queries import people

        with self._book.database.read() as connection:
            return people.users(connection, self._book.clock(), name)[0]

    def add(self, name: str, role: str = Role.READER, *, password: str | None = None) -> records.User:
        """Make a user; without a `password` only tokens let them in.

        Raises InvalidValue, UnknownChoice, Refused for a name that is taken.
        """
        from claims.ledger import people

        name = " ".join(name.split())
        check_actor("name", name)
        hashed = self._hashed(name, password)
        with self._book.database.write() as connection:
            people.add(connection, name, _role(role), hashed, self._book.clock(), self._book.actor.name)
        return self.get(name)

    def role(self, name: str, role: str) -> records.User:
        """Give a user another role; sessions end. Raises NotFound, UnknownChoice."""
        return self._change(name, role=_role(role).value)

    def password(self, name: str, password: str | None) -> records.User:
        """Give a user another password, or none; sessions end. Raises NotFound, InvalidValue."""
        found = self.get(name)
        hashed = self._hashed(found.name, password)
        return self._change(name, password=hashed, password_at=self._book.clock() if hashed else None)

    def disable(self, name: str) -> records.User:
        """Let a user in no more, with whatever they show; what they did stays. Raises NotFound."""
        return self.get(name) if self.get(name).disabled else self._change(name, disabled_at=self._book.clock())

    def enable(self, name: str) -> records.User:
        """Let a disabled user in again; raises NotFound."""
        return self._change(name, disabled_at=None)

    def _hashed(self, name: str, password: str | None) -> str | None:
        from claims.passwords import hashed

        if password is None:
            return None
        check_password(name, password)
        return hashed(password)

    def _change(self, name: str, **told: Any) -> records.User:
        from claims.ledger import people
        from claims.queries.people import find

        with self._book.database.write() as connection:
            row = find(connection, name, lock=True)
            people.change(connection, row, self._book.clock(), self._book.actor.name, **told)
        return self.get(name)

    # ---- tokens --------------------------------------------------------------------------------------------

    def grant(
        self, user: str, name: str, scopes: Iterable[str] = (Right.READ,), *, days: int | None = DAYS
    ) -> records.NewToken:
        """Make a token of a user, good for so many `days`, None for ever; `name` says what it is for.

        Its secret is told once and not kept. Raises NotFound, UnknownChoice, InvalidValue, Refused for a scope that
        the user's role does not have.
        """
        from claims.core.people import RIGHTS
        from claims.ledger import people
        from claims.queries import people as asked

        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise InvalidValue("token name", name, f"say in 1 to {LONGEST_NAME} characters what it is for")
        if days is not None and not 0 < days <= 3650:
            raise InvalidValue("number of days", days, "give 1 to 3,650")
        wanted = [right for right in Right if right in _scopes(scopes)]
        with self._book.database.write() as connection:
            row, now = asked.find(connection, user, lock=True), self._book.clock()
            if over := [right for right in wanted if right not in RIGHTS[Role(row.role)]]:
                raise Refused(f"{row.name} is a {row.role}, who may not {over[-1]}: ask for less, or change the role")
            expires = None if days is None else now + days * A_DAY * SECOND
            key, secret = people.grant(connection, row, name, wanted, now, expires, self._book.actor.name)
            token = next(each for each in asked.tokens(connection, now, row.name) if each.key == key)
        return records.NewToken(token, PREFIX + secret)

    def tokens(self, user: str | None = None) -> tuple[records.Token, ...]:
        """Return the tokens, newest first: of everybody, or of one user. Raises NotFound."""
        from claims.queries import people

        with self._book.database.read() as connection:
            return people.tokens(connection, self._book.clock(), user)

    def revoke(self, key: str) -> records.Token:
        """Let a token open nothing from now on; raises NotFound, Ambiguous."""
        from claims.ledger import people
        from claims.queries import people as asked

        with self._book.database.write() as connection:
            row = asked.find_token(connection, key)
            people.revoke(connection, row.id, self._book.clock())
            found = asked.tokens(connection, self._book.clock())
        return next(each for each in found if each.key == row.key)

    # ---- who is there --------------------------------------------------------------------------------------

    def login(self, name: str, password: str, *, place: str = "") -> records.Session:
        """Let a user in from the address `place`; raises LoginFailed, and Throttled after too many failures."""
        from claims.ledger import people
        from claims.passwords import fits, hashed, outdated
        from claims.queries import people as asked

        who, where = of_name(name), of_place(place)
        with self._book.database.write() as connection:
            people.one_by_one(connection)
            now = self._book.clock()
            if seconds := asked.seconds_to_wait(connection, who, where, now):
                raise Throttled(seconds)
            people.failed(connection, (who, where), now)  # first: a guess that is still looked at counts already
            row = asked.by_name(connection, name)
        stored = row.password if row is not None and row.disabled_at is None else None
        if not fits(stored, password):
            raise LoginFailed()
        renewed = hashed(password) if stored is not None and outdated(stored) else None
        with self._book.database.write() as connection:
            now = self._book.clock()
            row = asked.by_name(connection, name, lock=True)
            if row is None or row.password != stored or row.disabled_at is not None:
                raise LoginFailed()  # that changed while the password was looked at
            people.forgive(connection, who, where, now)
            if renewed:
                people.renew(connection, row, renewed)
            secret = people.start(connection, row, now, now + SESSION * SECOND)
        return records.Session(row.name, Role(row.role), secret, moment(now + SESSION * SECOND))

    def logout(self, secret: str) -> None:
        """End the session with this secret."""
        from claims.ledger import people

        with self._book.database.write() as connection:
            people.end(connection, secret)

    def at(self, session: str) -> records.Somebody | None:
        """Return who is logged in with the secret of a session; None for nobody."""
        from claims.queries import people

        with self._book.database.read() as connection:
            return people.by_session(connection, session, self._book.clock())

    def holding(self, token: str) -> records.Somebody | None:
        """Return whose token this is, with what it allows; None for a token that is good for nothing."""
        from claims.ledger import people
        from claims.queries import people as asked

        now = self._book.clock()
        with self._book.database.read() as connection:
            found = asked.by_token(connection, token.removeprefix(PREFIX), now)
        if found is None:
            return None
        somebody, row = found
        if row.used_at is None or row.used_at < now - SELDOM * SECOND:
            with self._book.database.write() as connection:
                people.used(connection, row.id, now)
        return somebody


def _role(given: str) -> Role:
    if given not in set(Role):
        raise UnknownChoice("role", given, Role)
    return Role(given)


def _scopes(given: Iterable[str]) -> set[Right]:
    wanted = set(given)
    for each in wanted:
        if each not in set(Right):
            raise UnknownChoice("scope", each, Right)
    if not wanted:
        raise InvalidValue("scope", "", f"give one of {', '.join(Right)} at least")
    return {Right(each) for each in wanted}
