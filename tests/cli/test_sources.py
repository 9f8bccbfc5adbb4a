"""Sources from the command line."""

from tests.cli.conftest import Run


def test_bare_sources_lists_them(run: Run, offer: str, tents: str) -> None:
    run("sources", "edit", "The Example Times", "--origin", "Example Media")
    assert run("sources").rows == [
        ["-", "1", "0", "unknown", "AI Weekly 周刊", ""],
        ["-", "1", "0", "unknown", "The Example Times", "Example Media"],
    ]
    assert [each["name"] for each in run("sources", "--json").json] == ["AI Weekly 周刊", "The Example Times"]
    assert [row[-2] for row in run("sources", "list", "--text", "times").rows] == ["The Example Times"]


def test_rating_keeps_its_history(run: Run, offer: str) -> None:
    run("sources", "rate", "the example times", "b", "--note", "Two corrections")
    run("sources", "rate", "the example times", "none", "--note", "Sold")
    source = run("sources", "show", "THE EXAMPLE TIMES", "--json").json
    assert [rating["reliability"] for rating in source["ratings"]] == ["B", None]
    assert "“Two corrections”" in run("sources", "show", "The Example Times").out


def test_describing(run: Run, offer: str) -> None:
    ran = run("sources", "edit", "The Example Times", "--kind", "publisher", "--origin", "Example Media")
    assert "publisher" in ran.out and "Example Media" in ran.out
    assert "Nothing to edit" in run("sources", "edit", "The Example Times", code=1).err


def test_bad_ratings_and_names(run: Run, offer: str) -> None:
    assert "allowed are A, B" in run("sources", "rate", "The Example Times", "G", "--note", "x", code=1).err
    assert "no source 'Nobody'" in run("sources", "show", "Nobody", code=1).err


def test_none_yet(run: Run) -> None:
    assert run("sources").err.startswith("No sources yet")
