"""From an article to the claims in it: readers, segments, extractors. Nothing is loaded until it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ingest.extractors.candidate import Candidate


def extract(
    text: str,
    *,
    title: str | None = None,
    byline: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    extractor: str = "rules",
) -> list[Candidate]:
    """Return the claims of a plain text, in reading order; `text[c.start:c.end] == c.quote` for each.

    Raises InputFailed for a text of more than `ingest.size.LARGEST` bytes.
    """
    from dataclasses import replace

    from ingest import extractors
    from ingest.readers import plain
    from ingest.size import bytes_of, require_size

    require_size("the text", bytes_of(text))
    article = plain.read(text)
    article = replace(
        article,
        title=title or article.title,
        byline=byline or article.byline,
        published=_day(published),
        language=language,
    )
    return list(extractors.get(extractor).extract(article))


def _day(value: date | str | None) -> date | None:
    """A date as it is, or from ISO text; what follows the day is dropped."""
    from datetime import date, datetime

    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip()[:10])
        except ValueError:
            from claims.errors import InvalidValue

            raise InvalidValue("publication date", value, "write it as YYYY-MM-DD") from None
    return value
