"""A PostgreSQL server of one's own that may be stopped without a warning, and started again on what is left."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from tests.postgres_server import SETTINGS, _Account, _folder, _initdb, _reachable, _running

END_ALL = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


class Crashing:
    """A server with one database; what it has to sync is in memory, where that is quick."""

    def __init__(self, bindir: Path, stack: ExitStack, **settings: str) -> None:
        self._account, self._settings = _Account(), SETTINGS | settings
        self._programs = _reachable(bindir, self._account, stack)
        self.home = _folder(self._account, stack, in_memory=True)
        _initdb(self._programs, self.home, self._account, None)
        self._runs = stack.enter_context(ExitStack())
        self.start()

    @property
    def url(self) -> str:
        query = {"host": str(self.home), "port": "5432"}
        made = URL.create("postgresql+psycopg", "postgres", database="postgres", query=query)
        return made.render_as_string(hide_password=False)

    def start(self) -> None:
        self._runs.enter_context(_running(self._programs, self.home, self._settings, self._account))

    def crash(self) -> None:
        """Stop it as `pg_ctl stop -m immediate` does, and start it on what is left."""
        with self.asking() as connection:
            connection.execute("SELECT 1")
        os.kill(int((self.home / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
        self._runs.close()
        self.start()

    def end_all(self) -> None:
        """End every process that works for somebody, in the middle of what it does."""
        with self.asking() as connection:
            connection.execute(END_ALL)

    @contextmanager
    def asking(self) -> Iterator["psycopg.Connection[tuple[int]]"]:
        with psycopg.connect(host=str(self.home), user="postgres", dbname="postgres", autocommit=True) as connection:
            yield connection
