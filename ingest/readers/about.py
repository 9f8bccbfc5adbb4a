"""What a web page says about itself: JSON-LD (schema.org), OpenGraph and the older names of meta elements."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle BlogPosting LiveBlogPosting Report ScholarlyArticle TechArticle "
    "SocialMediaPosting AdvertiserContentArticle SatiricalArticle ClaimReview".split()
)
_PAGES = frozenset("WebPage ItemPage AboutPage FAQPage".split())
_PUBLISHED = ("article:published_time", "og:article:published_time", "citation_publication_date", "citation_date",
              "dc.date.issued", "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date",
              "publishdate", "publish-date", "pubdate", "date.created", "dc.date", "dcterms.date", "datepublished",
              "date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "dcterms.modified",
             "last-modified", "datemodified", "lastmod")  # fmt: skip
_AUTHORS = ("author", "byl", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
            "article:author", "og:article:author")  # fmt: skip
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_BY = re.compile(r"(?:by|von|par|por|di|door|av)\s+(?=\S)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself; None where it says nothing."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None


def about(page: HtmlElement) -> About:
    """Return what a page says about itself; where it says so twice, structured data comes first."""
    said, meta = _article(page), _meta(page)
    site = _name(said.get("publisher")) or _first(meta, ("og:site_name", "application-name", "dc.publisher"))
    title = _text(said.get("headline")) or _first(meta, ("og:title", "twitter:title", "citation_title", "dc.title"))
    return About(
        title=_without_site(title or _text(page.findtext(".//title")), site),
        authors=tuple(_authors(said, meta)),
        published=day(said.get("datePublished")) or _first_day(meta, _PUBLISHED) or _time(page, "datePublished"),
        modified=day(said.get("dateModified")) or _first_day(meta, _MODIFIED) or _time(page, "dateModified"),
        site=site,
        language=_language(said.get("inLanguage"), page.get("lang"), _first(meta, ("og:locale", "content-language"))),
        url=_address(page, said, meta),
    )


def day(value: Any) -> date | None:
    """Return the day an ISO time names, as it was where it was written."""
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    with suppress(ValueError):
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    return None


def _article(page: HtmlElement) -> dict[str, Any]:
    """Return the first description of an article in the page's JSON-LD, else that of the page itself."""
    found = [each for script in page.iter("script") if "ld+json" in (script.get("type") or "").casefold()
             for each in _objects(_parsed(script.text or ""))]  # fmt: skip
    for kinds in (_ARTICLES, _PAGES):
        for each in found:
            types = each.get("@type")
            if not kinds.isdisjoint(types if isinstance(types, list) else [types]):
                return each
    return {}


def _parsed(text: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(text.strip().rstrip(";"), strict=False)
    return None


def _objects(given: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(given, list):
        for each in given:
            yield from _objects(each, depth + 1)
    elif isinstance(given, dict):
        yield given
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(given.get(name), depth + 1)


def _meta(page: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by name, in lower case."""
    found: dict[str, list[str]] = {}
    for each in page.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or each.get("http-equiv")
        if name and (content := _text(each.get("content"))):
            found.setdefault(name.strip().casefold(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: Sequence[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _first_day(meta: dict[str, list[str]], names: Sequence[str]) -> date | None:
    return next((found for name in names for value in meta.get(name, ()) if (found := day(value))), None)


def _time(page: HtmlElement, name: str) -> date | None:
    """Return the day of an element that is marked with a schema.org name."""
    for each in page.xpath("//*[@itemprop=$name]", name=name):
        if found := day(each.get("datetime") or each.get("content")):
            return found
    return None


def _authors(said: dict[str, Any], meta: dict[str, list[str]]) -> list[str]:
    given = said.get("author") or said.get("creator")
    names = [_name(each) for each in (given if isinstance(given, list) else [given])]
    listed = [each for each in names if each] or next((meta[name] for name in _AUTHORS if name in meta), [])
    cleaned = (_BY.sub("", each, count=1) if _BY.match(each) else each for each in listed)
    return list(dict.fromkeys(each for each in cleaned if not each.startswith(("http:", "https:")) and len(each) < 200))


def _name(given: Any) -> str | None:
    if isinstance(given, list):
        return next((found for each in given if (found := _name(each))), None)
    return _text(given.get("name")) if isinstance(given, dict) else _text(given)


def _text(given: Any) -> str | None:
    """Return a text in one line; None for what is none."""
    text = " ".join(given.split()) if isinstance(given, str) else ""
    return text or None


def _without_site(title: str | None, site: str | None) -> str | None:
    """Return a title without the site's name at its end."""
    if title and site:
        for mark in (" | ", " - ", " – ", " — ", " · ", " :: "):
            head, found, tail = title.rpartition(mark)
            if found and head and tail.casefold() == site.casefold():
                return head.strip()
    return title


def _language(*given: Any) -> str | None:
    for each in given:
        each = each.get("alternateName") if isinstance(each, dict) else each
        if isinstance(each, str) and _LANGUAGE.fullmatch(each.strip()):
            return each.strip().replace("_", "-")
    return None


def _address(page: HtmlElement, said: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    """Return the address the page calls its own, where that is a whole one."""
    links = [each.get("href") for each in page.iter("link") if (each.get("rel") or "").casefold() == "canonical"]
    for each in (*links, _first(meta, ("og:url",)), said.get("url")):
        if isinstance(each, str) and each.strip().startswith(("http://", "https://")):
            return each.strip()
    return None
