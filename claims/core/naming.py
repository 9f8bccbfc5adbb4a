"""One name in what was recorded: found where it is a whole value and where a text mentions it, and replaced."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from secrets import choice
from typing import Any

from claims.core.erasing import BLOCK, Said
from claims.core.events import EventKind
from claims.core.source import name_key

WHOLE = frozenset(("source", "speaker", "subject", "tag", "tags"))
"""Fields of an event that are names or may be one: they are replaced where they are the name and nothing else."""
TEXTS = frozenset(("statement", "quote", "section", "cue", "url", "note", "citations", "words", "was"))
"""Fields that are texts, which may mention it."""
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def pseudonym() -> str:
    """Return a name that says nothing: drawn by chance, not made from the one it stands for, and no number."""
    return f"[person {''.join(choice(LETTERS) for _ in range(5))}]"


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be replaced; texts that mention it are changed only with `mentions`."""

    name: str
    stand_in: str
    mentions: bool = False

    @property
    def _pattern(self) -> re.Pattern[str]:
        words = r"\s+".join(re.escape(word) for word in self.name.split())
        return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what must be in a stored text, in lower case, for the name to be in it: its longest word."""
        word = max(self.name.split(), key=len).casefold()
        return (word, json.dumps(word, ensure_ascii=False)[1:-1])

    def may_be_in(self, *texts: str | None) -> bool:
        return any(mark in text.casefold() for text in texts if text for mark in self.marks)

    def is_it(self, given: object) -> bool:
        """Return whether a value is the name, whatever its case and spaces."""
        return isinstance(given, str) and name_key(given) == name_key(self.name)

    def mentioned(self, text: str | None) -> bool:
        return bool(text and self._pattern.search(text))

    def replaced(self, text: str) -> str:
        """Return a text with the pseudonym for the name."""
        return self._pattern.sub(lambda _: self.stand_in, text)

    def covered(self, text: str) -> str:
        """Return a text with the name covered, character for character, so that places in it stay right."""
        return self._pattern.sub(lambda found: BLOCK * len(found[0]), text)

    def redact(self, kind: EventKind, said: Said) -> Said:
        """Return an event without the name: where it is a whole value, and in its texts if that is asked for."""
        actor, reason, payload = said
        if self.is_it(actor):
            actor = self.stand_in
        if self.is_it(reason):
            reason = self.stand_in
        elif self.mentions and reason is not None:
            reason = self.replaced(reason)
        return actor, reason, self._walked(payload, "", in_text=_in_text(payload))

    def _walked(self, value: Any, field: str, *, in_text: bool) -> Any:
        if isinstance(value, dict):
            return {name: self._walked(each, name, in_text=in_text) for name, each in value.items()}
        if isinstance(value, list):
            return [self._walked(each, field, in_text=in_text) for each in value]
        if not isinstance(value, str):
            return value
        if field in WHOLE and self.is_it(value):
            return self.stand_in
        if self.mentions and field in TEXTS | WHOLE | {"text"}:
            return self.covered(value) if field == "quote" and in_text else self.replaced(value)
        return value

    def mentions_in(self, payload: dict[str, Any]) -> Iterator[str]:
        """Yield the fields of an event whose texts mention the name."""
        yield from _texts(payload, "", lambda field, text: field in TEXTS | WHOLE and self._beside(field, text))

    def _beside(self, field: str, text: str) -> bool:
        return self.mentioned(text) and not (field in WHOLE and self.is_it(text))


def _in_text(payload: dict[str, Any]) -> bool:
    """Return whether a quote stands in a stored text, where its length must stay."""
    return (payload.get("appearance") or {}).get("document") is not None


def _texts(value: Any, field: str, wanted: Callable[[str, str], bool]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, name, wanted)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, field, wanted)
    elif isinstance(value, str) and wanted(field, value):
        yield field
