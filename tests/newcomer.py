"""Somebody who does what a page of the documentation says, command by command, and looks at what comes out.

In a `console` block a line that starts with `$ ` is typed; the lines below it are what must come out, but for times,
the keys of batches and the home folder, which differ from run to run; keys of claims, documents and sources do not.
`…` on a line of its own stands for any lines left out; a command with nothing below may print anything. A command
succeeds, unless `Error:` is among what it prints. `python` blocks run too, all in the page's order and in one folder.
`python -m tests.newcomer PAGE…` writes into pages what comes out now wherever that differs (`?` asks for it the first
time), and the tables of docs/json.md.
"""

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from claims.db.url import display, parse_url

ROOT = Path(__file__).resolve().parent.parent
SERVER = "postgresql://ann@localhost/claims"
"""The server a page may name; a test puts its own in its place."""
SITE = "127.0.0.1:38080"
"""Where a page has examples/site served; a test serves it elsewhere."""

BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DEMO = re.compile(r"^```text\n\$ make demo\n(.*?)^```$", re.MULTILINE | re.DOTALL)
VARYING = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?Z?)?)"
    r"|\b(?P<key>[0-9A-HJKMNP-TV-Z]{12}|[0-9A-HJKMNP-TV-Z]{8})\b"
    r"|(?P<hash>\b[0-9a-f]{64}\b)"
)
SHORT_KEY = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4,12}\b")


# ---- somebody who does what a page says --------------------------------------------------------------------


@dataclass
class Newcomer:
    """Types what a page says, beside the examples, and learns which key or time stands for which of the page's."""

    folder: Path
    server: str | None = None
    site: str | None = None
    learned: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("LANG", "TMPDIR", "SYSTEMROOT") if name in os.environ}
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        told = {"PATH": path, "HOME": str(self.home), "CLAIMS_ACTOR": "ann", "COLUMNS": "80", "NO_COLOR": "1"}
        return kept | told | {"TERM": "xterm"}

    def type(self, line: str) -> tuple[int, list[str]]:
        """Run a line in a shell whose output goes to a terminal; return its exit code and what it printed."""
        return self.run(["/bin/sh", "-c", self.translated(line).replace(SITE, self.site or SITE)])

    def begin(self) -> Path:
        """Return the folder it works in: as in a clone, of which it needs no more than the examples."""
        work = self.folder / "claimtrack"
        if not work.exists():
            self.home.mkdir()
            shutil.copytree(ROOT / "examples", work / "examples")
        return work

    @contextmanager
    def served(self) -> Iterator[None]:
        """Serve the example site from this machine until the end of the block."""
        from tests.site import serving_folder

        with serving_folder(self.begin() / "examples" / "site") as self.site:
            yield

    def run(self, command: Sequence[str]) -> tuple[int, list[str]]:
        work = self.begin()
        ours, theirs = pty.openpty()
        with TemporaryFile() as talk:
            child = subprocess.Popen(command, cwd=work, env=self.environment(), stdout=theirs, stderr=talk)
            os.close(theirs)
            printed = b"".join(iter(lambda: read(ours), b""))
            os.close(ours)
            code = child.wait()
            talk.seek(0)
            text = (printed + talk.read()).decode().replace("\r\n", "\n").replace(str(self.home), "/home/ann")
        if self.server:
            text = text.replace(self.server, SERVER).replace(display(parse_url(self.server)), SERVER)
        if self.site:
            text = text.replace(self.site, SITE)
        return code, [line.rstrip() for line in text.splitlines()]

    def translated(self, line: str) -> str:
        """Return a line of the page with the keys and times that are the real ones here."""
        for said, real in self.learned.items():
            line = line.replace(said, real) if len(said) > 12 else line
        line = SHORT_KEY.sub(lambda found: self._key(found[0]), line)
        return line.replace(SERVER, shlex.quote(self.server)) if self.server else line

    def _key(self, word: str) -> str:
        return _begun(word, self.learned)

    def misnamed(self) -> dict[str, str]:
        """Return what the page calls otherwise than it is called in every database: claims, documents, sources."""
        if all(said == real for said, real in self.learned.items()):
            return {}
        asked = ["list --all --limit 1000", "documents", "sources"]
        printed = [line for each in asked for line in self.run(["claims", *each.split(), "--json"])[1]]
        lasting = set(re.findall(r'"key":"(\w{12})"', "\n".join(printed)))
        wrong = {said: real for said, real in self.learned.items() if said != real}
        return {said: key for said, real in wrong.items() for key in lasting if key.startswith(real)}

    def same_claims(self, table: str) -> bool:
        """Return whether the claims listed in a table are called what they are really called."""
        return all(
            self.learned.get(key, key) == key for key in re.findall(r"^(\w{8})  \w*verified", table, re.MULTILINE)
        )

    def learn(self, said: str, real: str) -> None:
        for ours, theirs in zip(VARYING.finditer(said), VARYING.finditer(real), strict=False):
            if ours.lastgroup == theirs.lastgroup != "hash":
                self.learned.setdefault(ours[0], theirs[0])

    def retold(self, line: str) -> str:
        """Return a line that was printed with the page's own keys and times."""
        back = {real: said for said, real in self.learned.items()}
        return VARYING.sub(lambda found: _begun(found[0], back), line)

    def known(self, said: str, real: str) -> bool:
        """Return whether the keys in a line are the ones, and stand for the ones, that they did before."""
        for ours, theirs in zip(VARYING.finditer(said), VARYING.finditer(real), strict=False):
            stands_for = {real[: len(ours[0])] for said, real in self.learned.items() if said.startswith(ours[0])}
            stood_by = {said[: len(theirs[0])] for said, real in self.learned.items() if real.startswith(theirs[0])}
            if ours["key"] and ({theirs[0]} | stands_for, {ours[0]} | stood_by) != ({theirs[0]}, {ours[0]}):
                return False
        return True

    def agrees(self, said: Sequence[str], printed: Sequence[str]) -> bool:
        """Return whether what was printed is what the page says, and learn from it."""
        if not said:
            return True
        at = 0
        parts = list(split(said))
        for number, part in enumerate(parts):
            wanted = [steady(self.translated(line)) for line in part]
            places = [at] if number == 0 else range(at, len(printed) - len(part) + 1)
            if number == len(parts) - 1 and number:
                places = [len(printed) - len(part)]
            here = next((n for n in places if [steady(x) for x in printed[n : n + len(part)]] == wanted), None)
            if here is None or here < at:
                return False
            for line, real in zip(part, printed[here:], strict=False):
                if not self.known(line, real):
                    return False
                self.learn(line, real)
            at = here + len(part)
        return at == len(printed)


def _begun(word: str, learned: dict[str, str]) -> str:
    """Return what a key or a time stands for, or the beginning of a key."""
    return next((other[: len(word)] for each, other in learned.items() if each.startswith(word)), word)


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def split(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines between those that stand for lines left out."""
    part: list[str] = []
    for line in lines:
        if line.strip() == "…":
            yield part
            part = []
        else:
            part.append(line)
    yield part


def steady(line: str) -> str:
    """Return a line without what differs from run to run."""
    return VARYING.sub(lambda found: f"<{found.lastgroup}>", line).rstrip()


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block with the lines below it."""
    line, said = "", list[str]()
    for each in block.splitlines():
        if line.endswith("\\") and not said:
            line += f"\n{each}"
        elif each.startswith("$ "):
            if line:
                yield line, said
            line, said = each[2:], []
        else:
            said.append(each)
    if line:
        yield line, said


def follow(page: Path, newcomer: Newcomer) -> Iterator[str]:
    """Do what a page says and yield what comes out otherwise."""
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            code, printed = newcomer.run([sys.executable, "-c", newcomer.translated(block)])
            if code:
                yield f"this ends with {code}:\n{block}\n" + "\n".join(printed)
            continue
        for line, said in commands(block):
            code, printed = newcomer.type(line)
            fails = any("Error:" in each for each in said)
            if not newcomer.agrees(said, printed) or (code == 0) == fails:
                shown = "\n".join(["$ " + line, *printed])
                yield f"{page.name}: exit {code}, and not what the page says:\n{shown}"
    for said, real in newcomer.misnamed().items():
        yield f"{page.name}: {said} is called {real}"


# ---- writing what comes out into the pages ------------------------------------------------------------------


def anew(said: Sequence[str], printed: Sequence[str], newcomer: Newcomer) -> list[str]:
    """Return what was printed, with as little left out as the page left out; learn from lines that are the same."""
    told: list[str] = []
    alike = SequenceMatcher(None, [*map(steady, said)], [*map(steady, printed)], autojunk=False)
    for same, start, end, first, last in alike.get_opcodes():
        here, there = said[start:end], printed[first:last]
        if same == "equal":
            for ours, real in zip(here, there, strict=True):
                newcomer.learn(ours, real)
        head, tail = (len(here[: here.index("…")]), len(here[here.index("…") + 1 :])) if "…" in here else (0, 0)
        if "…" in here and len(there) > head + tail:
            there = [*there[:head], "…", *there[len(there) - tail :]]
        told += there
    return told


def written(page: Path, newcomer: Newcomer) -> str:
    """Return a page with what comes out now."""

    def block(found: re.Match[str]) -> str:
        if found[1] == "python":
            newcomer.run([sys.executable, "-c", newcomer.translated(found[2])])
            return found[0]
        lines: list[str] = []
        for line, said in commands(found[2]):
            printed = newcomer.type(line)[1]
            if newcomer.agrees(said, printed):
                lines += ["$ " + line, *said]
                continue
            lines += ["$ " + line, *map(newcomer.retold, anew(said, printed, newcomer))]
        return "\n".join([f"```{found[1]}", *lines, "```"])

    text = BLOCK.sub(block, page.read_text(encoding="utf-8"))
    misnamed = newcomer.misnamed()
    for said, real in misnamed.items():
        text = re.sub(rf"\b{said[:4]}\w{{0,8}}\b", lambda found, real=real: real[: len(found[0])], text)  # type: ignore[misc]
    if page.name == "json.md":
        from tests.test_docs import public_records, table_of

        opening = text.partition(f"## {public_records()[0].__name__}")[0].rstrip()
        return "\n\n".join([opening, *map(table_of, public_records())]) + "\n"
    return text


def demo(folder: Path) -> list[str]:
    """Return what the demo prints for ann."""
    environment = os.environ | {"TMPDIR": str(folder), "CLAIMS_ACTOR": "ann"}
    command = [sys.executable, ROOT / "examples" / "demo.py"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()


def shown_anew(found: re.Match[str], folder: Path) -> str:
    """Return the block that shows the demo as it is now."""
    said, printed, newcomer = found[1].splitlines(), demo(folder), Newcomer(folder)
    agrees = newcomer.agrees(said, printed) and newcomer.same_claims(found[1])
    return found[0] if agrees else "\n".join(["```text", "$ make demo", *anew(said, printed, newcomer), "```"])


def main(pages: Sequence[str]) -> None:
    """Bring pages up to date."""
    from tests.postgres import find_road
    from tests.postgres_server import serve

    for page in map(Path, pages):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            newcomer = Newcomer(folder)
            if SERVER in page.read_text(encoding="utf-8"):
                server = stack.enter_context(serve(find_road(), durable=False))
                newcomer.server = server.url(stack.enter_context(server.database()))
            if SITE in page.read_text(encoding="utf-8"):
                stack.enter_context(newcomer.served())
            text = DEMO.sub(lambda found, folder=folder: shown_anew(found, folder), written(page, newcomer))  # type: ignore[misc]
            page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
