"""The way in and out: a name and a password for a session, which a cookie holds that no script can read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from claims.errors import LoginFailed, Throttled
from claims.people import SESSION
from claims.web.desk import Forged, Here, Sent, Visit, local
from claims.web.forms import Form, read_form
from claims.web.guard import COOKIE

router = APIRouter(default_response_class=Response)


async def unsigned(request: Request) -> Form:
    """Return the form of somebody who is not known yet; raises Forged where no page of this desk made it."""
    form = await read_form(request)
    if not Visit(request).desk.tokens.fits("", form.text("token")):
        raise Forged
    return form


@router.get("/login")
def login_page(here: Here, then: str = "/") -> Response:
    """Ask for a name and a password."""
    if here.book.people.empty():
        return RedirectResponse("/", 303)
    return _page(here, then)


@router.post("/login")
def login(here: Here, form: Annotated[Form, Depends(unsigned)], request: Request) -> Response:
    """Let somebody in; which of name and password was wrong is not told."""
    then, name = local(form.text("then")), form.text("name") or ""
    place = request.client.host if request.client else ""
    password = next(iter(form.fields.get("password", ())), "")  # as it was typed, blanks included
    try:
        session = here.book.people.login(name, password, place=place)
    except LoginFailed as error:
        answer = _page(here, then, 429 if isinstance(error, Throttled) else 401, said=str(error), name=name)
        if isinstance(error, Throttled):
            answer.headers["retry-after"] = str(error.seconds)
        return answer
    if former := request.cookies.get(COOKIE):
        here.book.people.logout(former)
    answer = RedirectResponse(then, 303)
    answer.set_cookie(COOKIE, session.secret, SESSION, path="/", secure=True, httponly=True, samesite="lax")
    return answer


@router.post("/logout")
def logout(here: Here, form: Sent, request: Request) -> Response:
    """End the session."""
    here.book.people.logout(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _page(here: Visit, then: str, status: int = 200, said: str = "", name: str = "") -> Response:
    return here.page("login.html", status, then=local(then), said=said, name=name, token=here.desk.tokens.of(""))
