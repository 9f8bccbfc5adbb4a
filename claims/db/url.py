"""The names of databases: what a user may write, and what a message may show of it."""

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from claims.errors import InvalidValue

DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""What each engine is reached through, whatever driver of another program a URL names."""
ALLOWED = "give a file, sqlite:///FILE or postgresql://USER@HOST/NAME"
_PASSWORD = re.compile(r"(://[^:/@]*:).*(@)|((?:^|[?&])password=)[^&]*", re.IGNORECASE)


def parse_url(url: str | URL) -> URL:
    """Return a database URL; a bare path means a SQLite file. Raises InvalidValue."""
    if isinstance(url, str) and "://" not in url:
        if not url.strip() or "\0" in url or url.startswith("file:"):
            raise InvalidValue("database", url, ALLOWED)
        return _file(url)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise InvalidValue("database", without_password(str(url)), ALLOWED) from None
    engine = parsed.get_backend_name()
    if engine == "sqlite" and not (parsed.host or parsed.username or parsed.query):
        return _file(parsed.database) if parsed.database else URL.create("sqlite")
    if "@" in (parsed.host or ""):  # what follows it would pass for the server, and be shown
        raise InvalidValue("database", without_password(str(url)), "write an @ in the password as %40")
    if DRIVERS.get(engine, "sqlite") == "sqlite":
        raise InvalidValue("database", without_password(str(url)), ALLOWED)
    return parsed.set(drivername=DRIVERS[engine])


def _file(path: str) -> URL:
    return URL.create("sqlite", database=path if path == ":memory:" else str(Path(path).expanduser()))


def display(url: URL) -> str:
    """Return a database as a message may name it: without a password, and without what is ours to decide."""
    if url.get_backend_name() == "sqlite" and url.database and not url.query:
        return url.database
    plain = url.set(drivername=url.get_backend_name())
    return without_password(plain.render_as_string(hide_password=True))


def without_password(url: str) -> str:
    """Return what somebody wrote as a URL, without a password that stands in it."""
    return _PASSWORD.sub(lambda found: f"{found[1]}***{found[2]}" if found[1] else f"{found[3]}***", url)
