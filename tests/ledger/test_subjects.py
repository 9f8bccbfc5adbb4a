"""Subjects: found in claims, one under all their names, and every decision about names can be taken back."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import claims
from claims.book import Book
from claims.core.groups import Decision, heads
from claims.errors import InvalidValue, NotFound, Refused
from claims.ledger.rebuilding import chunks, parted, rebuild_all
from claims.models import mention, naming, subject
from tests.ledger.desk import Clock, rows, take_in

NAMES = ("Meta", "Facebook", "Instagram", "WhatsApp", "Oculus")


@pytest.fixture
def fresh_book(tmp_path: Path) -> Iterator[Book]:
    """Another database, of somebody else."""
    with claims.open(tmp_path / "other.db", actor="eve") as book:
        yield book


def said(book: Book, name: str) -> list[str]:
    return sorted(claim.statement for claim in book.list(subject=name).claims)


def names(book: Book) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {each.name: (each.claims, each.aliases) for each in book.subjects.list().subjects}


@pytest.fixture
def meta(ann: Book) -> list[str]:
    texts = ["Profits rose at Meta.", "They sold META Inc. shares.", "Meta Platforms' capex rose.", "It was Facebook."]
    return [ann.add(each, source="Notes").claim.key for each in texts]


def test_one_name_is_one_subject_and_others_are_others(ann: Book, meta: list[str]) -> None:
    assert names(ann) == {"Facebook": (1, ()), "Meta": (2, ()), "Meta Platforms": (1, ())}
    assert said(ann, "META's") == ["Profits rose at Meta.", "They sold META Inc. shares."]
    found = ann.subjects.get("meta")
    assert (found.added_by, found.similar, found.statuses) == ("ann", ("Meta Platforms",), {"unverified": 2})


def test_an_alias_joins_what_claims_call_it(ann: Book, meta: list[str]) -> None:
    done = ann.subjects.alias("Meta", "Meta Platforms", "the Facebook parent", note="one company")
    assert done.changed and done.subject.aliases == ("the Facebook parent", "Meta Platforms")
    for name in ("Meta", "meta platforms", "Facebook parent"):
        assert len(said(ann, name)) == 3
    assert len(ann.search("subject:'Meta Platforms' rose".replace("'", '"')).claims) == 2
    assert [(each.alias, each.actor, each.reason) for each in done.subject.namings] == [
        ("Meta Platforms", "ann", "one company"), ("the Facebook parent", "ann", "one company"),
    ]  # fmt: skip
    before = rows(ann)
    assert not ann.subjects.alias("Meta", "META PLATFORMS", "Meta Inc.").changed
    assert rows(ann) == before


def test_undo_and_undoing_that_take_names_apart_and_together_again(ann: Book, meta: list[str]) -> None:
    done = ann.subjects.alias("Meta", "Meta Platforms")
    undone = ann.undo(str(done.batch))
    assert undone.reverted == 1 and len(said(ann, "Meta")) == 2 and ann.subjects.get("Meta").aliases == ()
    ann.undo(undone.batch)
    assert len(said(ann, "Meta")) == 3
    ann.undo(str(done.batch))
    assert len(said(ann, "Meta")) == 2


def test_undo_leaves_what_somebody_decided_since(ann: Book, bob: Book, meta: list[str]) -> None:
    done = ann.subjects.alias("Meta", "Meta Platforms")
    bob.subjects.unalias("Meta", "Meta Platforms", note="no")
    bob.subjects.alias("Meta", "Meta Platforms", note="yes after all")
    undone = ann.undo(str(done.batch))
    assert undone.kept == {"Meta Platforms": "named otherwise by bob since"}
    assert ann.subjects.get("Meta").aliases == ("Meta Platforms",)


def test_unmerging_brings_back_both_with_their_own_aliases(ann: Book, meta: list[str]) -> None:
    ann.subjects.alias("Facebook", "The Social Network")
    assert ann.subjects.merge("Facebook", "Meta").subject.aliases == ("Facebook", "The Social Network")
    assert len(said(ann, "the social network")) == 3
    ann.subjects.unmerge("Facebook")
    assert ann.subjects.get("Facebook").aliases == ("The Social Network",) and ann.subjects.get("Meta").aliases == ()
    assert not ann.subjects.unmerge("Facebook").changed


def test_what_cannot_be_named_is_refused(ann: Book, meta: list[str]) -> None:
    before = rows(ann)
    with pytest.raises(NotFound, match="no subject 'Nobody'"):
        ann.subjects.merge("Nobody", "Meta")
    with pytest.raises(NotFound):
        ann.subjects.get("Nobody")
    with pytest.raises(Refused, match="Facebook is no alias of Meta"):
        ann.subjects.unalias("Meta", "Facebook")
    with pytest.raises(InvalidValue):
        ann.subjects.alias("Meta", "...")
    assert rows(ann) == before


def test_a_claim_put_right_is_named_by_its_new_words_and_as_of_by_the_old(ann: Book, clock: Clock) -> None:
    key = ann.add("Profits rose at Meta.", source="Notes").claim.key
    then = ann.get(key).recorded_at
    ann.amend(key, statement="Profits rose at Apple.", note="it was Apple")
    assert (said(ann, "Meta"), said(ann, "Apple")) == ([], ["Profits rose at Apple."])
    assert [each.statement for each in ann.list(subject="Meta", as_of=then).claims] == ["Profits rose at Meta."]
    ann.amend(key, subject="薪酬公司", note="whom it is about")
    assert said(ann, "薪酬公司") == ["Profits rose at Apple."]
    assert names(ann) == {"Apple": (1, ()), "薪酬公司": (1, ())}


def test_names_that_differ_from_what_claims_say_are_rebuilt(ann: Book, meta: list[str]) -> None:
    with ann.database.write() as connection:
        connection.execute(mention.delete())
    assert said(ann, "Meta") == []
    with ann.database.read() as connection:
        (ids,) = chunks(connection)
        assert {each.what for each in parted(connection, ids).values()} == {("subjects",)}
    assert rebuild_all(ann.database) == (4, 4)
    assert len(said(ann, "Meta")) == 2


def test_the_names_of_erased_claims_vanish_unless_others_have_them(ann: Book) -> None:
    key = ann.add("Profits rose at Meta and Borealis Labs.", source="Notes").claim.key
    ann.add("They fell at Meta.", source="Notes")
    ann.erase_claim(key, reason="asked to")
    with ann.database.read() as connection:
        assert set(connection.execute(select(subject.c.name)).scalars()) == {"Meta"}
        assert connection.execute(select(mention.c.words)).scalars().all() == ["Meta"]


def test_a_forgotten_person_leaves_no_name_behind(ann: Book, bob: Book) -> None:
    ann.add("Profits rose.", source="Notes")
    key = ann.list().claims[0].key
    ann.amend(key, subject="Jane Roe", note="x")
    ann.subjects.alias("Jane Roe", "J. R. Example", note="Jane Roe")
    bob.subjects.alias("Acme", "Jane Roe", note="she is the firm")
    ann.erase_person("Jane Roe", reason="asked to", pseudonym="[person QQQQQ]")
    with ann.database.read() as connection:
        told = [*connection.execute(select(subject.c.name, subject.c.name_key)), *connection.execute(select(naming))]
    assert "jane" not in repr(told).casefold()
    assert len(said(ann, "[person QQQQQ]")) == len(said(ann, "Acme")) == 1


def test_many_claims_at_once_share_their_names(ann: Book) -> None:
    sentences = [f"Sales {n} rose at Meta and at Borealis {n % 3}." for n in range(20)]
    take_in(ann, "A paper.", *sentences)
    assert names(ann)["Meta"] == (20, ())
    with ann.database.read() as connection:
        assert connection.execute(select(subject.c.name_key)).scalars().all().count("meta") == 1


STEP = st.tuples(st.sampled_from(["alias", "unalias", "merge", "unmerge", "undo"]), *[st.integers(0, 4)] * 2)


@given(steps=st.lists(STEP, max_size=12))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_decisions_in_any_order_fold_to_the_same_groups(ann: Book, steps: list[tuple[str, int, int]]) -> None:
    if not ann.list().claims:
        for name in NAMES:
            ann.add(f"Sales rose at {name}.", source="Notes")
    for what, n, other in steps:
        try:
            _do(ann, what, NAMES[n], NAMES[other], n)
        except Refused:
            continue
    with ann.database.read() as connection:
        kept = {row.id: row for row in connection.execute(select(subject))}
        decided = [
            Decision(row.name_id, row.alias_id, bool(row.together), row.recorded_at)
            for row in connection.execute(select(naming))
        ]
    folded = heads(reversed(decided), {row.id: row.name_key for row in kept.values()})
    assert {row.id: row.head_id for row in kept.values() if row.head_id} == folded
    for name in NAMES:
        found = ann.subjects.get(name)
        together = {found.name, *found.aliases}
        assert said(ann, name) == sorted(f"Sales rose at {each}." for each in together)


def _do(book: Book, what: str, name: str, other: str, n: int) -> None:
    if what == "undo":
        batches = [each for each in book.batches() if each.command != "add"]
        if batches:
            book.undo(batches[n % len(batches)].key)
        return
    change: Any = getattr(book.subjects, what)
    change(name) if what == "unmerge" else change(name, other)


def test_decisions_go_along_with_a_whole_export(ann: Book, fresh_book: Book) -> None:
    ann.add("Sales rose at Meta.", source="Notes")
    ann.subjects.alias("Meta", "Facebook", note="one company")
    fresh_book.subjects.alias("Facebook", "The Social Network")
    fresh_book.add("It was Facebook.", source="Notes")
    told = BytesIO()
    ann.export(told, whole=True)
    for again in (False, True):
        told.seek(0)
        report = fresh_book.load(told, name="all.jsonl")
        assert (report.batch is None) == again
    found = fresh_book.subjects.get("the social network")
    assert (found.name, found.aliases, found.claims) == ("Meta", ("Facebook", "The Social Network"), 2)
    assert {(each.actor, each.reason) for each in found.namings} == {("eve", None), ("ann", "one company")}


def test_two_databases_that_decided_apart_agree_whichever_comes_first() -> None:
    one = [Decision(1, 2, True, 10), Decision(3, 4, True, 11)]
    other = [Decision(2, 1, False, 12), Decision(4, 5, True, 13)]
    known_as = {n: str(n) for n in range(1, 6)}
    assert heads(one + other, known_as) == heads(other + one, known_as) == {3: 3, 4: 3, 5: 3}


def test_a_word_that_begins_a_sentence_is_a_name_once_it_surely_is_one(ann: Book) -> None:
    ann.add("Meta rose.", source="Notes")
    ann.add("Profits rose.", source="Notes")
    assert (names(ann), said(ann, "Meta")) == ({}, ["Meta rose."])
    with pytest.raises(NotFound):
        ann.subjects.get("Profits")
    ann.add("Profits fell at Meta.", source="Notes")
    assert (names(ann), said(ann, "Meta")) == ({"Meta": (2, ())}, ["Meta rose.", "Profits fell at Meta."])
