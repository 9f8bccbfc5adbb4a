"""The chain of a history: what is in a hash, and what stays of it when something is erased."""

import json
from hashlib import sha256
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.chain import CHAIN_START, chain, commitment, salts

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SALT = bytes(range(16))
LINK: dict[str, Any] = {
    "before": CHAIN_START, "claim": "7K2M4QWERTY0", "seq": 1, "kind": "added", "recorded_at": 1_700_000_000_000_000,
    "effective_at": None, "actor": "ann", "actor_kind": "person", "reason": None,
    "payload": '{"kind":"fact","statement":"x"}', "batch": "BATCH0000000", "salt": SALT,
}  # fmt: skip
SAID = ("actor", "reason", "payload")


def test_the_hash_of_an_event_never_changes() -> None:
    assert chain(**LINK).hex() == "20824fa0cfaa1da22d6a70a12b616cb82e54b91eb005254b0a10e14226cc5ab6"


@pytest.mark.parametrize(
    "other",
    [{"before": b"x"}, {"claim": "x"}, {"seq": 2}, {"kind": "noted"}, {"recorded_at": 1}, {"effective_at": 0},
     {"actor": "bob"}, {"actor_kind": "rule"}, {"reason": ""}, {"payload": "{}"}, {"batch": None}, {"salt": b"x"}],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_every_part_of_an_event_is_in_its_hash(other: dict[str, Any]) -> None:
    assert chain(**LINK | other) != chain(**LINK)


@given(actor=TEXT, reason=st.none() | TEXT, payload=TEXT, effective_at=st.none() | st.integers())
def test_the_hash_is_over_the_json_of_an_event(**said: Any) -> None:
    told = LINK | said
    head = [told[name] for name in ("claim", "seq", "kind", "recorded_at", "effective_at", "actor_kind", "batch")]
    committed = sha256(SALT + _json([told[name] for name in SAID])).digest()
    assert chain(**told) == sha256(CHAIN_START + _json(head) + committed).digest()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@given(actor=TEXT, reason=st.none() | TEXT, payload=TEXT)
def test_a_hash_stays_when_what_was_said_is_erased(actor: str, reason: str | None, payload: str) -> None:
    was = commitment(SALT, *(LINK[name] for name in SAID))
    left = {"actor": actor, "reason": reason, "payload": payload, "salt": b"other", "erased": was}
    assert chain(**LINK | left) == chain(**LINK)


def test_what_was_said_cannot_be_found_by_trying_without_the_salt() -> None:
    one, other = (commitment(salt, "Ann Lee", None, "{}") for salt in islice(salts(), 2))
    assert one != other


def test_no_salt_comes_twice() -> None:
    drawn = list(islice(salts(), 10_000))
    assert len({*drawn}) == 10_000
    assert {len(each) for each in drawn} == {16}


def test_parts_do_not_run_into_each_other() -> None:
    assert chain(**LINK | {"kind": "a", "actor_kind": "bc"}) != chain(**LINK | {"kind": "ab", "actor_kind": "c"})
    assert commitment(SALT, "a", "bc", "") != commitment(SALT, "ab", "c", "")
