"""Times and dates: recorded in whole microseconds of UTC, read from what people write."""

from datetime import UTC, date, datetime, time, timedelta

from claims.errors import InvalidValue

ALLOWED = (
    "give a date such as 2026-03-31, a time such as 2026-03-31T14:00, or words such as 'yesterday' or '2 weeks ago'"
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = time(0)
LAST = time(23, 59, 59, 999999)


def micros(moment: datetime) -> int:
    """Return an aware time as microseconds since 1970, UTC."""
    delta = moment - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def moment(stamp: int) -> datetime:
    """Return microseconds since 1970 as an aware time in UTC."""
    return EPOCH + timedelta(microseconds=stamp)


def now() -> int:
    """Return the present as microseconds since 1970, UTC."""
    return micros(datetime.now(UTC))


def parse_moment(given: str | date | datetime, *, what: str = "time", start: bool = False) -> datetime:
    """Return the aware UTC time `given` means; a naive time is local, and so is a bare date.

    A bare date means the end of that day, or with `start` its first moment. Raises InvalidValue when it is no time.
    """
    try:
        if isinstance(given, datetime):
            return given.astimezone(UTC)
        if isinstance(given, date):
            return datetime.combine(given, FIRST if start else LAST).astimezone(UTC)
        text = given.strip()
        day = _day(text)
        return parse_moment(day, start=start) if day else datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError:  # the first and the last day there is, in some zones
        raise InvalidValue(what, given, ALLOWED) from None
    except ValueError:
        return _in_words(str(given).strip(), str(given), what)


def parse_date(given: str | date, *, what: str = "date") -> date:
    """Return the calendar day `given` means, a time's own day; raises InvalidValue when it is none."""
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    text = given.strip()
    try:
        return _day(text) or datetime.fromisoformat(text).date()
    except ValueError:
        return _in_words(text, given, what).astimezone().date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _in_words(text: str, given: str, what: str) -> datetime:
    if not text or text[:4].isdigit():  # an ISO date gone wrong must not be guessed at
        raise InvalidValue(what, given, ALLOWED)
    import dateparser  # slow to import, and rarely needed

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={"RETURN_AS_TIMEZONE_AWARE": True, "STRICT_PARSING": False, "PREFER_DATES_FROM": "past"},
    )
    if found is None:
        raise InvalidValue(what, given, ALLOWED)
    return found.astimezone(UTC)
