"""Pages: each claim once, in every order and direction, what has no value last, and no page lost when claims change."""

from typing import Any

import pytest

import claims
from claims.book import Book
from claims.core.when import moment
from claims.errors import Ambiguous, InvalidValue, NotFound, UnknownChoice
from claims.records import Claim
from tests.ledger.desk import Clock, take_in
from tests.queries.world import World

SORTS = ["recorded", "changed", "confidence", "due"]
VALUES: dict[str, Any] = {
    "recorded": lambda claim: claim.recorded_at, "changed": lambda claim: claim.changed_at,
    "confidence": lambda claim: claim.confidence, "due": lambda claim: claim.due,
}  # fmt: skip


def walk(book: Book, limit: int, **asked: Any) -> list[Claim]:
    """Return every claim, page after page."""
    found, after = [], None
    while True:
        page = book.list(**asked, limit=limit, after=after)
        assert len(page.claims) <= limit
        found += page.claims
        if page.after is None:
            return found
        after = page.after


@pytest.mark.parametrize("limit", [1, 3, 1000])
@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("sort", SORTS)
def test_each_claim_comes_once_and_in_order(world: World, sort: str, sign: str, limit: int) -> None:
    found = walk(world.book, limit, sort=sign + sort)
    values = [VALUES[sort](claim) for claim in found]
    given = [value for value in values if value is not None]
    assert {claim.key for claim in found} == {claim.key for claim in world.book.all()}
    assert len(found) == len({claim.key for claim in found})
    assert values == sorted(given, reverse=bool(sign)) + [None] * (len(values) - len(given))


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize("asked", [{}, {"status": "unverified"}, {"text": "offered"}, {"kind": "fact"}])
def test_a_page_as_of_a_time_is_reached_at_any_depth(world: World, sign: str, asked: dict[str, str]) -> None:
    then = moment(world.times[len(world.times) // 2])
    whole = world.book.list(**asked, as_of=then, sort=f"{sign}recorded", limit=1000).claims
    assert walk(world.book, 2, **asked, as_of=then, sort=f"{sign}recorded") == list(whole)


def test_the_key_of_a_claim_is_a_place_to_go_on_from(world: World) -> None:
    for sort in SORTS:
        found = world.book.list(sort=sort, limit=1000).claims
        assert world.book.list(sort=sort, limit=1000, after=found[9].key[:8].lower()).claims == found[10:]


def test_many_claims_with_few_matches_are_walked_in_order(world: World) -> None:
    for asked in ({"status": "disputed"}, {"tag": "ai"}, {"source": "Post", "kind": "fact"}):
        assert [claim.key for claim in walk(world.book, 1, **asked)] == [claim.key for claim in world.book.all(**asked)]


@pytest.mark.parametrize(
    "asked",
    [{"limit": 0}, {"limit": 1001}, {"sort": "name"}, {"sort": "changed", "as_of": "2030-01-01"}, {"status": "true"},
     {"kind": "rumour"}, {"confidence": "170"}, {"amount": "lots"}, {"due_before": "2026-02-30"}, {"as_of": "never"},
     {"after": "7K2"}, {"section": "\ud800"}, {"source": "\ud800"}, {"tag": "\ud800"}],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_line(world: World, asked: dict[str, Any]) -> None:
    with pytest.raises((InvalidValue, UnknownChoice)) as refused:
        world.book.list(**asked)
    assert "\n" not in str(refused.value)


def test_a_place_that_is_none_is_refused(world: World) -> None:
    key = next(iter(world.histories))
    with pytest.raises(NotFound):
        world.book.list(after="ZZZZZZZZZZZZ")
    with pytest.raises(InvalidValue, match="earlier page"):
        world.book.list(sort="changed", after=f"{key}:soon")


# ---- while others work -------------------------------------------------------------------------------------


@pytest.fixture
def busy(database_url: str) -> Any:
    with claims.open(database_url, actor="ann") as book:
        book.clock = Clock()
        take_in(book, *[f"Lab {n} opens." for n in range(1, 10)])
        for claim in book.all(sort="recorded"):
            book.assess(claim.key, 10 * int(claim.statement.split()[1]))
        yield book


@pytest.mark.parametrize(("sort", "sign"), [(sort, sign) for sort in SORTS[:3] for sign in ("", "-")])
def test_no_page_is_lost_when_the_last_claim_of_a_page_changes(busy: Book, sort: str, sign: str) -> None:
    whole = [claim.key for claim in busy.list(sort=sign + sort).claims]
    first = busy.list(sort=sign + sort, limit=4)
    busy.assess(first.claims[-1].key, 5 if sign else 95)
    rest = [claim.key for claim in busy.list(sort=sign + sort, after=first.after).claims]
    assert [key for key in rest if key != first.claims[-1].key] == whole[4:]


# ---- keys --------------------------------------------------------------------------------------------------


def test_a_shortened_key_that_fits_several_names_them(database_url: str) -> None:
    with claims.open(database_url, actor="ann") as book:
        first, second = take_in(book, "It opens.", "It closes.").added
        with book.database.write() as connection:
            for trigger in ("claim_fixed", "claim_no_delete"):
                on = "" if connection.dialect.name == "sqlite" else " ON claim"
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}{on}")
            connection.exec_driver_sql(f"UPDATE claim SET key = 'ABCD11111111' WHERE key = '{first}'")
            connection.exec_driver_sql(f"UPDATE claim SET key = 'ABCD22222222' WHERE key = '{second}'")
        with pytest.raises(Ambiguous, match="it fits ABCD11111111, ABCD22222222; give more characters"):
            book.get("abcd")
        assert book.get("abcd-1").key == "ABCD11111111"
