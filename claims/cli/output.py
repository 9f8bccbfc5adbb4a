"""JSON on stdout: always UTF-8, arrays written as they come."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pydantic import BaseModel


def print_object(record: "BaseModel") -> None:
    """Print one JSON object."""
    click.echo(record.model_dump_json(indent=2).encode())


def print_array(records: "Iterable[BaseModel]") -> int:
    """Print one JSON array, an object a line, without holding them all; return how many there were."""
    count = 0
    for count, record in enumerate(records, 1):
        click.echo((b"[\n" if count == 1 else b",\n") + record.model_dump_json().encode(), nl=False)
    click.echo(b"\n]" if count else b"[]")
    return count


def empty(said: str) -> None:
    """Tell why there is nothing to print."""
    click.echo(said, err=True)


def more(after: str | None) -> None:
    """Tell how to get what comes next."""
    if after:
        click.echo(f"there are more: add --after {after}", err=True)
