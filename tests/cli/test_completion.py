"""Shell completion."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from claims.cli import cli


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    assert "_CLAIMS_COMPLETE" in CliRunner().invoke(cli, ["completion", shell]).stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [("claims ver", "verify"), ("claims mark 7K2M part", "partly_verified"), ("claims db b", "backup")],
)
def test_commands_and_words_are_completed(words: str, offered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CLAIMS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    program = [sys.executable, "-c", "from claims.cli import main; main()"]
    ran = subprocess.run(program, capture_output=True, text=True, check=False)
    assert f"plain,{offered}" in ran.stdout
