"""Every command says what it does, with an example; the reference says the same; help costs nothing."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from claims.cli import SECTIONS, cli
from claims.cli.reference import PLACE, helps, main, reference

HELPS = dict(helps())
HEAVY = ("alembic", "dateparser", "pydantic", "rich", "sqlalchemy")


def commands(group: click.Group, path: str = "claims") -> dict[str, click.Command]:
    found = {}
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found[f"{path} {name}"] = command
        if isinstance(command, click.Group):
            found |= commands(command, f"{path} {name}")
    return found


COMMANDS = commands(cli)
EACH = pytest.mark.parametrize("path", COMMANDS)


@EACH
def test_every_command_shows_an_example_of_itself(path: str) -> None:
    _, _, example = HELPS[path].partition("Example:\n")
    assert path in example.partition("\nOptions:")[0]


@EACH
def test_every_option_says_what_it_is_for(path: str) -> None:
    options = [param for param in COMMANDS[path].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@EACH
def test_help_fits_a_terminal_of_80_columns(path: str) -> None:
    assert [line for line in HELPS[path].splitlines() if len(line) > 80] == []


@EACH
def test_every_command_that_prints_data_has_json(path: str) -> None:
    talks = {
        "claims completion",
        "claims export",
        "claims documents text",
        "claims documents original",
        "claims prove",
        "claims serve",
    }
    if path in talks or path.startswith("claims db ") or isinstance(COMMANDS[path], click.Group):
        return
    assert "--json" in HELPS[path]


@pytest.mark.parametrize(("name", "said"), [(n, said) for s in SECTIONS.values() for n, (_, said) in s.items()])
def test_the_list_of_commands_says_what_each_says_of_itself(name: str, said: str) -> None:
    assert (COMMANDS[f"claims {name}"].help or "").partition("\n")[0] == said


def test_the_reference_is_up_to_date() -> None:
    assert PLACE.read_text(encoding="utf-8") == reference(), "run `python -m claims.cli.reference`"


def test_an_outdated_reference_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("claims.cli.reference.PLACE", tmp_path / "docs" / "cli.md")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0


def loaded(*arguments: str) -> set[str]:
    """Return the packages that running a command loads."""
    script = (
        "import json, sys\nfrom claims.cli import cli\n"
        "try:\n    cli(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_nothing_heavy(argument: str) -> None:
    assert loaded(argument) & {*HEAVY, "platformdirs", "dataclasses", "decimal"} == set()


@pytest.mark.parametrize("name", ["show", "history"])
def test_one_claim_loads_only_what_it_needs(name: str, database_url: str, offer: str) -> None:
    assert loaded("--db", database_url, name, offer) & set(HEAVY) == {"sqlalchemy"}


def test_h_is_help_too() -> None:
    assert CliRunner().invoke(cli, ["show", "-h"]).output == CliRunner().invoke(cli, ["show", "--help"]).output


def test_bare_is_help() -> None:
    assert "Usage: claims" in CliRunner().invoke(cli, []).stdout


@pytest.mark.parametrize("noun", ["db", "evidence"])
def test_a_bare_noun_shows_what_it_takes(noun: str) -> None:
    ran = CliRunner().invoke(cli, [noun])
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.startswith(f"Usage: claims {noun} [OPTIONS] COMMAND") and "Commands:" in ran.stdout
