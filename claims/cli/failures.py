"""How a failure reaches the user: one line on stderr and an exit code, never a traceback."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from io import TextIOWrapper
from typing import Any

import click

from claims.errors import ClaimtrackError, InvalidValue
from claims.files import DISK_TROUBLE

USAGE = 1
STORAGE = 3
UNEXPECTED = 70  # EX_SOFTWARE of sysexits.h
STOPPED = 130
PIPE_CLOSED = 141

_as_json: ContextVar[bool] = ContextVar("as_json", default=False)


def hear(arguments: Sequence[str]) -> None:
    """Tell errors as JSON where `--json` stands: the command line itself may be what is wrong, and never be read."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    _as_json.set("--json" in arguments[:end])


def report(error: BaseException) -> int:
    """Print what went wrong in one line and return the exit code."""
    if os.environ.get("CLAIMS_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return say_error(error)


def say_error(error: BaseException) -> int:
    """Print one line on stderr, whatever the error says, and return its exit code; no stderr is no further error."""
    message, code = explained(error)
    line = plain(message)
    if _as_json.get():
        line = json.dumps(
            {"error": {"kind": kind(error), "message": line, "exit_code": code, "details": details(error)}}
        )
    elif code != STOPPED:
        line = f"Error: {line}"
    try:
        click.echo(line, err=True)
    except OSError:
        silence()
    return code


def plain(message: object) -> str:
    """Return one line in which everything can be printed."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(str(message).split()))


def kind(error: BaseException) -> str:
    """Return what a program knows an error by: the class in `claims.errors`, or what else it can be."""
    if isinstance(error, ClaimtrackError):
        return type(error).__name__
    kinds = {click.Abort: "Stopped", click.ClickException: "UsageError", OSError: "OSError"}
    return next((name for each, name in kinds.items() if isinstance(error, each)), "Unexpected")


def details(error: BaseException) -> dict[str, Any]:
    """Return the attributes of an error: the value that was wrong, the key nothing has."""
    told = vars(error) if isinstance(error, ClaimtrackError) else {}
    return {name: list(map(plain, each)) if isinstance(each, list | tuple) else each if isinstance(each, int | None)
            else plain(each) for name, each in told.items()}  # fmt: skip


def explained(error: BaseException) -> tuple[str, int]:
    """Return the line and the exit code for an error."""
    if isinstance(error, ClaimtrackError):
        return str(error), error.exit_code
    if isinstance(error, click.Abort):
        return "Stopped.", STOPPED
    if isinstance(error, click.ClickException):
        return usage(error), USAGE
    if isinstance(error, OSError) and error.errno is not None:
        place = f" '{os.fsdecode(error.filename)}'" if isinstance(error.filename, str | bytes) else ""
        mend = "check the file, its folder and the disk, and run the command again"
        code = STORAGE if error.errno in DISK_TROUBLE else USAGE
        return f"cannot read or write{place}: {error.strerror}; {mend}", code
    said = " ".join(str(error).split())[:200]
    reason = f"unexpected {type(error).__name__}" + (f": {said}" if said else "")
    return f"{reason}; please report it (CLAIMS_DEBUG=1 shows where it happened)", UNEXPECTED


def usage(error: click.ClickException) -> str:
    """Return what click found wrong with the command line, and where its help is."""
    message = error.format_message().rstrip()
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return message
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} See `{ctx.command_path} --help`."


def no_surrogates(arguments: Iterable[str]) -> None:
    """Raise InvalidValue for an argument that is not valid UTF-8: no database can keep it."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            raise InvalidValue("argument", argument, _why_unfit(argument)) from None


def _why_unfit(argument: str) -> str:
    try:
        os.fsencode(argument).decode()
    except UnicodeError:
        return "it is not valid UTF-8; write it in UTF-8 (a file with such a name goes in through `-`)"
    return "the locale of this shell has no such characters: set LC_ALL=C.UTF-8, or unset LC_ALL"


def standing() -> None:
    """Put nothing in the place of standard streams that were closed: a file opened later would take theirs."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free: this one
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def printable() -> None:
    """Let stdout and stderr escape what the terminal's encoding has no character for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def pipe_watched() -> Iterator[None]:
    """End quietly when whoever read our output went away."""
    try:
        yield
    except BrokenPipeError:
        silence()
        raise click.exceptions.Exit(PIPE_CLOSED) from None


def silence() -> None:
    """Send what is still to be printed nowhere: whoever read it has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue  # a stream without a file behind it cannot fail at exit
