"""The fields of a search as filters: the same ones that lists of claims have."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from claims.core.fields import FIELDS
from claims.core.query import Having
from claims.queries.filters import Filter, chosen
from claims.queries.past import Past
from claims.queries.sql import ALWAYS, Sql


def by_fields(connection: Connection, having: Sequence[Having]) -> list[Filter]:
    """Return the filters that fields mean; raises InvalidValue, UnknownChoice.

    A field that takes several words means any of those it is given, as an option that is repeated does.
    """
    several: dict[str, list[Any]] = {}
    filters: list[Filter] = []
    for each in having:
        field = FIELDS[each.field]
        value = field.read(each.sign, each.value)
        if each.without:
            filters += map(_without, _filters(connection, {field.filter: value}))
        elif field.many:
            several.setdefault(field.filter, []).append(value)
        else:
            filters += _filters(connection, {field.filter: value})
    return _filters(connection, several) + filters


def _filters(connection: Connection, given: Mapping[str, Any]) -> list[Filter]:
    return chosen(connection, **given)


def _without(filter_: Filter) -> Filter:
    """Return the filter for all other claims, also for those of which it cannot be told."""
    now, look = Sql(f"(({filter_.now.text}) IS NOT TRUE)", filter_.now.given), filter_.look
    if look is None:
        return Filter(now, lambda at: now, lambda at: None)

    def others(connection: Connection, ids: Sequence[int], pasts: Mapping[int, Past], as_of: int | None) -> set[int]:
        return set(ids) - look(connection, ids, pasts, as_of)

    return Filter(ALWAYS, lambda at: ALWAYS, lambda at: None, look=others)
