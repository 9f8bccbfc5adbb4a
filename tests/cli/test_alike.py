"""The same claim again, and claims that cannot both be true, from the command line."""

import pytest

from tests.cli.conftest import Run

META = "Meta offered researchers up to $200M in 2025."
NEAR = "In 2025, Meta made offers of up to 200 million dollars to researchers."
NUMBER = "Meta offered researchers $300M in 2025."
EARLIER = "Meta offered researchers $300M in 2023."


@pytest.fixture
def keys(run: Run) -> list[str]:
    """The keys of the four claims."""
    said = enumerate((META, NEAR, NUMBER, EARLIER))
    return [run("add", each, "--source", f"Paper {n}", "--json").json[0]["claim"]["key"] for n, each in said]


def test_what_may_be_one_is_listed_with_both_quotes_and_why(run: Run, keys: list[str]) -> None:
    (row,) = run("duplicates", keys[0]).rows
    assert (row[0], row[2], row[3:5]) == ("duplicate", "near", keys[:2])
    assert 0.5 <= float(row[1]) <= 1
    assert row[5:] == ["the same figures", META, NEAR]
    assert run("duplicates", keys[0], "--min-score", "0.99").rows == []


def test_what_cannot_both_be_true_is_listed_with_both_figures(run: Run, keys: list[str]) -> None:
    (first, second) = run("conflicts", keys[2]).rows
    assert {first[4], second[4]} == set(keys[:2])
    assert first[0] == "contradicts"
    assert "$300M against $200M" in first[5] + second[5]


def test_figures_of_other_years_are_compared_only_on_request(run: Run, keys: list[str]) -> None:
    assert run("conflicts", keys[3]).err == "No claims here seem to contradict each other.\n"
    assert len(run("conflicts", keys[3], "--any-period").rows) == 2


def test_without_a_key_each_pair_is_listed_once(run: Run, keys: list[str]) -> None:
    assert len(run("duplicates").rows) == 1
    assert len(run("conflicts").rows) == 2
    assert len(run("conflicts", "--limit", "1").rows) == 1
    assert len(run("conflicts", "--newest", "2").rows) == 2
    assert run("duplicates", "--newest", "2").rows == []


def test_as_json_a_pair_holds_both_claims(run: Run, keys: list[str]) -> None:
    (found,) = run("duplicates", keys[0], "--json").json
    assert (found["claim"]["key"], found["other"]["key"], found["verdict"]) == (*keys[:2], "near")
    assert found["reasons"] == ["the same figures"]


def test_what_was_turned_down_does_not_come_back_and_says_who(run: Run, keys: list[str]) -> None:
    ran = run("unlink", keys[1], keys[0], "--kind", "duplicate", "--note", "Two offers")
    assert ran.out.startswith(f"unlinked  {keys[1]}")
    assert run("duplicates", keys[0]).rows == []
    assert run("duplicates", keys[1]).rows == []
    (link,) = run("show", keys[0], "--json").json["links"]
    assert (link["state"], link["decided_by"]) == ("rejected", "ann")
    assert len(run("conflicts", keys[2]).rows) == 2
    assert run("unlink", keys[0], keys[1], "--kind", "duplicate").out.startswith("unchanged")


def test_a_link_is_told_by_both_and_can_be_undone(run: Run, keys: list[str]) -> None:
    ran = run("link", keys[0], keys[2], "--note", "One is wrong")
    assert "contradicts" in run("history", keys[0]).out
    assert f"contradicts {keys[0]}" in run("history", keys[2]).out
    assert keys[2] not in run("conflicts", keys[0]).out
    run("undo", ran.err.split()[-1])
    assert {link["state"] for link in run("show", keys[0], "--json").json["links"]} == {"rejected"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("link", "{0}", "{0}"), "cannot be linked to itself"),
        (("link", "{0}", "{1}", "--kind", "friend"), "contradicts, duplicate, supports"),
        (("duplicates", "ZZZZ"), "no claim 'ZZZZ'"),
        (("unlink", "{0}", "ZZZZ"), "no claim 'ZZZZ'"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(run: Run, keys: list[str], arguments: tuple[str, ...], said: str) -> None:
    ran = run(*(each.format(*keys) for each in arguments), code=1)
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
