"""Subjects from the command line."""

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def claims(run: Run) -> None:
    for said in ("Profits rose at Meta.", "META Inc. shares fell.", "They bought Meta Platforms shares."):
        run("add", said, "--source", "Notes")


def test_bare_subjects_lists_them_page_by_page(run: Run, claims: None) -> None:
    assert run("subjects").rows == [["2", "Meta", ""], ["1", "Meta Platforms", ""]]
    first = run("subjects", "list", "--limit", "1")
    assert first.rows == [["2", "Meta", ""]] and '--after "Meta"' in first.err
    assert run("subjects", "list", "--after", "Meta").rows == [["1", "Meta Platforms", ""]]
    assert [each["name"] for each in run("subjects", "list", "--query", "plat", "--json").json] == ["Meta Platforms"]


def test_an_alias_is_asked_for_everywhere_and_undone(run: Run, claims: None) -> None:
    done = run("subjects", "alias", "Meta", "Meta Platforms", "--note", "one company")
    assert done.out == "Meta, also Meta Platforms: 3 claims\n"
    assert len(run("list", "--subject", "meta platforms").rows) == len(run("search", "subject:META").rows) == 3
    assert len(run("export", "--subject", "Meta").rows) == 3
    shown = run("subjects", "show", "Meta Platforms").out
    assert shown.startswith("Meta\n") and "“one company”" in shown and "3 claims (3 unverified)" in shown
    told = run("subjects", "show", "Meta", "--json").json
    assert (told["aliases"], told["statuses"]) == (["Meta Platforms"], {"unverified": 3})
    run("undo", done.err.split()[-1])
    assert len(run("list", "--subject", "meta platforms").rows) == 1


def test_merging_and_taking_apart(run: Run, claims: None) -> None:
    assert run("subjects", "merge", "Meta Platforms", "Meta").out.startswith("Meta, also Meta Platforms")
    assert "merged already" in run("subjects", "merge", "Meta Platforms", "Meta").err
    assert run("subjects", "unalias", "Meta", "Meta Platforms", "--json").json["changed"]
    assert "not merged" in run("subjects", "unmerge", "Meta Platforms").err
    assert "Perhaps the same" in run("subjects", "show", "Meta").out


def test_what_is_wrong_is_said_in_one_line(run: Run, claims: None) -> None:
    assert "no subject 'Nobody': `claims subjects list`" in run("subjects", "show", "Nobody", code=1).err
    assert "is no alias of Meta" in run("subjects", "unalias", "Meta", "Meta Platforms", code=1).err
    assert "give the name" in run("subjects", "alias", "Meta", "...", code=1).err
    assert run("list", "--subject", "Nobody").rows == []


def test_none_yet(run: Run) -> None:
    assert run("subjects").err.startswith("No subjects yet")
