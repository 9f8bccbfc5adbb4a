"""A bar on stderr for work that takes a while, when a person is watching."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from claims.records import Outcome

Progress = Callable[[int, int | None, Outcome], None]


@contextmanager
def bar(doing: str) -> Iterator[Progress | None]:
    """Yield what takes the news; None when nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    looks = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*looks, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(doing, total=None)

        def news(done: int, total: int | None, outcome: Outcome) -> None:
            shown.update(task, completed=done, total=total)

        yield news
