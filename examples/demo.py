"""The demo: an article becomes claims, two of them are checked, and the history is asked what was believed before.

Run it with `make demo`, or with any Python that claimtrack is installed in. It works in a scratch folder of its
own, types real commands and shows what they really print; nothing is kept back and nothing made up.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    import pty
except ImportError:  # no such terminals there: the commands print as into a pipe
    pty = None  # type: ignore[assignment]

ARTICLE = Path(__file__).resolve().with_name("superintelligence.md")
WIDTH = 80
"""Columns of what is printed into a pipe or a file."""


class Shell:
    """A folder with a database, and somebody who types commands there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if self.seen else WIDTH
        self.environment = os.environ | {"CLAIMS_DATABASE_URL": "demo.db", "COLUMNS": str(width)}
        if not self.seen:
            self.environment["NO_COLOR"] = "1"

    def say(self, text: str) -> None:
        """Print a heading."""
        print(f"\n\033[1m# {text}\033[0m" if self.seen else f"\n# {text}", flush=True)

    def type(self, line: str, *, exit_code: int = 0) -> None:
        """Show a command as one types it, run it, and show what it prints; stop when it ends otherwise."""
        print(f"$ {line}", flush=True)
        with tempfile.TemporaryFile() as talk:
            ended = self._run(shlex.split(line.replace("\\\n", "")), talk)
            talk.seek(0)
            print(talk.read().decode(), end="", flush=True)
        if ended != exit_code:
            raise SystemExit(f"this ended with {ended} instead of {exit_code}; the demo stops here")

    def ask(self, line: str) -> Any:
        """Return what a command prints as JSON, without a word."""
        given = program() + shlex.split(line)[1:]
        answer = subprocess.run(given, cwd=self.folder, env=self.environment, capture_output=True, check=True)
        return json.loads(answer.stdout)

    def key(self, words: str) -> str:
        """Return the key of the one claim with these words, as short as `claims list` shows it."""
        [found] = self.ask(f"claims list --json --text {shlex.quote(words)}")
        return str(found["key"])[:8]

    def _run(self, words: list[str], talk: Any) -> int:
        """Run a command whose output goes to a terminal of the demo's own, and from there on to ours."""
        if pty is None:
            return subprocess.run(
                program() + words[1:], cwd=self.folder, env=self.environment, stderr=talk, check=False
            ).returncode
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            program() + words[1:], cwd=self.folder, env=self.environment, stdout=theirs, stderr=talk
        ) as child:
            os.close(theirs)
            for part in iter(lambda: _read(ours), b""):
                sys.stdout.buffer.write(part.replace(b"\r\n", b"\n"))
            sys.stdout.flush()
            os.close(ours)
        return child.returncode


def program() -> list[str]:
    """Return how to start `claims` with the interpreter that runs this."""
    if find_spec("claims.__main__"):
        return [sys.executable, "-m", "claims"]
    scripts = [str(Path(sys.executable).parent), sysconfig.get_path("scripts")]
    found = shutil.which("claims", path=os.pathsep.join(scripts))
    if found is None:
        raise SystemExit("`claims` is not installed beside this Python: pip install claimtrack, or run `make demo`")
    return [found]


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-demo-"))
    shutil.copy(ARTICLE, folder)
    shell = Shell(folder)
    print(f"$ cd {folder}\n$ export CLAIMS_DATABASE_URL=demo.db")
    tell(shell)
    print(
        f"\nThat was it. Everything is still there to play with:\n"
        f"  cd {folder} && export CLAIMS_DATABASE_URL=demo.db\n"
        f"  claims show {shell.key('tent structures')}\n"
        f"  claims list --kind forecast --sort due\n"
        f"  claims ingest YOUR-ARTICLE.md --source 'Who published it'\n"
        f"Here `claims` is\n"
        f"  {shlex.join(program())}\n"
        f"and docs/tutorial.md goes on where this ends."
    )


def tell(shell: Shell) -> None:
    """The story."""
    shell.say("An article goes in; every assertion in it comes out as a claim.")
    shell.type("claims ingest superintelligence.md")
    shell.type("claims list --sort recorded")
    offers, stake = shell.key("$200 million"), shell.key("Scale AI")
    before = shell.ask(f"claims show {offers} --json")["changed_at"]

    shell.say("Two claims are checked: one holds, about the other the sources conflict.")
    shell.type(
        f"claims verify {offers} --evidence https://example.org/offer-letters \\\n"
        "    --note 'Two offer letters name the sum'"
    )
    shell.type(
        f"claims dispute {stake} --evidence https://example.org/filing \\\n    --note 'The filing says $14.3 billion'"
    )

    shell.say("All there is about a claim: its words in place, its numbers, its evidence.")
    shell.type(f"claims show {stake}")

    shell.say("Everything that ever happened to it ...")
    shell.type(f"claims history {stake}")

    shell.say("... so one can ask what was believed before the review, and what is now.")
    shell.type(f"claims list --text 'Scale AI' --as-of {before}")
    shell.type("claims list --text 'Scale AI'")

    shell.say("A slip writes nothing, and the message says what is allowed.")
    shell.type(f"claims mark {offers} verifed --note 'Checked'", exit_code=1)

    shell.say("And what was a mistake is taken back, in full view of the history.")
    batch = shell.ask(f"claims history {stake} --json")[-1]["batch"]
    shell.type(f"claims undo {batch[:8]} --note 'That filing was about another company'")
    shell.type(f"claims history {stake}")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


if __name__ == "__main__":
    main()
