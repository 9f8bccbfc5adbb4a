"""Taking in, and what stands around it: documents and batches."""

from pathlib import Path

from tests.cli.conftest import Run


def test_taking_in_once(run: Run, article: Path) -> None:
    first = run("ingest", str(article), "--source", "Example Labs")
    assert first.out.startswith(f"added  {article}  2 added, document ")
    assert first.err.startswith("2 claims added\nundo with: claims undo ")
    assert run("ingest", str(article), "--source", "Example Labs").out.startswith(f"known  {article}")
    assert len(run("list").rows) == 2


def test_one_bad_file_does_not_stop_the_others(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "none").mkdir()
    files = [str(tmp_path / "empty.txt"), str(article), str(tmp_path / "missing.txt"), str(tmp_path / "none")]
    ran = run("ingest", *files, "--source", "Example Labs", code=2)
    assert ran.out.startswith(f"added  {article}")
    errors = [line for line in ran.err.splitlines() if line.startswith("Error: ")]
    assert ["is empty" in errors[0], "is not there" in errors[1], "is an empty folder" in errors[2]] == [True] * 3


def test_nothing_extracted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "heading.txt").write_text("Contents\n")
    ran = run("ingest", str(tmp_path / "heading.txt"), "--source", "Example Labs", code=4)
    assert "no claim was found" in ran.err


def test_from_stdin(run: Run) -> None:
    run("ingest", "-", "--source", "Example Labs", "--title", "Hiring", stdin="Example Labs hired 50 people in 2025.\n")
    (document,) = run("documents", "--json").json
    assert document["title"] == "Hiring"


def test_a_dry_run_shows_the_claims_and_records_nothing(run: Run, article: Path) -> None:
    ran = run("ingest", str(article), "--source", "Example Labs", "--dry-run")
    assert [row[0] for row in ran.rows] == ["fact", "fact"]
    assert "nothing recorded" in ran.err
    assert run("list", "--json").json == [] and run("batches", "--json").json == []
    (preview,) = run("ingest", str(article), "--source", "Example Labs", "--dry-run", "--json").json
    assert preview["claims"][1]["quantities"][0]["value"] == 2_000_000_000


def test_the_report_as_json(run: Run, article: Path) -> None:
    report = run("ingest", str(article), "--source", "Example Labs", "--json").json
    (outcome,) = report["outcomes"]
    assert outcome["outcome"] == "added" and len(outcome["added"]) == 2
    assert report["batch"] == run("batches", "--json").json[0]["key"]


def test_documents(run: Run, article: Path) -> None:
    run("ingest", str(article), "--source", "Example Labs", "--title", "Hiring", "--published", "2026-01-31")
    key, _, published, source, title = run("documents").rows[0]
    assert (published, source, title) == ("2026-01-31", "Example Labs", "Hiring")
    assert run("documents", "text", key[:5]).out == article.read_text()
    assert "sha256" in run("documents", "show", key).out
    assert run("documents", "show", key, "--json").json["text"] == article.read_text()


def test_batches_and_undo(run: Run, article: Path) -> None:
    run("ingest", str(article), "--source", "Example Labs")
    ((key, _, who, command, result),) = run("batches").rows
    assert (who, command, result) == ("ann", "ingest", "2 claims, 1 input added")
    assert str(article) in run("batches", "show", key).out
    assert run("batches", "show", key, "--json").json["items"][0]["outcome"] == "added"
    run("undo", key)
    assert run("list").out == ""


def test_nothing_was_done_yet(run: Run) -> None:
    assert run("documents").err.startswith("No documents yet.")
    assert run("batches").err.startswith("Nothing was done yet.")
