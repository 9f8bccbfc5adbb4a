"""All changes, and what became of the claims."""

from tests.cli.conftest import Run


def test_the_log_by_kind_who_and_claim(run: Run, offer: str, tents: str) -> None:
    run("dispute", tents, "--note", "They deny it")
    assert [row[2] for row in run("log", "--kind", "status", "--who", "ann").rows] == [tents]
    assert run("log", "--who", "bob").err == "No change fits.\n"
    assert {event["claim"] for event in run("log", "--claim", offer[:5], "--json").json} == {offer}


def test_the_log_goes_on(run: Run, offer: str, tents: str) -> None:
    first = run("log", "--limit", "1")
    rest = run("log", "--after", first.err.split("--after ")[1].strip())
    assert first.rows + rest.rows == run("log").rows


def test_what_became_of_the_claims(run: Run, offer: str, tents: str) -> None:
    start = run("show", tents, "--json").json["changed_at"]
    run("dispute", tents, "--note", "They deny it")
    run("assess", tents, "30", "--note", "Doubtful")
    ran = run("diff", start)
    assert ran.rows == [[tents, "unverified → disputed, - → 30", "The tent data centers open in 2026."]]
    (difference,) = run("diff", start, "--json").json
    assert (difference["before"]["status"], difference["after"]["status"]) == ("unverified", "disputed")
    assert [row[1] for row in run("diff", "2001-01-01").rows] == ["new", "new, disputed"]


def test_nothing_became_of_them(run: Run) -> None:
    assert run("diff", "2001-01-01", "2001-01-02").err == "Nothing changed between these dates.\n"


def test_what_differs_comes_in_pages(run: Run, offer: str, tents: str) -> None:
    first = run("diff", "2020-01-01", "--limit", "1")
    assert [row[0] for row in first.rows] == [offer]
    assert first.err == f"there are more: add --after {offer}\n"
    second = run("diff", "2020-01-01", "--limit", "1", "--after", offer)
    assert ([row[0] for row in second.rows], second.err) == ([tents], "")
    assert run("diff", "2020-01-01", "--after", tents).err == "Nothing more changed between these dates.\n"
