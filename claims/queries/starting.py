"""What starts with what somebody is typing: a few names or keys, found by an index however many there are."""

from enum import StrEnum

from sqlalchemy import Connection

from claims.core import key as keys
from claims.core.source import name_key
from claims.core.subject import subject_key
from claims.db import direct

MOST = 50
SEEN = 200
"""How many names in order are looked through: a server may sort others between those that start alike."""

Found = list[tuple[str, str]]
"""What there is to choose from, each with what a person knows it by."""


class Named(StrEnum):
    """What has a key or a name of its own."""

    CLAIM = "claim"
    DOCUMENT = "document"
    BATCH = "batch"
    SOURCE = "source"
    TAG = "tag"
    SECTION = "section"
    ACTOR = "actor"
    FEED = "feed"
    SUBJECT = "subject"
    USER = "user"
    TOKEN = "token"


def starting(connection: Connection, what: Named, text: str) -> Found:
    """Return at most 50 of those whose key or name starts with `text`; without a text the newest, or the first."""
    if what in _BY_KEY:
        return _keyed(connection, _BY_KEY[what], text)
    if what is Named.SOURCE:
        start = name_key(text)
        rows = direct.rows(connection, _SOURCES, (start,))
        return [(row.name, row.kind) for row in rows if row.name_key.startswith(start)][:MOST]
    if what is Named.SUBJECT:
        start = subject_key(text)
        rows = direct.rows(connection, _SUBJECTS, (start,))
        return [(row.name, row.head or "") for row in rows if row.name_key.startswith(start)][:MOST]
    if what in _ALL:
        each = direct.rows(connection, _ALL[what])
        return [(row.name, row.said) for row in each if row.name.casefold().startswith(text.casefold())][:MOST]
    rows = direct.rows(connection, _STEPS[what], (text,))
    return [(row.word, "") for row in rows if row.word.startswith(text)][:MOST]


def _keyed(connection: Connection, said: str, text: str) -> Found:
    start = keys.readable(text)
    if len(start) > keys.LENGTH or not set(start) <= set(keys.ALPHABET):
        return []
    newest, within = (
        f"{said} ORDER BY id DESC LIMIT {MOST}",
        f"{said} WHERE key BETWEEN ? AND ? ORDER BY key LIMIT {MOST}",
    )
    ends = (start, start.ljust(keys.LENGTH, keys.ALPHABET[-1]))
    rows = direct.rows(connection, within, ends) if start else direct.rows(connection, newest)
    return [(row.key, row.said or "") for row in rows]


def _steps(column: str, table: str, where: str = "") -> str:
    """Return a statement that goes from one word to the next one in an index, past all the rows that repeat it."""
    first = f"SELECT min({column}) FROM {table} WHERE {where}{column}"
    return f"""
        WITH RECURSIVE step(word) AS (
            SELECT ({first} >= ?)
            UNION ALL
            SELECT ({first} > step.word) FROM step WHERE step.word IS NOT NULL
        )
        SELECT word FROM step WHERE word IS NOT NULL LIMIT {SEEN}
    """


_BY_KEY = {
    Named.CLAIM: "SELECT key, statement AS said FROM claim",
    Named.DOCUMENT: "SELECT key, coalesce(title, url) AS said FROM document",
    Named.TOKEN: "SELECT key, name AS said FROM access_token WHERE revoked_at IS NULL",
    Named.BATCH: "SELECT key, command || ' by ' || actor AS said FROM batch",
}
_SOURCES = f"SELECT name, name_key, kind FROM source WHERE name_key >= ? ORDER BY name_key LIMIT {SEEN}"
_SUBJECTS = (
    "SELECT s.name, s.name_key, CASE WHEN h.id <> s.id THEN h.name END AS head FROM subject s "
    f"LEFT JOIN subject h ON h.id = s.head_id WHERE s.name_key >= ? AND s.sure ORDER BY s.name_key LIMIT {SEEN}"
)
_ALL = {
    Named.FEED: "SELECT name, coalesce(title, url) AS said FROM feed WHERE removed_at IS NULL ORDER BY name",
    Named.USER: "SELECT name, role AS said FROM account ORDER BY name_key",
}
"""What there are few of."""
_STEPS = {
    Named.TAG: _steps("word", "spell", "what = 'tag' AND "),
    Named.SECTION: _steps("section", "appearance"),
    Named.ACTOR: _steps("actor", "event"),
}
