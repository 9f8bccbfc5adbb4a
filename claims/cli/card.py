"""One thing on a page: named fields, sections and numbered entries; wrapped for a terminal, whole lines when piped."""

from collections.abc import Iterable

import click

from claims.cli.width import at_terminal, columns, oneline, wrapped

LABEL = 13
SHORT_LABEL = 10
INDENT = 5
WIDEST = 100
"""Columns after which a line of text is hard to read."""


def headline(text: str) -> None:
    """Print what the page is about."""
    for line in _lines(text, 0):
        click.secho(line, bold=True)


def field(name: str, text: str, colour: int | None = None) -> None:
    """Print a named value; nothing where there is none."""
    if not text:
        return
    for number, line in enumerate(_lines(text, LABEL)):
        label = click.style((name if not number else "").ljust(LABEL), dim=True)
        click.echo(label + (click.style(line, fg=colour) if colour else line))


def labelled(word: str, text: str) -> None:
    """Print a line of text beside a word."""
    for number, line in enumerate(_lines(text, SHORT_LABEL)):
        click.echo((word if not number else "").ljust(SHORT_LABEL) + line)


def section(title: str) -> None:
    """Start a section."""
    click.echo()
    click.secho(title, bold=True)


def entry(number: int | str, texts: Iterable[str]) -> None:
    """Print a numbered entry: its first text beside the number, the others below."""
    label = f"{number:>3}  "
    for text in texts:
        for line in _lines(text, INDENT) if text else []:
            click.echo(label + line)
            label = " " * INDENT


def _lines(text: str, indent: int) -> list[str]:
    flat = oneline(text)
    return wrapped(flat, min(columns(), WIDEST) - indent) if at_terminal() else [flat]
