"""Claims by how many origins say so: the same number that each claim tells of itself, however it is asked for."""

from typing import Any

import pytest

import claims
from claims.book import Book
from claims.core.when import moment
from claims.errors import InvalidValue
from tests.ledger.desk import take_in
from tests.queries.test_pages import walk
from tests.queries.world import World

RANGES = {">=2": lambda n: n >= 2, "1": lambda n: n == 1, "<2": lambda n: n < 2, "2..3": lambda n: 2 <= n <= 3}


def keys(found: Any) -> list[str]:
    return [claim.key for claim in found]


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("asked", RANGES)
def test_claims_are_chosen_by_the_number_they_tell_now_and_then(world: World, asked: str, everything: bool) -> None:
    for time in (None, *(moment(world.times[len(world.times) * n // 4 - 1]) for n in (1, 2, 3))):
        whole = list(world.book.all(as_of=time, everything=everything))
        assert keys(walk(world.book, 7, origins=asked, as_of=time, everything=everything)) == [
            claim.key for claim in whole if RANGES[asked](claim.origins)
        ]
    assert len({claim.origins for claim in whole}) > 1


@pytest.mark.parametrize("limit", [1, 4, 1000])
@pytest.mark.parametrize("sort", ["origins", "-origins"])
def test_in_the_order_of_it_each_claim_comes_once(world: World, sort: str, limit: int) -> None:
    whole = list(world.book.all())
    ordered = sorted(whole, key=lambda claim: max(claim.origins, 1), reverse=sort == "-origins")
    assert keys(walk(world.book, limit, sort=sort)) == keys(ordered)
    facts = [claim for claim in ordered if claim.kind == "fact"]
    assert keys(walk(world.book, limit, sort=sort, kind="fact")) == keys(facts)


def test_a_key_is_a_place_in_that_order(world: World) -> None:
    found = world.book.list(sort="-origins", limit=1000).claims
    assert world.book.list(sort="-origins", limit=1000, after=found[3].key).claims == found[4:]


def test_a_search_takes_it_as_a_field_and_leaves_it_out(world: World) -> None:
    whole = list(world.book.all(text="offered", status=None))
    several = {claim.key for claim in whole if claim.origins > 1}
    assert several
    assert set(keys(world.book.search("offered origins>=2 -status:rejected", limit=1000))) == several
    assert set(keys(world.book.search("offered -origins>=2 -status:rejected", limit=1000))) == {
        claim.key for claim in whole if claim.origins < 2
    }


def test_it_follows_a_change_of_owner_at_once(database_url: str) -> None:
    with claims.open(database_url, actor="ann") as book:
        for name in ("Notes", "Post"):
            take_in(book, "Meta opens.", f"So {name} found.", source=name)
        assert len(book.list(origins=">=2")) == 1
        for name in ("Notes", "Post"):
            book.edit_source(name, origin="One House")
        assert not len(book.list(origins=">=2"))
        assert [claim.origins for claim in book.list(origins="1", sort="-origins")] == [1, 1, 1]


@pytest.mark.parametrize("asked", ["many", ">=-1", "1.5", "3..2", ""])
def test_what_is_no_number_of_origins_is_refused(book: Book, asked: str) -> None:
    with pytest.raises(InvalidValue, match="origins"):
        book.list(origins=asked)
