"""The wheel as a stranger gets it: built, installed where nothing else is, and put to work in an empty folder."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def run(*command: str | Path, **options: object) -> str:
    """Run a program, insist that it succeeds, and return what it printed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return str(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel, what it asks for, and nothing else."""
    venv = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", venv)
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    constraints = ROOT / "constraints.txt"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--constraint", constraints, wheel)
    return python


@pytest.fixture
def stranger(tmp_path: Path) -> dict[str, object]:
    """How a stranger runs it: in an empty folder, with a home, and with nothing of this checkout in sight."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    folder = tmp_path / "empty"
    folder.mkdir()
    return {"cwd": folder, "env": environment}


def test_the_wheel_holds_what_it_must_and_no_more(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    revisions = {path.name for path in (ROOT / "migrations" / "versions").glob("*.py")}
    assert revisions
    assert revisions == {Path(name).name for name in names if name.startswith("claims/migrations/versions/")}
    assert {"claims/py.typed", "ingest/py.typed", "claims/migrations/env.py"} <= set(names)
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    tops = {name.split("/")[0] for name in names}
    assert tops == {"claims", "ingest", f"claimtrack-{VERSION}.dist-info"}
    assert not [name for name in names if name.endswith((".pyc", ".db")) or "__pycache__" in name]


def test_the_command_answers(python: Path, stranger: dict[str, object]) -> None:
    assert VERSION in run(python.parent / "claims", "--version", **stranger)


def test_it_runs_what_was_installed(python: Path, stranger: dict[str, object]) -> None:
    where = run(python, "-c", "import claims, ingest; print(claims.__file__); print(ingest.__file__)", **stranger)
    assert all(Path(line).is_relative_to(python.parent.parent) for line in where.splitlines())


def test_the_demo_runs(python: Path, stranger: dict[str, object]) -> None:
    said = run(python, ROOT / "examples" / "demo.py", **stranger)
    assert "verified" in said
    assert "disputed" in said
