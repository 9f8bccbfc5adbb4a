"""The reference of the command line, written from what `--help` says: `python -m claims.cli.reference [--check]`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from claims.cli import cli

PLACE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
WIDTH = 80
OPENING = """\
# Commands

What `claims COMMAND --help` says, for every command. Written by
`python -m claims.cli.reference`; a test keeps it up to date.
"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    sections = [f"## `{name}`\n\n```text\n{said}\n```\n" for name, said in helps()]
    return "\n".join([OPENING, *sections])


def helps() -> Iterator[tuple[str, str]]:
    """Yield each command's full name and its help, groups before their commands."""
    yield from _helps(cli, click.Context(cli, info_name="claims", **cli.context_settings, **_look()))


def _look() -> dict[str, Any]:
    return {"terminal_width": WIDTH, "max_content_width": WIDTH}


def _helps(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, str]]:
    lines = (line.rstrip() for line in command.get_help(ctx).splitlines())
    yield ctx.command_path, "\n".join(lines)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            settings = {**command.context_settings, **found.context_settings}
            below = click.Context(found, info_name=name, parent=ctx, **settings, **_look())
            yield from _helps(found, below)


def main(arguments: list[str]) -> int:
    """Write the reference, or with `--check` say whether it is as it would be written."""
    made = reference()
    if "--check" not in arguments:
        PLACE.parent.mkdir(exist_ok=True)
        PLACE.write_text(made, encoding="utf-8")
        return 0
    if PLACE.exists() and PLACE.read_text(encoding="utf-8") == made:
        return 0
    click.echo(f"{PLACE} is out of date: run `python -m claims.cli.reference`", err=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
