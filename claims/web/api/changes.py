"""What changed: the log, and feeds of it for readers of feeds."""

import json
import re
from collections.abc import Sequence
from typing import Annotated
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from claims.book import Book
from claims.records import Event
from claims.schemas import EventRecord, Record
from claims.web.api.access import Reading
from claims.web.api.answers import page
from claims.web.api.asked import Logged
from claims.web.api.problems import responses
from claims.wording import utc

router = APIRouter(tags=["changes"])
ATOM = "http://www.w3.org/2005/Atom"
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
TITLE = "claimtrack: changes"
NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class EventPage(Record):
    """Some changes, newest first."""

    items: tuple[EventRecord, ...]
    after: str | None


@router.get("/changes", response_model=EventPage, responses=responses(404, 409, 422))
def log(visitor: Reading, asked: Annotated[Logged, Query()], request: Request) -> Response:
    """List changes, newest first."""
    found = visitor.book.log(**asked.model_dump())
    return page((EventRecord.of(each) for each in found), found.after, request)


@router.get(
    "/changes.json",
    response_class=Response,
    responses={200: {"content": {JSON_TYPE: {"schema": {"type": "object"}}}}, **responses(404, 409, 422)},
)
def json_feed(visitor: Reading, asked: Annotated[Logged, Query()], request: Request) -> Response:
    """Changes as a JSON Feed 1.1."""
    events = visitor.book.log(**asked.model_dump()).events
    items = [
        {
            "id": _id(each), "url": _claim(request, each), "title": title, "content_text": each.reason or title,
            "date_published": utc(each.recorded_at), "authors": [{"name": each.actor}], "tags": [each.kind.value],
        }
        for each, title in _titled(visitor.book, events)
    ]  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": TITLE, "feed_url": str(request.url), "items": items,
    }  # fmt: skip
    return Response(json.dumps(feed, ensure_ascii=False), media_type=JSON_TYPE)


@router.get(
    "/changes.atom",
    response_class=Response,
    responses={200: {"content": {ATOM_TYPE: {"schema": {"type": "string"}}}}, **responses(404, 409, 422)},
)
def atom_feed(visitor: Reading, asked: Annotated[Logged, Query()], request: Request) -> Response:
    """Changes as an Atom feed."""
    events = visitor.book.log(**asked.model_dump()).events
    feed = Element("feed", xmlns=ATOM)
    _put(feed, "id", "urn:claimtrack:changes")
    _put(feed, "title", TITLE)
    _put(feed, "updated", utc(events[0].recorded_at) if events else "1970-01-01T00:00:00Z")
    SubElement(feed, "link", rel="self", href=str(request.url))
    for each, title in _titled(visitor.book, events):
        entry = SubElement(feed, "entry")
        _put(entry, "id", _id(each))
        _put(entry, "title", title)
        _put(entry, "updated", utc(each.recorded_at))
        _put(SubElement(entry, "author"), "name", each.actor)
        SubElement(entry, "link", href=_claim(request, each))
        SubElement(entry, "category", term=each.kind.value)
        _put(entry, "content", each.reason or title)
    return Response(tostring(feed, encoding="utf-8", xml_declaration=True), media_type=ATOM_TYPE)


def _put(parent: Element, name: str, text: str) -> None:
    """Write an element; characters that XML has no way to tell are replaced."""
    SubElement(parent, name).text = NO_XML.sub("\ufffd", text)


def _titled(book: Book, events: Sequence[Event]) -> list[tuple[Event, str]]:
    """Return each change with a title: what happened, and what the claim says now."""
    said = {key: book.get(key).statement for key in dict.fromkeys(each.claim for each in events)}
    return [(each, f"{each.kind.value.replace('_', ' ')} ({each.status}): {said[each.claim]}") for each in events]


def _id(event: Event) -> str:
    return f"urn:claimtrack:claim:{event.claim}:{event.seq}"


def _claim(request: Request, event: Event) -> str:
    """Return where the claim of a change is, on the server that was asked."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}/claims/{event.claim}"
