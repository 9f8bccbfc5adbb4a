"""The options and arguments that several commands share."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from claims.cli import offers
from claims.core.fields import FIELDS
from claims.core.status import MEANING, Status
from claims.core.text import TEXT
from claims.core.vocabulary import DRIFTED, Kind
from claims.errors import InvalidValue, Refused, UnknownChoice

F = TypeVar("F", bound=Callable[..., Any])


class OneOf(click.ParamType[str]):
    """One of a closed list of words; case, hyphens and blanks do not matter."""

    name = "word"

    def __init__(self, what: str, words: Iterable[str]) -> None:
        self.what, self.words = what, [str(word) for word in words]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        plain = str(value).strip().casefold().replace("-", "_").replace(" ", "_")
        if plain not in self.words:
            raise UnknownChoice(self.what, value, self.words)
        return plain

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        meanings = {str(status): said for status, said in MEANING.items()} if self.what == "status" else {}
        return [CompletionItem(word, help=meanings.get(word)) for word in self.words if word.startswith(incomplete)]


class Whole(click.ParamType[int]):
    """A whole number from `least` on."""

    name = "number"

    def __init__(self, what: str, least: int = 1) -> None:
        self.what, self.least = what, least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(str(value))
        except ValueError:  # no digits, or thousands of them
            number = self.least - 1
        if not self.least <= number < 2**31:
            raise InvalidValue(self.what, value, f"give a whole number from {self.least} on")
        return number


STATUS = OneOf("status", Status)
KIND = OneOf("kind", Kind)
DRIFT = OneOf("drift", DRIFTED)


def _keys(ctx: click.Context, param: click.Parameter, value: str | Sequence[str]) -> tuple[str, ...]:
    """Return the keys given; `-` stands for those on stdin, the first word of each line."""
    given = (value,) if isinstance(value, str) else tuple(value)
    if "-" not in given or ctx.resilient_parsing:
        return given
    piped = [line.split()[0].decode("utf-8", "replace") for line in sys.stdin.buffer if line.strip()]
    found = tuple(key for each in given for key in (piped if each == "-" else [each]))
    if not found:
        raise InvalidValue("key", "-", "stdin held no key; pipe for example `claims list` into it")
    return found


keys = click.argument("keys", metavar="KEY...", nargs=-1, required=True, callback=_keys, shell_complete=offers.claim)
any_keys = click.argument("keys", metavar="[KEY]...", nargs=-1, callback=_keys, shell_complete=offers.claim)
key_or_stdin = click.argument("keys", metavar="KEY", callback=_keys, shell_complete=offers.claim)
key = click.argument("key", metavar="KEY", shell_complete=offers.claim)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
expect = click.option(
    "--expect",
    type=Whole("version"),
    metavar="VERSION",
    help="Change nothing unless the claim is at this version (`claims show` tells it).",
)
effective = click.option("--effective", metavar="DATE", help="When it came to be so in the world, if not now.")
insist = click.option(
    "--insist", is_flag=True, help="Take what comes from where the claim does as proof; it is marked circular."
)
evidence = click.option(
    "--evidence", metavar="URL", multiple=True, help="What shows it: a URL or a document's key; may be repeated."
)


def note(said: str, *, required: bool = False) -> Callable[[F], F]:
    return click.option("--note", metavar="TEXT", required=required, callback=_said_something, help=said)


def _said_something(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise InvalidValue("note", value, "say why, in a sentence")
    return value


def limit(most: int, of: str) -> Callable[[F], F]:
    return click.option(
        "--limit", type=Whole("limit"), default=most, show_default=True, metavar="N", help=f"How many {of}."
    )


yes = click.option("--yes", is_flag=True, help="Do not ask; for scripts.")


def confirm(question: str, said: bool) -> None:
    """Ask before what cannot be undone, unless it was said to go ahead; without a person nothing is done."""
    if said:
        return
    if not sys.stdin.isatty():
        raise Refused(f"{question} Say --yes to go ahead")
    click.confirm(question, abort=True, err=True)


no_cache = click.option(
    "--no-cache", "cache", is_flag=True, flag_value=False, default=True,
    help="Ask a language model again, whatever it answered before.",
)  # fmt: skip
no_match = click.option(
    "--no-match", "match", is_flag=True, flag_value=False, default=True,
    help="Do not look for claims that the new ones may repeat or contradict.",
)  # fmt: skip
after = click.option("--after", metavar="CURSOR", help="Go on where an earlier page ended; it named the cursor.")


def finding(command: F) -> F:
    """Add what every change of a status takes."""
    added = (as_json, expect, insist, effective, note("Why, in a sentence; it stays in the history."), evidence)
    for option in added:
        command = option(command)
    return command


def filters(command: F) -> F:
    """Add the filters that choose claims: those a search has as fields."""
    types: dict[str, click.ParamType[str]] = {"status": STATUS, "kind": KIND, "drift": DRIFT}
    offered = {"source": offers.source, "tag": offers.tag, "section": offers.section, "subject": offers.subject}
    for field in reversed(FIELDS.values()):
        flag = f"--{field.filter.replace('_', '-')}"
        if not field.metavar:
            command = click.option(f"{flag}/--un{flag[2:]}", default=None, help=field.help)(command)
            continue
        more: dict[str, Any] = {"type": types[field.name]} if field.name in types else {}
        more |= {"shell_complete": offered[field.name]} if field.name in offered else {}
        command = click.option(flag, metavar=field.metavar, help=field.help, multiple=field.many, **more)(command)
    return command


def given(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given, without the empty ones."""
    return {name: value for name, value in options.items() if value is not None and value != ()}


def text_or_stdin(value: str) -> str:
    """Return a text given as an argument; `-` stands for stdin."""
    if value != "-":
        return value
    given = sys.stdin.buffer.read(TEXT + 1)
    if len(given) > TEXT:
        raise InvalidValue("text", "-", f"there are more than {TEXT:,} bytes; `claims ingest` takes documents")
    return given.decode("utf-8", "replace").strip()
