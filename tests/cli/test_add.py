"""Adding by hand."""

from tests.cli.conftest import Run


def test_the_same_claim_from_the_same_place_is_recorded_once(run: Run, offer: str) -> None:
    again = ("add", "Meta offers packages of $200 million.", "--source", "the example times",
             "--quote", "packages of $200 million", "--url", "https://example.org/a")  # fmt: skip
    ran = run(*again)
    assert ran.out.startswith(f"unchanged  {offer}")
    assert ran.err
    assert len(run("list", "--json").json) == 1


def test_from_another_place_it_is_seen_again(run: Run, offer: str) -> None:
    ran = run("add", "Meta offers packages of $200 million.", "--source", "AI Weekly")
    assert ran.out.startswith(f"seen again  {offer}")


def test_text_from_stdin(run: Run) -> None:
    run("add", "-", "--source", "Notes", stdin="Rivals pay $1 million.\n")
    assert run("list", "--json").json[0]["statement"] == "Rivals pay $1 million."


def test_all_that_can_be_told(run: Run, tents: str) -> None:
    claim = run("show", tents, "--json").json
    assert (claim["kind"], claim["due"], claim["confidence"]) == ("forecast", "2026-12-31", None)


def test_a_claim_needs_its_source(run: Run) -> None:
    assert "--source" in run("add", "Something.", code=1).err


def test_as_json(run: Run) -> None:
    (change,) = run("add", "Rivals pay $1 million.", "--source", "Notes", "--json").json
    assert change["claim"]["quantities"][0]["value"] == 1_000_000
