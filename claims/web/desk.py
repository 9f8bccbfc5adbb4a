"""The desk: one database, who works at it, and what a request gets to work with."""

from collections.abc import Set
from datetime import timedelta
from functools import cached_property
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from claims.book import Book
from claims.core import when
from claims.core.people import Right
from claims.errors import ClaimtrackError, NotAllowed
from claims.records import Actor
from claims.web import look
from claims.web.flash import Flash, flash, with_done
from claims.web.forms import Form, read_form
from claims.web.guard import ANYBODY, at_desk, needed
from claims.web.tokens import Tokens


class Forged(ClaimtrackError):
    """This form does not come from a page of this run of the desk: go back, load the page again, and send it again."""

    def __init__(self) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()))


class Desk:
    """One database, who works at it, and what forms are signed with."""

    def __init__(self, book: Book) -> None:
        self.database, self.actor, self.clock = book.database, book.actor, book.clock
        self.tokens = Tokens()
        self.version = version("claimtrack")

    def tomorrow(self) -> str:
        """Return the day before which everything is due by now, on the clock of this machine."""
        return (when.moment(self.clock()).astimezone() + timedelta(days=1)).date().isoformat()


class Visit:
    """One request: the book it asks and changes, and how it is answered."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.desk: Desk = request.app.state.desk
        self.somebody = at_desk(request.scope)
        self.who = Actor(self.somebody.name) if self.somebody else self.desk.actor

    @cached_property
    def book(self) -> Book:
        """The database, with the one who works here as author of what is changed."""
        return Book(self.desk.database, self.who, self.desk.clock)

    @property
    def rights(self) -> Set[Right]:
        """What may be done here: everything while there are no users."""
        if not self.known:
            return frozenset()
        return self.somebody.rights if self.somebody else frozenset(Right)

    @property
    def known(self) -> bool:
        """Whether whoever asks was found to be somebody who may look around."""
        return not self.request.scope.get(ANYBODY)

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        query = [(name, value) for name, value in self.request.query_params.multi_items() if name != "done"]
        return look.address(self.request.url.path, *query)

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """Return a page, with what came of the change that led to it."""
        told: Flash | None = flash(self.book, self.request.query_params.get("done")) if self.known else None
        context = {"token": self.desk.tokens.of(self.who.name), **context, "visit": self, "flash": told}
        return HTMLResponse(look.render(template, context), status)

    def back(self, form: Form, done: str | None, otherwise: str = "/") -> Response:
        """Return the way to the page a form names, which tells what was done."""
        return RedirectResponse(with_done(local(form.text("then"), otherwise), done), 303)


def local(to: str | None, otherwise: str = "/") -> str:
    """Return an address of this desk, another one where what was given is none."""
    fit = to and to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if to and fit else otherwise


async def visit(request: Request) -> Visit:
    return Visit(request)


async def sent(request: Request) -> Form:
    """Return the form of a request that changes something.

    Raises Forged where no page of this desk made it, NotAllowed where whoever sends it may not do that.
    """
    form = await read_form(request)
    visitor = Visit(request)
    if not visitor.desk.tokens.fits(visitor.who.name, form.text("token")):
        raise Forged
    if (right := needed(request.url.path)) not in visitor.rights:
        raise NotAllowed(f"{visitor.who.name} may not {right} here: an admin can give you another role", right)
    return form


Here = Annotated[Visit, Depends(visit)]
Sent = Annotated[Form, Depends(sent)]
