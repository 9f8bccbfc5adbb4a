"""A bar on stderr for work that takes a while, when a person is watching."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Progress = Callable[..., None]


@contextmanager
def bar(doing: str, total: int | None = None) -> Iterator[Progress | None]:
    """Yield what takes the news; None when nobody watches.

    With a `total` each call is one more of them, and when there are more after all, how many is no longer said;
    without, it is told how much is done of how much.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") in ("dumb", "unknown"):
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "", style="progress.data.speed")

    looks = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeElapsedColumn(),
             TextColumn("left"), TimeRemainingColumn())  # fmt: skip
    plain = click.get_current_context().find_root().color is False
    with Progress(*looks, console=Console(stderr=True, no_color=plain), transient=True) as shown:
        task = shown.add_task(doing, total=total)

        def told(done: int, total: int | None, *_: object) -> None:
            shown.update(task, completed=done, total=total)

        def one_more(*_: object) -> None:
            shown.advance(task)
            if total is not None and shown.tasks[0].completed > total:
                shown.update(task, total=None)

        yield told if total is None else one_more
