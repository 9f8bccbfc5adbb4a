"""Times and dates: local where no zone is given, whole days to their end, nothing impossible guessed at."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.core.when import micros, moment, now, parse_date, parse_moment
from claims.errors import InvalidValue

# Clocks go back on 25 October 2026, so that day has 25 hours there.
BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


@pytest.fixture(params=[BERLIN, "XXX8", "YYY-5:45"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_survives_as_microseconds(given: datetime) -> None:
    assert moment(micros(given)) == given


def test_now_is_the_present() -> None:
    assert abs(moment(now()) - datetime.now(UTC)) < timedelta(seconds=10)


@pytest.mark.parametrize("day", ["2026-03-31", "20260331", "2026-W14-2", date(2026, 3, 31)])
def test_a_bare_date_is_the_whole_local_day(zone: str, day: str | date) -> None:
    first, last = parse_moment(day, start=True).astimezone(), parse_moment(day).astimezone()
    assert first.replace(tzinfo=None) == datetime(2026, 3, 31)  # noqa: DTZ001
    assert last.replace(tzinfo=None) == datetime(2026, 3, 31, 23, 59, 59, 999999)  # noqa: DTZ001


@pytest.mark.parametrize("zone", [BERLIN], indirect=True)
def test_a_day_on_which_the_clocks_change_is_longer(zone: str) -> None:
    length = parse_moment("2026-10-25") - parse_moment("2026-10-25", start=True)
    assert length == timedelta(hours=25) - timedelta(microseconds=1)


@pytest.mark.parametrize("zone", ["YYY-5:45"], indirect=True)
def test_a_time_without_a_zone_is_local(zone: str) -> None:
    assert parse_moment("2026-03-31T14:00") == datetime(2026, 3, 31, 8, 15, tzinfo=UTC)
    assert parse_moment(datetime(2026, 3, 31, 14)) == datetime(2026, 3, 31, 8, 15, tzinfo=UTC)  # noqa: DTZ001


@pytest.mark.parametrize("given", ["2026-03-31T14:00Z", "2026-03-31 16:00+02:00", "20260331T140000Z"])
def test_a_time_with_a_zone_is_what_it_says(zone: str, given: str) -> None:
    assert parse_moment(given) == datetime(2026, 3, 31, 14, tzinfo=UTC)
    assert parse_date(given) == date(2026, 3, 31)


@pytest.mark.parametrize("words", ["2 days ago", "  2 days ago", "two days ago"])
@pytest.mark.parametrize("start", [True, False])
def test_words_are_a_time_whatever_their_length(words: str, start: bool) -> None:
    assert abs(datetime.now(UTC) - timedelta(days=2) - parse_moment(words, start=start)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "given",
    ["2026-02-30", "2026-13-01", "2026-00-10", "2026-03-311", "2026-03-31x", "2026-3-1", "2026-03-31T25:00", "",
     " ", "never ever", "20263131", "2026-02-30T10:00", "\x00", "\ud800"],
)  # fmt: skip
@pytest.mark.parametrize("parse", [parse_moment, parse_date])
def test_an_impossible_time_is_refused_never_guessed(parse: object, given: str) -> None:
    with pytest.raises(InvalidValue, match=r"published .* is not usable: give a date such as 2026-03-31"):
        parse(given, what="published")  # type: ignore[operator]


@pytest.mark.parametrize(
    "edge", ["0001-01-01", "9999-12-31", date.min, datetime.max.replace(tzinfo=UTC), "9999-12-31T23:59-12:00"]
)
def test_the_first_and_the_last_day_are_a_time_or_refused(zone: str, edge: str | date) -> None:
    try:
        assert parse_moment(edge).year in (1, 9999)
    except InvalidValue as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize("given", ["2026-03-31", date(2026, 3, 31), datetime(2026, 3, 31, 23, tzinfo=timezone.min)])
def test_a_date_is_the_day_it_names(zone: str, given: str | date) -> None:
    assert parse_date(given) == date(2026, 3, 31)
