"""How bash, zsh and fish ask what may come next, and are told: click's way, for values that are no plain words.

Click's own script for bash splits names at blanks and expands the asterisks in them, its script for fish cuts them at
a comma, and `--name=value` loses its name in zsh and fish.
"""

import os
from collections.abc import Iterator
from typing import Any

from click import ClickException
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from claims.errors import ClaimtrackError

_BASH = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(_CLAIMS_LINE="${COMP_LINE:0:COMP_POINT}" _CLAIMS_WORD="$2" %(complete_var)s=bash_complete "$1" 2>/dev/null)
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_FISH = """\
function %(complete_func)s
    for line in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -ct) \
%(prog_name)s 2>/dev/null)
        set -l parts (string split -m 1 "," -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                echo $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Answers(ShellComplete):
    """What may come next: nothing where the line or the database is not as it should be, and never a word about it."""

    def complete(self) -> str:
        try:
            return super().complete()
        except (ClickException, ClaimtrackError):
            return ""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        name, joined, _ = incomplete.partition("=")
        if joined and name.startswith("--"):
            found = super().get_completions(args, incomplete)
            return [_with(item, f"{name}=") if item.type == "plain" else item for item in found]
        if incomplete.startswith("-") and args[-1:] and args[-1].startswith("-"):  # `--sort -recorded`
            values = super().get_completions(args, "")
            if fit := [item for item in values if str(item.value).startswith(incomplete)]:
                return fit
        return super().get_completions(args, incomplete)


def _with(item: CompletionItem, front: str) -> CompletionItem:
    return CompletionItem(front + item.value, help=item.help)


@add_completion_class
class Bash(Answers, BashComplete):
    """Bash, which takes what it is told as it is: values are quoted the way the word was begun."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        words = list(typed_words(os.environ.get("_CLAIMS_LINE", "")))
        read = ["".join(split_arg_string(word)) for word in words]
        # Bash replaces what follows the last quote, colon or equals sign; what stands before it stays.
        self.quote = open_quote(words[-1])
        self.kept = "".join(split_arg_string(words[-1].removesuffix(os.environ.get("_CLAIMS_WORD", ""))))
        return read[1:-1], read[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        value = str(item.value)
        if item.type == "plain":
            value = quoted(value[len(self.kept) :], self.quote)
        return f"{item.type},{value}"


@add_completion_class
class Zsh(Answers, ZshComplete):
    """Zsh, which quotes by itself."""


@add_completion_class
class Fish(Answers, FishComplete):
    """Fish, which quotes by itself."""

    source_template = _FISH


def typed_words(line: str) -> Iterator[str]:
    """Yield the words of a line as they were typed, with their quotes; the last is empty after a blank."""
    word, quote, escaped = "", "", False
    for sign in line:
        if sign.isspace() and not quote and not escaped:
            if word:
                yield word
            word = ""
            continue
        word += sign
        quote, escaped = _after(sign, quote, escaped)
    yield word


def open_quote(word: str) -> str:
    """Return the quote that a word left open, if any."""
    quote, escaped = "", False
    for sign in word:
        quote, escaped = _after(sign, quote, escaped)
    return quote


def _after(sign: str, quote: str, escaped: bool) -> tuple[str, bool]:
    """Return which quote is open after a sign, and whether the next one is escaped."""
    if escaped:
        return quote, False
    if sign == "\\" and quote != "'":
        return quote, True
    if sign in "'\"" and quote in ("", sign):
        return ("" if quote else sign), False
    return quote, False


def quoted(value: str, quote: str) -> str:
    """Return a value as it is typed inside an open quote, or outside of any."""
    if quote == "'":
        return value.replace("'", "'\\''")
    if quote == '"':
        return "".join(f"\\{sign}" if sign in '\\"$`' else sign for sign in value)
    return "".join(sign if sign.isalnum() or sign in "_./,:=@%+-" else f"\\{sign}" for sign in value)
