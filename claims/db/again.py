"""Once more: what a server broke off because others did the same at the same moment, and nothing else."""

from collections.abc import Callable
from functools import wraps
from random import uniform
from time import sleep
from typing import ParamSpec, TypeVar

from claims.errors import StorageError

P = ParamSpec("P")
R = TypeVar("R")
TIMES = 8
FIRST_WAIT = 0.02
"""Seconds before the second attempt, about; each further wait is twice as long, so that those who collided part."""


def retried(work: Callable[P, R]) -> Callable[P, R]:
    """Have a transaction that was broken off by a deadlock, or as others wrote what it read, run again from its start.

    Whatever such a transaction did is taken back, so that nothing is done twice; what it was told to expect is looked
    at again.
    """

    @wraps(work)
    def attempted(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(1, TIMES):
            try:
                return work(*args, **kwargs)
            except StorageError as error:
                if not error.again:
                    raise
            sleep(FIRST_WAIT * 2**attempt * uniform(0.5, 1))
        return work(*args, **kwargs)

    return attempted
