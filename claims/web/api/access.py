"""Who asks, and whether they may: by a token, or, where there are no users, whoever is at this machine."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Annotated

from fastapi import Request, Security
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from claims.book import Book
from claims.core.people import Right, Role
from claims.db.engine import Database
from claims.errors import LoginFailed, NotAllowed
from claims.records import Actor

TOKEN = HTTPBearer(
    auto_error=False,
    description="A token of `claims users token add`. Without any user, none is needed on this machine.",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The database that is asked, and who works on it where there are no users."""

    database: Database
    actor: Actor
    clock: Callable[[], int]

    def book(self, actor: Actor | None = None) -> Book:
        return Book(self.database, actor or self.actor, self.clock)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks: their book, and what they may do with it."""

    book: Book
    rights: Set[Right]
    role: Role | None
    """None where there are no users."""

    @property
    def name(self) -> str:
        return self.book.actor.name


@dataclass(frozen=True, slots=True)
class Allowed:
    """Lets in whoever has a right, and says who it is; raises LoginFailed, NotAllowed."""

    right: Right

    def __call__(
        self, request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Security(TOKEN)] = None
    ) -> Visitor:
        desk: Desk = request.app.state.desk
        visitor = _visitor(desk, shown)
        if self.right not in visitor.rights:
            said = f"{visitor.name} may not {self.right} here: ask for a role or a token that may"
            raise NotAllowed(said, self.right)
        return visitor


def _visitor(desk: Desk, shown: HTTPAuthorizationCredentials | None) -> Visitor:
    people = desk.book().people
    if shown is None:
        if people.empty():
            return Visitor(desk.book(), frozenset(Right), None)
        raise LoginFailed("a token is needed: send `Authorization: Bearer TOKEN`; `claims users token add` makes one")
    somebody = people.holding(shown.credentials)
    if somebody is None:
        raise LoginFailed("this token lets nobody in (any more): `claims users token list` tells which are good")
    return Visitor(desk.book(Actor(somebody.name)), somebody.rights, somebody.role)


def needs(route: APIRoute) -> Right | None:
    """Return the right a route needs; None where anybody may come."""
    rights = [each.call.right for each in route.dependant.dependencies if isinstance(each.call, Allowed)]
    return rights[0] if rights else None


Reading = Annotated[Visitor, Security(Allowed(Right.READ))]
Contributing = Annotated[Visitor, Security(Allowed(Right.CONTRIBUTE))]
Reviewing = Annotated[Visitor, Security(Allowed(Right.REVIEW))]
