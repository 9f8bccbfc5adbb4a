"""Origins of appearances, worked out when they are asked for from what is kept, so that nothing goes stale.

The first rule that holds decides: the sentence names another outlet, the document credits a wire, it prints what
another document printed, somebody owns or feeds its source; or else the source speaks for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from claims.core.origins.wires import keys_of, origin_key, wire_named
from claims.core.vocabulary import OriginRule
from claims.db import direct
from claims.records.origin import Origin

MOST = 2000
"""Documents of one story that are looked at; whatever prints it after so many has long been counted."""
OWNERS = 5
"""So far owners of owners are followed."""
_likenesses = direct.About(
    "SELECT l.document_id, l.other_id FROM likeness l JOIN document d ON d.id = l.other_id "
    "WHERE l.document_id {ids} AND NOT d.withdrawn"
)
_papers = direct.About(
    "SELECT d.id, d.key, d.published, d.withdrawn, s.name AS source, o.wire FROM document d "
    "JOIN source s ON s.id = d.source_id LEFT JOIN outline o ON o.document_id = d.id WHERE d.id {ids}"
)
_sources = direct.About("SELECT name, name_key, origin FROM source WHERE name_key {keys} ORDER BY id")


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that print the same: `original` was published first, and `credits` is the first to credit a wire.

    `crediting` are the keys of all that credit one.
    """

    original: Any
    credits: Any | None
    crediting: frozenset[str]


class Names:
    """What is known of names: whether a source has it, and who owns or feeds that."""

    def __init__(self, connection: Connection, names: Iterable[str]) -> None:
        self._known: dict[str, tuple[str, str | None]] = {}
        wanted, asked = {origin_key(name): name for name in names}, set[str]()
        for _ in range(OWNERS):
            keys = sorted({each for key, name in wanted.items() if key not in asked for each in keys_of(name)})
            if not keys:
                break
            asked |= set(wanted)
            rows = _sources(connection, keys)
            for row in rows:
                name, owner = self._known.get(origin_key(row.name), (row.name, None))
                self._known[origin_key(row.name)] = name, owner or row.origin
            wanted = {origin_key(row.origin): row.origin for row in rows if row.origin}

    def is_known(self, name: str) -> bool:
        return wire_named(name) is not None or origin_key(name) in self._known

    def owner(self, name: str) -> str | None:
        """Return who owns or feeds what has a name, at the end of the line; the first of them where it goes round."""
        seen, last = {origin_key(name): name}, name
        while (told := self._known.get(origin_key(last))) and told[1]:
            last = told[1]
            if origin_key(last) in seen:
                return min(seen.values(), key=origin_key)
            seen[origin_key(last)] = last
        return None if len(seen) == 1 else last


def origins(connection: Connection, rows: Sequence[Any]) -> dict[tuple[int, int], Origin]:
    """Return the origin of each appearance, by claim and number; a row tells its source, document and speaker."""
    stories = stories_of(connection, {row.document_id for row in rows} - {None})
    told = {name for row in rows for name in (row.source, row.speaker) if name}
    told |= {each.original.source for each in stories.values()}
    names = Names(connection, told | {each.credits.wire for each in stories.values() if each.credits})
    return {
        (row.claim_id, row.n): origin(names, row.source, row.speaker, row.document, stories.get(row.document_id))
        for row in rows
    }


def origin(names: Names, source: str, speaker: str | None, document: str | None, story: Story | None) -> Origin:
    """Return where something comes from that a source said, or somebody it names, maybe in a document."""
    rule, via, of = _led(names, source, speaker, document, story)
    owner = names.owner(via)
    if owner is not None and rule is OriginRule.SOURCE:
        rule = OriginRule.OWNER
    return Origin(owner or wire_named(via) or via, rule, via, of)


def _led(
    names: Names, source: str, speaker: str | None, document: str | None, story: Story | None
) -> tuple[OriginRule, str, str | None]:
    if speaker and origin_key(speaker) != origin_key(source) and names.is_known(speaker):
        return OriginRule.OUTLET, wire_named(speaker) or speaker, None
    if story is None:
        return OriginRule.SOURCE, source, None
    if story.credits is not None:
        if story.credits.wire == wire_named(source):
            return OriginRule.SOURCE, source, None
        if document in story.crediting:
            return OriginRule.WIRE, story.credits.wire, None
        return OriginRule.COPY, story.credits.wire, story.credits.key
    if story.original.key == document:
        return OriginRule.SOURCE, source, None
    return OriginRule.COPY, story.original.source, story.original.key


def stories_of(connection: Connection, ids: set[int]) -> Mapping[int, Story]:
    """Return the story each document prints, itself alone or with others, whichever of them came first."""
    if not ids:
        return {}
    near: defaultdict[int, set[int]] = defaultdict(set)
    seen, new = set(ids), set(ids)
    while new and len(seen) < MOST + len(ids):
        pairs = _likenesses(connection, sorted(new))
        for row in pairs:
            near[row.document_id].add(row.other_id)
            near[row.other_id].add(row.document_id)
        new = {row.other_id for row in pairs} - seen
        seen |= new
    papers = {row.id: row for row in _papers(connection, sorted(seen))}
    standing = {paper.id for paper in papers.values() if not paper.withdrawn}
    found: dict[int, Story] = {}
    for row_id in sorted(ids):
        if row_id not in found:
            together = _together(near, row_id, standing)
            ordered = sorted((papers[each] for each in together), key=_age)
            credit = [each for each in ordered if each.wire]
            story = Story(ordered[0], credit[0] if credit else None, frozenset(each.key for each in credit))
            found |= dict.fromkeys(together if row_id in standing else (row_id,), story)
    return found


def _together(near: Mapping[int, set[int]], row_id: int, standing: set[int]) -> set[int]:
    """Return the documents of a story; one that was withdrawn is in none but its own, whatever else is asked about."""
    seen, left = {row_id}, [row_id]
    while left:
        more = (near.get(left.pop(), set()) & standing) - seen
        seen |= more
        left += more
    return seen


def _age(paper: Any) -> tuple[bool, str, str]:
    """Return what documents of a story are ordered by: no matter in which order they were taken in."""
    return paper.published is None, paper.published or "", paper.key
