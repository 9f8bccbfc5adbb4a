"""Sizes and habits the code keeps: small files, small functions, no error swallowed, nothing left for later."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 300
FUNCTION_LINES = 60
LATER = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
REVISIONS = ROOT / "migrations" / "versions"  # one step each, written once and never edited: as long as they must be
FILES = sorted(
    file
    for package in ("claims", "ingest", "migrations")
    for file in (ROOT / package).rglob("*.py")
    if not file.is_relative_to(REVISIONS)
)


def faults(text: str) -> Iterator[str]:
    """Yield what is wrong with a file's text, each with its line."""
    lines = text.splitlines()
    if len(lines) > FILE_LINES:
        yield f"1: {len(lines)} lines, at most {FILE_LINES}: what two things is it?"
    for number, line in enumerate(lines, 1):
        if later := LATER.search(line):
            yield f"{number}: {later[0]}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{node.lineno}: {node.name} has {length} lines, at most {FUNCTION_LINES}"
        elif isinstance(node, ast.ExceptHandler | ast.Call) and _swallows(node):
            yield f"{node.lineno}: swallows every error"


def _swallows(node: ast.ExceptHandler | ast.Call) -> bool:
    everything = ("Exception", "BaseException")
    if isinstance(node, ast.ExceptHandler):
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        catches_all = any(kind is None or getattr(kind, "id", "") in everything for kind in kinds)
        return catches_all and all(_is_nothing(statement) for statement in node.body)
    if "suppress" in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
        return any(getattr(kind, "id", "") in everything for kind in node.args)
    return False


def _is_nothing(statement: ast.stmt) -> bool:
    is_constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_constant or isinstance(statement, ast.Pass | ast.Continue)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_each_file_keeps_the_habits(file: Path) -> None:
    found = [f"{file.relative_to(ROOT)}:{fault}" for fault in faults(file.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n" * (FILE_LINES + 1),
        "def f():\n" + "    x = 1\n" * FUNCTION_LINES,
        "raise NotImplementedError",
        "x = 1  # TODO",
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException):\n    ...",
        "try:\n    f()\nexcept:\n    pass",
        "with contextlib.suppress(Exception):\n    f()",
    ],
)
def test_a_bad_habit_is_seen(text: str) -> None:
    assert len(list(faults(text))) == 1


def test_good_habits_pass() -> None:
    assert not list(faults("try:\n    f()\nexcept ValueError:\n    pass\nexcept Exception as why:\n    say(why)\n"))
