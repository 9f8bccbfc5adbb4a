"""People: roles and rights, secrets kept only as hashes, logins that fail and wait, and being forgotten."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from argon2 import PasswordHasher

import claims
from claims import passwords
from claims.book import Book
from claims.core.people import FREE_OF_NAME, FREE_OF_PLACE, RIGHTS, Right, Role, check_password, of_place, wait
from claims.errors import ClaimtrackError, InvalidValue, LoginFailed, NotFound, Refused, Throttled, UnknownChoice
from claims.people import SESSION
from claims.records import User
from tests.ledger.desk import Clock
from tests.ledger.test_erasing import everything

GOOD = "correct horse battery"


class Slow(Clock):
    """A clock that goes on by a millisecond whenever it is read."""

    def __call__(self) -> int:
        self.now += 1000
        return self.now


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hashing take no time."""
    monkeypatch.setattr(passwords, "_hasher", lambda: PasswordHasher(1, 8, 1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def desk(database_url: str, cheap: None) -> Iterator[Book]:
    """A book whose clock a test sets, with a reviewer ann."""
    with closing(claims.open(database_url, actor="root")) as book:
        book.clock = Slow()
        book.people.add("Ann", "reviewer", password=GOOD)
        yield book


def fail(book: Book, times: int, name: str = "Ann", place: str = "192.0.2.1") -> None:
    for _ in range(times):
        with pytest.raises(LoginFailed) as why:
            book.people.login(name, "wrong wrong wrong", place=place)
        assert not isinstance(why.value, Throttled)


def later(book: Book, seconds: int) -> None:
    assert isinstance(book.clock, Slow)
    book.clock.now += seconds * 1_000_000


# ---- users -------------------------------------------------------------------------------------------------


def test_a_user_is_known_by_a_name_however_it_is_written(desk: Book) -> None:
    assert desk.people.get(" ANN ") == desk.people.list()[0]
    with pytest.raises(Refused, match="there is a user Ann already"):
        desk.people.add("ann")
    with pytest.raises(NotFound):
        desk.people.get("bob")


def test_what_was_done_to_a_user_is_told(desk: Book) -> None:
    desk.people.role("ann", "admin")
    desk.people.disable("ann")
    (ann,) = desk.people.list()
    assert (ann.role, ann.disabled, ann.added_by, ann.changed_by) == (Role.ADMIN, True, "root", "root")
    assert ann.changed_at > ann.added_at
    assert not desk.people.enable("ann").disabled


def test_without_users_there_is_nobody(book: Book) -> None:
    assert book.people.empty()
    book.people.add("ann")
    assert not book.people.empty()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda people: people.add(""), InvalidValue),
        (lambda people: people.add("x" * 300), InvalidValue),
        (lambda people: people.add("bob", "king"), UnknownChoice),
        (lambda people: people.add("bob", password="short"), InvalidValue),
        (lambda people: people.role("ann", "king"), UnknownChoice),
        (lambda people: people.password("bob", GOOD), NotFound),
        (lambda people: people.grant("ann", "x", ["everything"]), UnknownChoice),
        (lambda people: people.grant("ann", "x", []), InvalidValue),
        (lambda people: people.grant("ann", "", ["read"]), InvalidValue),
        (lambda people: people.grant("ann", "x", ["read"], days=0), InvalidValue),
        (lambda people: people.grant("ann", "x", ["administer"]), Refused),
        (lambda people: people.revoke("ZZZZ"), NotFound),
    ],
)
def test_what_is_no_value_changes_nothing(
    desk: Book, change: Callable[[object], object], why: type[ClaimtrackError]
) -> None:
    before = (desk.people.list(), desk.people.tokens())
    with pytest.raises(why):
        change(desk.people)
    assert (desk.people.list(), desk.people.tokens()) == before


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "Ann Lee Of Lisbon", "x" * 1001])
def test_a_password_that_is_soon_guessed_is_refused_and_not_repeated(password: str) -> None:
    with pytest.raises(InvalidValue) as why:
        check_password("ann lee of  lisbon", password)
    assert password not in str(why.value)


def test_each_role_may_do_what_those_before_it_may() -> None:
    assert [len(RIGHTS[role]) for role in Role] == [1, 2, 3, 4]
    assert RIGHTS[Role.READER] == {Right.READ} and RIGHTS[Role.REVIEWER] >= RIGHTS[Role.CONTRIBUTOR]


# ---- sessions ----------------------------------------------------------------------------------------------


def test_whoever_logs_in_is_known_until_they_log_out(desk: Book) -> None:
    session = desk.people.login("ann", GOOD)
    found = desk.people.at(session.secret)
    assert found is not None and (found.name, found.rights) == ("Ann", RIGHTS[Role.REVIEWER])
    assert desk.people.at(session.secret + "x") is None
    desk.people.logout(session.secret)
    assert desk.people.at(session.secret) is None


def test_a_session_ends_by_itself(desk: Book) -> None:
    session = desk.people.login("ann", GOOD)
    later(desk, SESSION + 1)
    assert desk.people.at(session.secret) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda people: people.role("ann", "reader"),
        lambda people: people.password("ann", "another horse battery"),
        lambda people: people.password("ann", None),
        lambda people: people.disable("ann"),
    ],
)
def test_a_session_ends_when_the_user_is_changed(desk: Book, change: Callable[[object], User]) -> None:
    session = desk.people.login("ann", GOOD)
    change(desk.people)
    assert desk.people.at(session.secret) is None
    desk.people.enable("ann")
    assert desk.people.at(session.secret) is None


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong horse battery"), ("bob", GOOD), ("ann", ""), ("", "")])
def test_a_login_that_fails_does_not_tell_why(desk: Book, name: str, password: str) -> None:
    with pytest.raises(LoginFailed) as why:
        desk.people.login(name, password)
    assert str(why.value) == str(LoginFailed())


def test_a_user_without_a_password_or_disabled_cannot_log_in(desk: Book) -> None:
    desk.people.disable("ann")
    desk.people.add("robot")
    for name in ("ann", "robot"):
        with pytest.raises(LoginFailed):
            desk.people.login(name, GOOD)


# ---- too many failures -------------------------------------------------------------------------------------


def test_after_failures_under_a_name_even_the_right_password_has_to_wait(desk: Book) -> None:
    fail(desk, FREE_OF_NAME)
    with pytest.raises(Throttled) as why:
        desk.people.login("ann", GOOD, place="198.51.100.7")
    assert why.value.seconds >= 1
    later(desk, 10)
    assert desk.people.login("ann", GOOD).user == "Ann"
    fail(desk, FREE_OF_NAME)  # forgotten with the good one: they count from the first again


def test_failures_from_one_address_count_under_whatever_name(desk: Book) -> None:
    for n in range(FREE_OF_PLACE):
        fail(desk, 1, f"name {n}")
    with pytest.raises(Throttled):
        desk.people.login("ann", GOOD, place="192.0.2.1")
    assert desk.people.login("ann", GOOD, place="192.0.2.2")


def test_good_logins_from_one_address_do_not_add_up(desk: Book) -> None:
    for _ in range(FREE_OF_PLACE + 2):
        desk.people.login("ann", GOOD, place="192.0.2.1")


def test_who_guesses_from_one_address_is_not_forgiven_by_logging_in_there(desk: Book) -> None:
    desk.people.add("mallory", password="mallory's own password")
    for n in range(FREE_OF_PLACE - 1):
        fail(desk, 1, f"name {n}")
        if n % 6 == 0:
            desk.people.login("mallory", "mallory's own password", place="192.0.2.1")
    fail(desk, 1, "one more")
    with pytest.raises(Throttled):
        desk.people.login("mallory", "mallory's own password", place="192.0.2.1")


def test_guesses_at_once_all_count(desk: Book) -> None:
    def guess(n: int) -> str:
        try:
            desk.people.login("ann", f"a wrong guess {n}", place=f"192.0.2.{n}")
        except LoginFailed as error:
            return type(error).__name__
        return "in"

    with ThreadPoolExecutor(6) as guessers:
        said = list(guessers.map(guess, range(12)))
    assert said.count("LoginFailed") == FREE_OF_NAME
    assert "Throttled" in said


def test_waiting_doubles_and_has_an_end() -> None:
    assert [wait(n, 5) for n in (0, 4, 5, 6, 7, 8)] == [0, 0, 1, 2, 4, 8]
    assert wait(500, 5) == 900


def test_a_network_of_the_sixth_version_is_one_address() -> None:
    assert of_place("2001:db8::1") == of_place("2001:db8::ffff:2") != of_place("2001:db8:0:1::1")
    assert of_place("::ffff:192.0.2.1") == of_place("192.0.2.1") != of_place("192.0.2.2")
    assert of_place("") != of_place("unix")


# ---- tokens ------------------------------------------------------------------------------------------------


def test_a_token_allows_what_its_scopes_and_the_role_of_its_user_allow(desk: Book) -> None:
    new = desk.people.grant("ann", "nightly export", ["review", "read"])
    found = desk.people.holding(new.secret)
    assert found is not None and (found.name, found.rights) == ("Ann", {Right.READ, Right.REVIEW})
    desk.people.role("ann", "contributor")
    found = desk.people.holding(new.secret)
    assert found is not None and found.rights == {Right.READ}


def test_a_token_is_good_until_it_is_not(desk: Book) -> None:
    new, ever = desk.people.grant("ann", "a", days=1), desk.people.grant("ann", "b", days=None)
    assert desk.people.get("ann").tokens == 2
    later(desk, 24 * 60 * 60 + 10)
    assert desk.people.holding(new.secret) is None
    assert desk.people.holding(ever.secret) is not None
    assert [token.good for token in desk.people.tokens("ann")] == [True, False]
    desk.people.disable("ann")
    assert desk.people.holding(ever.secret) is None
    desk.people.enable("ann")
    assert desk.people.revoke(ever.token.key[:6]).revoked_at is not None
    assert desk.people.holding(ever.secret) is None
    assert desk.people.get("ann").tokens == 0


def test_it_is_noted_seldom_that_a_token_is_used(desk: Book) -> None:
    new = desk.people.grant("ann", "a")
    assert desk.people.tokens()[0].used_at is None
    desk.people.holding(new.secret)
    first = desk.people.tokens()[0].used_at
    desk.people.holding(new.secret)
    assert desk.people.tokens()[0].used_at == first is not None
    later(desk, 4000)
    desk.people.holding(new.secret)
    assert desk.people.tokens()[0].used_at != first


def test_no_secret_is_kept(desk: Book) -> None:
    new = desk.people.grant("ann", "a")
    session = desk.people.login("ann", GOOD)
    fail(desk, 1, "Some Body Else")
    held = everything(desk)
    for secret in (GOOD, new.secret, new.secret.removeprefix("claims_"), session.secret, "Some Body", "192.0.2.1"):
        assert secret not in held
    assert "$argon2id$" in held


def test_passwords_are_hashed_with_the_parameters_of_the_library_and_anew_when_those_change(desk: Book) -> None:
    weak = passwords.hashed(GOOD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher)
        assert passwords.hashed(GOOD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert passwords.outdated(weak)
        desk.people.login("ann", GOOD)
        assert "m=65536,t=3,p=4" in everything(desk)
    assert not passwords.outdated(weak)


# ---- being forgotten, moving -------------------------------------------------------------------------------


def test_a_person_who_is_erased_is_let_in_no_more(desk: Book) -> None:
    new = desk.people.grant("ann", "export of Ann")
    session = desk.people.login("ann", GOOD)
    fail(desk, 1)
    told = desk.erase_person("ann", reason="request", pseudonym="person-1", mentions=True, scrub=False)
    assert {"name of a user", "name of a token"} <= {*told.places, *told.mentions}
    assert "ann" not in everything(desk).casefold()
    (gone,) = desk.people.list()
    assert (gone.name, gone.disabled, gone.password) == ("person-1", True, False)
    assert desk.people.holding(new.secret) is None and desk.people.at(session.secret) is None
    with pytest.raises(LoginFailed):
        desk.people.login("person-1", GOOD)


def test_only_whole_names_are_replaced_unless_mentions_are_asked_for(desk: Book) -> None:
    desk.people.grant("ann", "export of Ann Lee")
    desk.people.add("Ann Lee")
    desk.erase_person("Ann Lee", reason="request", pseudonym="person-1", scrub=False)
    assert {user.name for user in desk.people.list()} == {"Ann", "person-1"}
    assert desk.people.tokens()[0].name == "export of Ann Lee"
