"""Reviewing from the command line."""

import pytest

from tests.cli.conftest import Run

PROOF = ("--evidence", "https://example.com/filing", "--note", "The filing says so")


@pytest.mark.parametrize(
    ("command", "status"),
    [("verify", "verified"), ("dispute", "disputed"), ("refute", "refuted"), ("retract", "retracted"),
     ("reject", "rejected")],
)  # fmt: skip
def test_a_finding_is_told_in_a_line_with_the_way_back(run: Run, offer: str, command: str, status: str) -> None:
    ran = run(command, offer[:6], *PROOF)
    assert ran.out == f"{status}  {offer}  Meta offers packages of $200 million.\n"
    assert ran.err.startswith("undo with: claims undo ")
    assert run("show", offer, "--json").json["status"] == status


def test_what_changes_nothing_says_so(run: Run, offer: str) -> None:
    run("mark", offer, "partly-verified", "--note", "Half of it")
    ran = run("mark", offer, "PARTLY_VERIFIED", "--evidence", "https://example.org/a", "--insist")
    assert ran.out.startswith("partly verified")
    ran = run("assess", offer, "0.7", "--note", "Still")
    assert ran.out.startswith(f"unchanged  {offer}")
    assert ran.err == f"{offer}: nothing to change\n"


def test_several_claims_at_once_and_one_that_is_not_there(run: Run, offer: str, tents: str) -> None:
    ran = run("dispute", offer, "ZZZZ", tents, "--note", "They deny it", code=2)
    assert [line.split("  ")[1] for line in ran.out.splitlines()] == [offer, tents]
    assert "no claim 'ZZZZ'" in ran.err


def test_what_one_command_changed_is_one_batch(run: Run, offer: str, tents: str) -> None:
    ran = run("dispute", offer, "ZZZZ", tents, offer, "--note", "They deny it", code=2)
    (said,) = [line for line in ran.err.splitlines() if line.startswith("undo with: ")]
    assert run("batches", "--limit", "1").rows[0][3:] == ["mark", "2 claims, disputed"]
    assert run("undo", said.split()[-1]).out.endswith("2 claims put back\n")
    assert {row[1] for row in run("list").rows} == {"unverified"}


def test_one_claim_that_is_not_there(run: Run) -> None:
    assert run("verify", "ZZZZ", "--note", "x", code=1).err == "Error: no claim 'ZZZZ': `claims list` shows the keys\n"


def test_a_list_can_be_piped_into_a_change(run: Run, offer: str, tents: str) -> None:
    run("tag", "-", "Seen", "by ann", stdin=run("list").out)
    assert run("show", offer, "--json").json["tags"] == ["by ann", "money", "seen"]
    assert run("untag", tents, "seen").out.startswith(f"untagged  {tents}")


def test_a_version_that_is_not_the_current_one_changes_nothing(run: Run, offer: str) -> None:
    version = run("show", offer, "--json").json["version"]
    run("note", offer, "Asked them")
    ran = run("verify", offer, *PROOF, "--expect", str(version), code=1)
    assert "was changed by ann since you read it" in ran.err
    assert run("show", offer, "--json").json["status"] == "unverified"


def test_a_version_goes_with_one_claim(run: Run, offer: str, tents: str) -> None:
    assert "one key" in run("verify", offer, tents, *PROOF, "--expect", "1", code=1).err


def test_confidence_in_words(run: Run, offer: str) -> None:
    assert run("assess", offer, "Very Likely", "--note", "Two sources").out.startswith("assessed 87 (very likely)  ")


def test_superseded_names_the_newer_claim(run: Run, offer: str, tents: str) -> None:
    assert "--by KEY" in run("mark", offer, "superseded", "--note", "newer", code=1).err
    assert run("mark", offer, "superseded", "--by", tents).out.startswith("superseded")


def test_amending_says_what_it_was_before(run: Run, tents: str) -> None:
    run("amend", tents, "--statement", "The tents open in 2027.", "--due", "2027-12-31", "--note", "Misread")
    assert "statement “The tent data centers open in 2026.” → “The tents open in 2027.”" in run("history", tents).out
    run("amend", tents, "--due", "", "--note", "No date in it")
    assert run("show", tents, "--json").json["due"] is None


def test_amending_nothing_is_a_mistake(run: Run, tents: str) -> None:
    assert "Nothing to amend" in run("amend", tents, "--note", "x", code=1).err


def test_evidence_is_added_and_withdrawn(run: Run, offer: str) -> None:
    run("evidence", "add", offer, "https://example.com/denial", "--stance", "refutes", "--quote", "we did not")
    assert run("evidence", "withdraw", offer, "1", "--note", "Page is gone").out.startswith("evidence withdrawn")
    assert run("history", offer).rows[-1][3:5] == ["evidence 1 withdrawn", "Page is gone"]


def test_merging_and_taking_out_again(run: Run, offer: str, tents: str) -> None:
    assert run("merge", offer, tents, "--note", "One").out.startswith(f"merged into  {tents}")
    assert run("unmerge", offer).out.startswith(f"unmerged  {offer}")


def test_undo_takes_back_a_command_once(run: Run, offer: str) -> None:
    batch = run("refute", offer, "--note", "No").err.split()[-1]
    assert run("undo", batch, "--note", "Slip").out.startswith(f"undone  {batch}  1 claim put back")
    assert run("show", offer, "--json").json["status"] == "unverified"
    assert run("undo", batch, code=1).err.startswith("Error: ")


def test_changes_as_json(run: Run, offer: str) -> None:
    (change,) = run("verify", offer, *PROOF, "--json").json
    assert change["changed"] and change["batch"] and change["claim"]["status"] == "verified"
