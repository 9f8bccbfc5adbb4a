"""One claim: its whole story, and everything that can be done with it."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from claims.core.vocabulary import LinkKind, LinkState
from claims.errors import Conflict, InvalidValue, NotFound, Refused
from claims.records import Change, Claim, Placed
from claims.web.desk import Here, Sent, Visit
from claims.web.forms import Form
from claims.web.look import stands_in
from claims.web.verbs import KEYS, VERBS

router = APIRouter(default_response_class=Response)


@router.get("/claims/{key}")
def claim(here: Here, key: str, as_of: str | None = None) -> Response:
    """Show all there is about one claim, now or as it was believed then."""
    found = here.book.get(key, as_of=as_of or None)
    if found.key != key:
        return RedirectResponse(here.here.replace(key, found.key, 1), 307)
    return here.page("claim.html", **story(here, found))


def story(here: Visit, claim: Claim) -> dict[str, Any]:
    """Return what the page of a claim tells."""
    events = [each for each in here.book.history(claim.key) if not claim.as_of or each.recorded_at <= claim.as_of]
    stands = [each for each in claim.links if each.state is not LinkState.REJECTED]
    others = here.book.some({each.other if each.claim == claim.key else each.claim for each in stands})
    known = {each.key: each for each in others}
    document = stands_in(claim)
    places = here.book.placed(document) if document else ()
    before, after = beside(places, claim.key)
    return {
        "claim": claim, "events": events, "others": known, "document": document, "before": before, "after": after,
        "conflicts": [each for each in stands if each.kind is LinkKind.CONTRADICTS],
        "relations": [each for each in stands if each.kind is not LinkKind.CONTRADICTS],
        "keys": KEYS, "form": Form(), "blank": Form(), "verb": None,
        "trouble": None, "since": (),
    }  # fmt: skip


def beside(places: tuple[Placed, ...], key: str) -> tuple[str | None, str | None]:
    """Return the claims before and after one in its document."""
    keys = list(dict.fromkeys(each.claim for each in places))
    at = keys.index(key) if key in keys else None
    if at is None:
        return None, None
    return keys[at - 1] if at else None, keys[at + 1] if at + 1 < len(keys) else None


@router.post("/claims/{key}/{verb}")
def act(here: Here, form: Sent, key: str, verb: str) -> Response:
    """Do something with a claim; what stands against it is told on its page, with what was typed."""
    if verb not in VERBS:
        raise NotFound("action", verb, f"there are {', '.join(VERBS)}")
    try:
        done: Change = VERBS[verb](here.book, key, form)
    except (Conflict, InvalidValue, Refused) as error:
        return troubled(here, form, key, verb, error)
    return here.back(form, done.batch, f"/claims/{done.claim.key}")


def troubled(here: Visit, form: Form, key: str, verb: str, error: Conflict | InvalidValue | Refused) -> Response:
    """Return the page of a claim with what stands against a change, and the form as it was typed."""
    told = story(here, here.book.get(key))
    since: list[Any] = []
    if isinstance(error, Conflict):
        read = form.number("version") or 0
        since = [each for each in told["events"] if each.seq > read]
    status = 409 if isinstance(error, Conflict) else 422
    return here.page("claim.html", status, **told | {"form": form, "verb": verb, "trouble": error, "since": since})
