"""How a failure reaches the user: one line on stderr and an exit code, never a traceback."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper

import click

from claims.errors import ClaimtrackError, InvalidValue
from claims.files import DISK_TROUBLE

USAGE = 1
STORAGE = 3
UNEXPECTED = 70  # EX_SOFTWARE of sysexits.h
STOPPED = 130
PIPE_CLOSED = 141


def report(error: BaseException) -> int:
    """Print what went wrong in one line and return the exit code."""
    message, code = explained(error)
    if os.environ.get("CLAIMS_DEBUG"):
        import traceback

        traceback.print_exception(error)
    say_error(message)
    return code


def say_error(message: str) -> None:
    """Print one line on stderr, whatever is in the message; an unreachable stderr is no further error."""
    line = " ".join(message.split())
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
    try:
        click.echo("Stopped." if message == "Stopped." else f"Error: {line}", err=True)
    except OSError:
        silence()


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
