"""What a person sees: everything fits the terminal, and colours never stand alone."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from claims.cli.colours import COLOURS
from tests.cli.conftest import run_on

ANSI = re.compile(r"\x1b\[[0-9;]*m")
PROGRAM = """
import json, sys
from claims.cli import cli
for arguments in json.loads(sys.argv[1]):
    try:
        cli(arguments)
    except SystemExit as end:
        assert not end.code, arguments
"""


def seen(url: str, columns: int, *commands: tuple[str, ...]) -> str:
    """Return what a terminal so wide shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    given = json.dumps([["--db", url, *arguments] for arguments in commands])
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, given],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # the terminal closed
        pass
    finally:
        os.close(ours)
    assert child.wait() == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with long, Chinese and reviewed claims."""
    file = tmp_path_factory.mktemp("terminal") / "claims.db"
    file.write_bytes(sqlite_template.read_bytes())
    url = str(file)
    texts = [
        "Meta offers pay packages of more than $200 million over four years to a handful of well known researchers.",
        "Meta 为超级智能实验室的研究人员提供超过两亿美元的薪酬方案，并在帐篷里建造数据中心，以便更快地投入使用。",
        "Averyveryverylongwordwithoutanyblankinitatallthatgoesonandonandonandonandonandonandonandonandonandon 5%.",
    ]
    keys = []
    for text in texts:
        ran = run_on(url, "add", text, "--source", "The Very Long Name of an Example Newspaper 周刊", "--quote", text)
        keys.append(ran.out.split("  ")[1])
    run_on(url, "mark", keys[0], "partly_verified", "--note", "A long reason that goes on for a while " * 4)
    run_on(url, "refute", keys[1], "--evidence", "https://example.com/a/very/long/address/that/does/not/break/anywhere")
    return url


COMMANDS: list[tuple[str, ...]] = [
    ("list",), ("log",), ("sources",), ("batches",), ("search", "meta"), ("diff", "2001-01-01"), ("documents",),
    ("history", "KEY"), ("show", "KEY"), ("show", "KEY", "--explain"), ("note", "KEY", "Seen"),
    ("sources", "show", "The Very Long Name of an Example Newspaper 周刊"),
]  # fmt: skip


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(filled: str, columns: int) -> None:
    keys = [row[0] for row in run_on(filled, "list").rows]
    commands = [tuple(key if each == "KEY" else each for each in command) for command in COMMANDS for key in keys]
    shown = ANSI.sub("", seen(filled, columns, *commands))
    assert len(shown.splitlines()) > 100
    assert [line for line in shown.splitlines() if cell_len(line) > columns] == []


def test_a_row_stays_one_line_and_says_what_is_missing(filled: str) -> None:
    shown = ANSI.sub("", seen(filled, 60, ("list",))).splitlines()
    assert len(shown) == 4
    assert shown[0].split() == ["key", "status", "conf", "statement"]
    assert all(line.endswith("…") for line in shown[1:])


def test_the_status_stands_there_in_words_too(filled: str) -> None:
    shown = seen(filled, 80, ("list",))
    assert "\x1b[38;5;196mrefuted" in shown and "\x1b[38;5;30mpartly verified" in shown


@pytest.mark.parametrize("colour", sorted(set(COLOURS.values())))
@pytest.mark.parametrize("background", [0x00, 0x1E, 0xF8, 0xFF])
def test_a_colour_can_be_read_on_light_and_dark(colour: int, background: int) -> None:
    """By the contrast ratio of WCAG, of which it asks 3 for signs with a text beside them."""
    steps = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
    cube = colour - 16
    grey = [8 + 10 * (colour - 232)] * 3
    parts = grey if colour >= 232 else [steps[cube // 36], steps[cube // 6 % 6], steps[cube % 6]]
    darker, brighter = sorted([luminance(parts), luminance([background] * 3)])
    assert (brighter + 0.05) / (darker + 0.05) >= 3


def luminance(parts: Sequence[int]) -> float:
    linear = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in (p / 255 for p in parts))
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("option", "no_color"), [(("--no-color",), ""), ((), "1")])
def test_without_colours(filled: str, option: tuple[str], no_color: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    assert "\x1b" not in seen(filled, 80, ("list", *option))
