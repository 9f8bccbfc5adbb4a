"""What changed between two texts of one page: paragraph by paragraph, and within them word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 5_000
"""Words of a paragraph up to which it is compared word by word; a longer one is shown whole."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A passage that is not the same: what stood there and what does, and where; empty on the side that has none."""

    before: str
    after: str
    start_before: int
    start_after: int

    def marked(self) -> str:
        """Return both as one text: `[-gone-]` and `{+new+}` among the words that stayed."""
        parts = []
        for same, old, new in _words(self.before, self.after):
            parts.append(same + (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
        return "".join(parts)


def drifts(before: str, after: str) -> Iterator[Drift]:
    """Yield the passages in which two texts differ, in order; none where only empty lines do."""
    old, new = _paragraphs(before), _paragraphs(after)
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for kind, i, j, k, n in matcher.get_opcodes():
        if kind == "equal":
            continue
        for pair in range(max(j - i, n - k)):
            was = old[i + pair] if i + pair < j else (_at(old, j, before), "")
            now = new[k + pair] if k + pair < n else (_at(new, n, after), "")
            yield Drift(was[1], now[1], was[0], now[0])


def _paragraphs(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _at(paragraphs: Sequence[tuple[int, str]], n: int, text: str) -> int:
    return paragraphs[n][0] if n < len(paragraphs) else len(text)


def _words(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is the same, then what is gone and what is new behind it."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > LONGEST:
        yield "", before, after
        return
    same = ""
    for kind, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same += "".join(old[i:j])
        else:
            yield same, "".join(old[i:j]), "".join(new[k:n])
            same = ""
    if same:
        yield same, "", ""
