"""What claims are chosen by: one table for the options of commands and the fields of a search."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.core.when import parse_date
from claims.errors import InvalidValue, nearest

YES, NO = ("yes", "true", "1"), ("no", "false", "0")
SIGNS = (">=", "<=", ":", ">", "<", "=")


@dataclass(frozen=True, slots=True)
class Field:
    """One filter: its name in a search, and the signs it takes there; `filter` is its name everywhere else.

    `many` tells that it is given several times to mean any of them. `read` makes what the filter takes of a sign and
    a value.
    """

    name: str
    filter: str
    metavar: str
    help: str
    example: str
    many: bool = False
    signs: tuple[str, ...] = (":", "=")
    read: Callable[[str, str], str | bool] = lambda _sign, value: value

    def check(self, sign: str, value: str) -> None:
        """Raise InvalidValue for a sign it does not take, or no value."""
        if sign not in self.signs:
            raise InvalidValue("search", f"{self.name}{sign}{value}", f"write {self.example}")
        if not value.strip():
            raise InvalidValue("search", f"{self.name}{sign}", f"give it a value, such as {self.example}")


def _range(sign: str, value: str) -> str:
    return value if sign == ":" else f"{sign}{value}"


def _before(_sign: str, value: str) -> str:
    """Return the day something is to be due before; a year or a month means its first day."""
    parts = value.strip().split("-")
    if all(part.isdigit() for part in parts) and len(parts[0]) == 4 and len(parts) < 3:
        value = "-".join([*parts, "01", "01"][:3])
    return parse_date(value, what="due date").isoformat()


def _word(_sign: str, value: str) -> str:
    return value.strip().casefold().replace("-", "_").replace(" ", "_")


def _yes(_sign: str, value: str) -> bool:
    plain = value.strip().casefold()
    if plain not in YES + NO:
        raise InvalidValue("reviewed", value, "write reviewed:yes or reviewed:no")
    return plain in YES


FIELDS = {
    field.name: field
    for field in (
        Field("status", "status", "WORD", "What was found; may be repeated.", "status:disputed", many=True, read=_word),
        Field("source", "source", "NAME", "Who published it; may be repeated.", 'source:"Example Times"', many=True),
        Field(
            "kind", "kind", "WORD", "fact, forecast or opinion; may be repeated.", "kind:forecast",
            many=True, read=_word,
        ),
        Field("text", "text", "WORDS", "Only claims with these words.", 'text:"data center"'),
        Field(
            "confidence", "confidence", "RANGE", "Such as 60..80, '>=60' or unknown.", "confidence>=60",
            signs=SIGNS, read=_range,
        ),
        Field(
            "amount", "amount", "RANGE", "A number in it, such as '>=100M', 100M..2B or '<=50%'.", "amount>=100M",
            signs=SIGNS, read=_range,
        ),
        Field("tag", "tag", "TAG", "With this tag; may be repeated.", "tag:follow-up", many=True),
        Field(
            "section", "section", "TITLE", "In this section of its document; may be repeated.", "section:Background",
            many=True,
        ),
        Field(
            "drift", "drift", "WORD", "A quote moved, altered or gone; repeatable.", "drift:altered",
            many=True, read=_word,
        ),
        Field(
            "subject", "subject", "NAME", "Whom it names, by any of its names; may be repeated.", "subject:Meta",
            many=True,
        ),
        Field(
            "origins", "origins", "RANGE", "How many independent origins say so, such as '>=2'.", "origins>=2",
            signs=SIGNS, read=_range,
        ),
        Field("due", "due_before", "DATE", "Due before that day.", "due<2027", signs=("<",), read=_before),
        Field(
            "reviewed", "reviewed", "", "Whether a person has decided about it.", "reviewed:yes", read=_yes
        ),
    )
}  # fmt: skip
"""By the name they have in a search."""


NAMES = FIELDS | {each.filter.replace("_", "-"): each for each in FIELDS.values()}
"""Also by the name of the option."""


def field(name: str, written: str) -> Field:
    """Return the field with a name, however it is written; raises InvalidValue with the nearest there is."""
    plain = name.casefold().replace("_", "-")
    if plain not in NAMES:
        allowed = f"there is no field {name}{nearest(plain, FIELDS)}; fields are {', '.join(FIELDS)}"
        raise InvalidValue("search", written, f"{allowed}; in quotes it is searched as words")
    return NAMES[plain]
