"""The audit: that nothing recorded was lost or changed, and what can be shown of it to somebody else."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli import card, options
from claims.cli.group import Command
from claims.cli.opened import database

if TYPE_CHECKING:
    from claims.audit import Anchor

WORDS = {True: "ok", False: "FOUND", None: "note"}
FOUND_SOMETHING = 5
SHOWN = 5


@click.command(cls=Command)
@click.option(
    "--anchor", "files", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
    help="Compare with the roots in a file that `claims anchor` wrote; as often as you like.",
)  # fmt: skip
@click.option("--key", "keys", metavar="KEY", multiple=True, help="A public key that may have signed; no other may.")
@options.as_json
def audit(files: tuple[Path, ...], keys: tuple[str, ...], as_json: bool) -> None:
    """Look for anything that was lost or changed since it was recorded.

    Follows the history of every claim hash by hash, compares claims with what
    their histories say and quotes with the texts they stand in, and makes every
    sealed root anew. Only a root kept elsewhere can show that nobody rewrote all
    of it: give the file of such roots with --anchor. Changes nothing. Exits with
    5 when something was found.

    \b
    Example:
      claims anchor anchors.txt
      claims audit --anchor anchors.txt --json
    """
    from claims.audit import audit
    from claims.cli.progress import bar
    from claims.db.engine import Database

    anchors, trusted = _anchors(files), [_key(each) for each in keys]
    found = Database(database())
    try:
        with bar("auditing") as progress:
            done = audit(found, anchors=anchors, keys=trusted, progress=progress)
    finally:
        found.close()
    if as_json:
        from claims.cli.output import print_object
        from claims.schemas import AuditRecord

        print_object(AuditRecord.of(done))
    else:
        for point in done.points:
            mend = f"; {point.mend}" if point.mend else ""
            card.labelled(WORDS[point.ok], f"{point.name}: {point.said}{mend}")
            for each in point.examples[1:SHOWN]:
                card.labelled("", f"  {each}")
    if not done.passed:
        raise click.exceptions.Exit(FOUND_SOMETHING)


def _anchors(files: tuple[Path, ...]) -> "list[Anchor]":
    from claims.audit.anchors import anchors
    from claims.errors import InvalidValue

    found: list[Anchor] = []
    for file in files:
        told = anchors(file.read_bytes().decode("utf-8", "replace"))
        if not told:
            raise InvalidValue("file of anchors", file, "it holds no line of `claims anchor`")
        found += told
    return found


def _key(given: str) -> bytes:
    from base64 import b64decode
    from binascii import Error

    from claims.errors import InvalidValue

    try:
        key = b64decode(given, validate=True)
    except (Error, ValueError):
        key = b""
    if len(key) != 32:
        raise InvalidValue("key", given, "give a public key as `claims anchor --public` prints it")
    return key
