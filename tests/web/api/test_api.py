"""The API: the records of `--json`, versions that changes depend on, changes that happen once, failures in one form."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from claims.book import Book
from claims.core.people import Right
from claims.schemas import BatchRecord, DocumentRecord, HistoryRecord, SourceRecord
from claims.web.api.app import ROUTERS
from tests.ledger.desk import rows
from tests.web.api.conftest import Client, example
from tests.web.api.test_roles import ROUTES

ONCE = {"idempotency-key": "8f14e45f-ceea"}
ANY = {"if-match": "*"}
ATOM = "{http://www.w3.org/2005/Atom}"


def ok(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


# ---- asking ------------------------------------------------------------------------------------------------


def test_records_are_those_of_the_command_line(api: TestClient, desk: Book, key: str) -> None:
    claim = HistoryRecord.with_events(desk.get(key), desk.history(key))
    assert ok(api.get(f"/claims/{key[:6]}")) == json.loads(claim.model_dump_json())
    assert ok(api.get(f"/claims/{key}/history")) == json.loads(claim.model_dump_json())["events"]
    for path, record, found in (
        ("sources", SourceRecord, desk.source("The Example Times")),
        ("documents", DocumentRecord, desk.document(desk.documents()[0].key)),
        ("batches", BatchRecord, desk.batch(desk.batches()[0].key)),
    ):
        told = json.loads(record.of(found).model_dump_json())
        assert ok(api.get(f"/{path}/{found.key}")) == told
        assert [each["key"] for each in ok(api.get(f"/{path}"))] == [found.key]


def test_pages_follow_each_other(api: TestClient, desk: Book) -> None:
    for n in range(5):
        desk.add(f"Lab {n} hired {n + 2} people.", source="Notes", tags=["new"])
    keys: list[str] = []
    query = "/claims?limit=2&tag=new"
    for _ in range(3):
        answer = api.get(query)
        keys += [each["key"] for each in ok(answer)["items"]]
        query = f"/claims{answer.links['next']['url']}" if "next" in answer.links else ""
    assert query == "" and keys == [claim.key for claim in desk.list(tag="new")]


@pytest.mark.parametrize(
    ("query", "count"),
    [("status=unverified", 2), ("status=verified&status=refuted", 0), ("amount=%3E%3D100M", 1), ("reviewed=false", 2),
     ("reviewed=true", 0), ("source=the+example+times", 2), ("text=researcher", 1), ("as_of=2020-01-01", 0)],
)  # fmt: skip
def test_claims_are_filtered(api: TestClient, query: str, count: int) -> None:
    assert len(ok(api.get(f"/claims?{query}"))["items"]) == count


def test_a_search_tells_where_it_answers(api: TestClient, key: str) -> None:
    (found,) = ok(api.get("/search?q=researcher"))["items"]
    assert found["key"] == key and found["snippet"]["marks"]


def test_an_export_is_what_the_command_writes(api: TestClient, desk: Book, tmp_path: Any) -> None:
    desk.export(tmp_path / "claims.jsonl")
    answer = api.get("/export")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.content == (tmp_path / "claims.jsonl").read_bytes()
    assert api.get("/export?status=refuted").content == b""
    assert api.get("/export?confidence=much").status_code == 422


def test_changes_are_a_feed(api: TestClient, desk: Book, key: str) -> None:
    desk.amend(key, statement="A <b>bold</b> & \x01odd claim of $200M.", note="to see & tell")
    feed = ElementTree.fromstring(api.get("/changes.atom?limit=2").content)
    first, *_ = entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert first.findtext(f"{ATOM}title") == "amended (unverified): A <b>bold</b> & \ufffdodd claim of $200M."
    assert first.findtext(f"{ATOM}id") == f"urn:claimtrack:claim:{key}:2"
    told = ok(api.get("/changes.json?limit=1"))
    assert told["items"][0]["content_text"] == "to see & tell"
    page = ok(api.get("/changes?limit=1"))
    assert [each["seq"] for each in page["items"]] == [2] and page["after"]
    assert len(ok(api.get("/changes", params={"after": page["after"]}))["items"]) == 2


def test_me_is_who_asks(client: Client, desk: Book) -> None:
    assert ok(client().get("/me")) == {"name": "root", "role": None, "rights": list(Right)}
    desk.people.add("ann", "reviewer")
    ann = client(desk.people.grant("ann", "x", ["review", "read"]).secret)
    assert ok(ann.get("/me")) == {"name": "ann", "role": "reviewer", "rights": ["read", "review"]}


# ---- versions ----------------------------------------------------------------------------------------------


def test_a_claim_that_is_as_it_was_is_not_sent_again(api: TestClient, desk: Book, key: str) -> None:
    tag = api.get(f"/claims/{key}").headers["etag"]
    again = api.get(f"/claims/{key}", headers={"if-none-match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    desk.note(key, "hm")
    assert api.get(f"/claims/{key}", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [("status", {"status": "verified", "note": "x"}), ("confidence", {"confidence": 70}),
     ("amendments", {"statement": "Other.", "note": "x"})],
)  # fmt: skip
def test_a_decision_must_say_which_version_it_is_about(
    api: TestClient, desk: Book, key: str, path: str, body: dict[str, Any]
) -> None:
    tag = api.get(f"/claims/{key}").headers["etag"]
    desk.note(key, "in between")
    before = rows(desk)
    assert ok(api.post(f"/claims/{key}/{path}", json=body), 428)["kind"] == "Unconditional"
    late = ok(api.post(f"/claims/{key}/{path}", json=body, headers={"if-match": tag}), 412)
    assert (late["kind"], late["details"]) == ("Conflict", {"key": key, "expected": 1, "current": 2, "by": "root"})
    assert rows(desk) == before
    tag = api.get(f"/claims/{key}").headers["etag"]
    assert ok(api.post(f"/claims/{key}/{path}", json=body, headers={"if-match": tag}))["claim"]["version"] == 3
    assert ok(api.post(f"/claims/{key}/{path}", json=body, headers=ANY))["changed"] is False


@pytest.mark.parametrize("tag", ["3", '"x"', '"0"', '"1", "2"', 'W/"1"', '"1.zzzzzzzz"'])
def test_what_is_no_version_changes_nothing(api: TestClient, key: str, tag: str) -> None:
    answer = api.post(f"/claims/{key}/tags", json={"tags": ["a"]}, headers={"if-match": tag})
    assert ok(answer, 400)["kind"] == "Unreadable"


# ---- changing ----------------------------------------------------------------------------------------------


def test_a_review_from_end_to_end(api: TestClient, desk: Book) -> None:
    made = api.post("/claims", json={"statement": "Nimbus hired 50 people.", "source": "Notes", "confidence": "likely"})
    key = ok(made, 201)["claim"]["key"]
    assert made.headers["location"] == f"/claims/{key}"
    for path, body in (
        ("evidence", {"url": "https://example.org/1", "stance": "supports"}),
        ("status", {"status": "verified", "note": "seen", "evidence": ["https://example.org/2"]}),
        ("confidence", {"confidence": 0.9, "note": "sure"}),
        ("amendments", {"subject": "Nimbus", "note": "whom"}),
        ("tags", {"tags": ["a", "b"]}),
        ("tags/remove", {"tags": ["b"]}),
        ("notes", {"text": "done"}),
        ("evidence/1/withdraw", {"note": "gone"}),
    ):
        assert ok(api.post(f"/claims/{key}/{path}", json=body, headers=ANY))["changed"], path
    claim = desk.get(key)
    assert (claim.status, claim.confidence, claim.subject, claim.tags) == ("verified", 90, "Nimbus", ("a",))
    assert [each.url for each in claim.evidence] == ["https://example.org/2"]


def test_claims_are_merged_linked_and_taken_back(api: TestClient, desk: Book, key: str) -> None:
    other = desk.add("Meta paid $200M.", source="Notes").claim.key
    merged = ok(api.post(f"/claims/{other}/merge", json={"into": key}))
    assert merged["claim"]["key"] == key
    assert ok(api.post(f"/claims/{other}/unmerge", json={}))["claim"]["key"] == other
    for state in ("confirmed", "rejected"):
        ok(api.post(f"/claims/{key}/links", json={"other": other, "state": state}))
        assert desk.get(key).links[0].state == state
    undone = ok(api.post(f"/batches/{merged['batch']}/undo", json={"note": "x"}))
    assert (undone["reverted"], [*undone["kept"].values()]) == (0, ["unmerged by root since"])
    assert ok(api.post(f"/batches/{merged['batch']}/undo", json={}), 409)["kind"] == "Refused"


def test_a_document_is_taken_in_as_text(api: TestClient, desk: Book) -> None:
    body = {"text": "Nimbus Labs hired 70 people in 2026.", "source": "The Example Times", "published": "2026-02-01"}
    tried = ok(api.post("/documents", json=body | {"dry_run": True}))
    assert tried["dry_run"] and len(desk.documents()) == 1
    (outcome,) = ok(api.post("/documents", json=body))["outcomes"]
    assert desk.get(outcome["added"][0]).appearances[0].published == "2026-02-01"
    assert ok(api.post("/documents", json=body))["outcomes"][0]["outcome"] == "known"


def test_a_text_is_text_and_never_an_address_or_a_file(api: TestClient, desk: Book) -> None:
    for text in ("https://127.0.0.1/secret", "/etc/passwd", "file:///etc/passwd"):
        (outcome,) = ok(api.post("/documents", json={"text": text, "source": "x", "title": text}))["outcomes"]
        assert outcome["document"] is None or desk.document(outcome["document"]).text == text


def test_a_source_is_rated_and_described(api: TestClient, desk: Book) -> None:
    key = desk.source("The Example Times").key
    assert ok(api.post(f"/sources/{key}/reliability", json={"reliability": "B", "note": "x"}))["reliability"] == "B"
    told = ok(api.post(f"/sources/{key}/description", json={"kind": "publisher", "homepage": "https://example.org"}))
    assert (told["kind"], told["homepage"]) == ("publisher", "https://example.org")


@pytest.mark.parametrize("route", [route for route in ROUTES if example(route)], ids=lambda route: route.name)
def test_an_example_can_be_sent_as_it_stands(api: TestClient, desk: Book, key: str, route: Any) -> None:
    other = desk.add("Meta paid $200M.", source="Notes").claim.key
    desk.attach(key, "https://example.org/0")
    body = json.loads(json.dumps(example(route)).replace("7K2M4QWERTY0", other))
    of = {"sources": desk.source("The Example Times").key, "batches": desk.batches()[0].key}
    path = route.path.replace("{key}", of.get(route.path.split("/")[1], key)).replace("{n}", "1")
    assert api.post(path, json=body, headers=ANY).status_code in (200, 201)


# ---- once --------------------------------------------------------------------------------------------------


def test_a_change_that_is_sent_again_is_made_once(api: TestClient, desk: Book, key: str) -> None:
    for path, body in (
        ("/claims", {"statement": "Nimbus hired 50 people.", "source": "Notes"}),
        (f"/claims/{key}/notes", {"text": "hm"}),
        (f"/claims/{key}/tags", {"tags": ["a"]}),
        ("/documents", {"text": "Nimbus Labs hired 70 people in 2026.", "source": "Notes"}),
    ):
        mine = {"idempotency-key": f"of {path}".replace(" ", "-")}
        first = api.post(path, json=body, headers=mine)
        before = rows(desk)
        again = api.post(path, json=body, headers=mine)
        assert again.status_code == first.status_code and again.json()["batch"] == first.json()["batch"]
        assert "idempotency-replayed" not in first.headers and again.headers["idempotency-replayed"] == "true"
        assert rows(desk) == before
        if "claim" in first.json():
            assert again.json()["claim"] == first.json()["claim"]
        else:
            assert again.json()["outcomes"][0]["added"] == first.json()["outcomes"][0]["added"]


def test_an_undo_that_is_sent_again_tells_the_same(api: TestClient, desk: Book, key: str) -> None:
    batch = desk.batches()[0].key
    desk.verify(key, note="since")
    first = ok(api.post(f"/batches/{batch}/undo", json={}, headers=ONCE))
    again = ok(api.post(f"/batches/{batch}/undo", json={}, headers=ONCE))
    assert [*first["kept"]] == [*again["kept"]] == [key]
    assert (first["batch"], first["undid"], first["reverted"]) == (again["batch"], again["undid"], again["reverted"])


def test_a_key_for_two_requests_is_refused(api: TestClient, desk: Book, key: str) -> None:
    ok(api.post(f"/claims/{key}/notes", json={"text": "a"}, headers=ONCE))
    before = rows(desk)
    assert ok(api.post(f"/claims/{key}/notes", json={"text": "b"}, headers=ONCE), 422)["kind"] == "Reused"
    assert ok(api.post(f"/claims/{key}/tags", json={"tags": ["a"]}, headers=ONCE), 422)["kind"] == "Reused"
    assert rows(desk) == before


def test_the_same_key_of_two_users_is_two(client: Client, desk: Book, key: str) -> None:
    made = set()
    for name in ("ann", "bob"):
        desk.people.add(name, "contributor")
        api = client(desk.people.grant(name, "x", ["contribute"]).secret)
        made.add(ok(api.post(f"/claims/{key}/notes", json={"text": "a"}, headers=ONCE))["batch"])
    assert len(made) == 2


def test_sent_many_times_at_once_it_is_made_once(client: Client, desk: Book, key: str) -> None:
    api = client()

    def send(_: int) -> Any:
        return ok(api.post(f"/claims/{key}/notes", json={"text": "a"}, headers=ONCE))

    with ThreadPoolExecutor(6) as senders:
        answers = list(senders.map(send, range(12)))
    assert len({each["batch"] for each in answers}) == 1
    assert [event.kind for event in desk.history(key)] == ["added", "noted"]


# ---- failures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/claims/ZZZZ", 404, "NotFound"),
        ("/claims/x", 400, "Unreadable"),
        ("/claims?confidence=much", 422, "InvalidValue"),
        ("/claims?status=true", 400, "Unreadable"),
        ("/claims?nonsense=1", 400, "Unreadable"),
        ("/claims?limit=0", 400, "Unreadable"),
        ("/claims?as_of=yesteryear", 422, "InvalidValue"),
        ("/search?q=%22", 422, "InvalidValue"),
        ("/search", 400, "Unreadable"),
        ("/changes?after=x", 422, "InvalidValue"),
        ("/documents/ZZZZ", 404, "NotFound"),
        ("/nowhere", 404, "HTTPError"),
    ],
)
def test_a_failure_is_a_problem(api: TestClient, path: str, status: int, kind: str) -> None:
    answer = api.get(path)
    told = ok(answer, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (told["status"], told["kind"], told["type"]) == (status, kind, f"urn:claimtrack:problem:{kind}")
    assert told["title"] and "\n" not in told["detail"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"text": 5}', b'{"text": ""}', b'{"text": "a", "more": 1}', b'{"text": "\\ud800"}',
     b"\xff\xfe", b'{"text": NaN}'],
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing(api: TestClient, desk: Book, key: str, body: bytes) -> None:
    before = rows(desk)
    answer = api.post(f"/claims/{key}/notes", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400 and rows(desk) == before


def test_only_json_is_read(api: TestClient, key: str) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = api.post(f"/claims/{key}/notes", content=b'{"text": "a"}', headers={"content-type": kind})
        assert answer.status_code == 400, kind


def test_what_an_address_does_not_take_is_said(api: TestClient, key: str) -> None:
    answer = api.put(f"/claims/{key}")
    assert (answer.status_code, answer.json()["kind"]) == (405, "HTTPError") and "GET" in answer.headers["allow"]


def test_a_database_that_fails_is_told_as_such(api: TestClient, desk: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims.errors import StorageError

    def fail(*_: object, **__: object) -> None:
        raise StorageError("the database is locked")

    monkeypatch.setattr("claims.queries.pages.page", fail)
    assert ok(api.get("/claims"), 503)["kind"] == "StorageError"


def test_every_route_has_an_example_of_what_it_takes() -> None:
    taking = [route for router in ROUTERS for route in router.routes if getattr(route, "body_field", None)]
    assert taking and all(example(route) for route in taking)
