"""`claims users`: passwords never in an argument, secrets told once, everything as JSON too."""

import pytest

from tests.cli.conftest import Run

GOOD = "correct horse battery"


@pytest.fixture
def ann(run: Run) -> str:
    run("users", "add", "ann", "--role", "reviewer", stdin=f"{GOOD}\n")
    return "ann"


def test_users_are_added_and_listed(run: Run, ann: str) -> None:
    assert run("users").rows == [["reviewer", "active", "yes", "0", "ann"]]
    (told,) = run("users", "list", "--json").json
    assert (told["name"], told["role"], told["password"], told["added_by"]) == ("ann", "reviewer", True, "ann")
    assert GOOD not in str(told)


def test_without_users_it_says_how_to_start(run: Run) -> None:
    ran = run("users")
    assert ran.out == "" and "claims users add NAME" in ran.err


def test_a_password_is_no_argument(run: Run) -> None:
    for given in ((GOOD,), ("--password", GOOD)):
        ran = run("users", "add", "ann", *given, code=1)
        assert ran.out == "" and "Error: " in ran.err
    assert run("users").out == ""


@pytest.mark.parametrize("stdin", ["", "\n", "short\n"])
def test_a_password_that_is_none_adds_nobody(run: Run, stdin: str) -> None:
    assert run("users", "add", "ann", stdin=stdin, code=1).err.startswith("Error: password")
    assert run("users").out == ""


def test_a_user_is_changed(run: Run, ann: str) -> None:
    assert run("users", "role", "ann", "admin", "--json").json["role"] == "admin"
    assert run("users", "password", "ann", "--none", "--json").json["password"] is False
    assert run("users", "password", "ann", "--json", stdin=f"{GOOD}!\n").json["password"] is True
    assert run("users", "disable", "ann", "--json").json["disabled"] is True
    assert run("users", "enable", "ann", "--json").json["disabled"] is False


def test_a_token_is_told_once(run: Run, ann: str) -> None:
    ran = run("users", "token", "add", "ann", "--name", "nightly export", "--scope", "read", "--scope", "review")
    secret = ran.out.strip()
    assert secret.startswith("claims_") and "only time" in ran.err
    listed = run("users", "token", "list")
    assert secret not in listed.out
    key, state, scopes, used, _, user, name = listed.rows[0]
    assert (state, scopes, used, user, name) == ("good", "read,review", "-", "ann", "nightly export")
    assert run("users", "token", "revoke", key[:5]).rows[0][1] == "revoked"
    told = run("users", "token", "add", "ann", "--name", "x", "--forever", "--json").json
    assert told["secret"].startswith("claims_") and told["expires_at"] is None
    assert run("users", "token", "list", "ann", "--json").json[0]["key"] == told["key"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("role", "bob", "admin"),
        ("role", "ann", "king"),
        ("token", "add", "ann", "--name", "x", "--scope", "administer"),
        ("token", "add", "bob", "--name", "x"),
        ("token", "revoke", "ZZZZ"),
        ("add", "ANN", "--no-password"),
    ],
)
def test_what_cannot_be_is_one_line(run: Run, ann: str, arguments: tuple[str, ...]) -> None:
    ran = run("users", *arguments, code=1)
    assert ran.err.startswith("Error: ") and ran.err.count("\n") == 1
