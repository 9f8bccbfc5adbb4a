"""A document: its text with the claims marked in place, and the one that is looked at beside it."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from claims.records import Placed
from claims.web.desk import Here
from claims.web.forms import Form
from claims.web.look import address
from claims.web.marking import part_at, parts, pieces
from claims.web.verbs import KEYS

router = APIRouter(default_response_class=Response)
NEWEST = 100


@router.get("/documents")
def documents(here: Here) -> Response:
    """List the documents, newest first."""
    return here.page("documents.html", documents=here.book.documents(limit=NEWEST), newest=NEWEST)


@router.get("/documents/{key}")
def document(here: Here, key: str, claim: str | None = None, part: int | None = None) -> Response:
    """Show the text of a document; `claim` is the one that is looked at, `part` of a long text which one is shown."""
    found = here.book.document(key)
    if found.key != key:
        return RedirectResponse(here.here.replace(key, found.key, 1), 307)
    places = here.book.placed(found.key)
    standing = list({each.claim: each for each in reversed(places)}.values())[::-1]
    keys = [each.claim for each in standing]
    chosen = claim if claim in keys else None
    text = found.text or ""
    cuts = parts(text)
    at = next((each.start for each in places if each.claim == chosen), 0)
    number = part if part is not None and 0 <= part < len(cuts) else part_at(cuts, at)
    start, end = cuts[number]
    looked = here.book.get(chosen) if chosen else None
    return here.page(
        "document.html", document=found, pieces=pieces(text, places, start, end), claims=standing, chosen=looked,
        here_now=[each for each in standing if start <= each.start < end], number=number, cuts=cuts, keys=KEYS,
        before=_beside(keys, chosen, -1), after=_beside(keys, chosen, 1), following=_following(standing, chosen),
        form=Form(), verb=None, trouble=None, reviewed=sum(each.reviewed for each in standing),
        of=lambda key: address(f"/documents/{found.key}", ("claim", key)),
    )  # fmt: skip


def _beside(keys: list[str], chosen: str | None, step: int) -> str | None:
    """Return the claim before or after the one that is looked at; without one, the first."""
    if chosen is None:
        return keys[0] if keys and step > 0 else None
    at = keys.index(chosen) + step
    return keys[at] if 0 <= at < len(keys) else None


def _following(standing: list[Placed], chosen: str | None) -> str | None:
    """Return the next claim that nobody has looked at, from the chosen one on and then from the start."""
    at = next((number for number, each in enumerate(standing) if each.claim == chosen), -1)
    left = [*standing[at + 1 :], *standing[: max(at, 0)]]
    return next((each.claim for each in left if not each.reviewed), None)
