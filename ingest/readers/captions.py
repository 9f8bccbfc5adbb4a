"""Subtitles and transcripts (SRT, WebVTT): cues joined to sentences, with the times they were said at."""

import re
from collections.abc import Iterator
from typing import Any

from claims.errors import UnreadableDocument
from ingest.article import Article
from ingest.readers.laying import Layout, one_line

_NAMED = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,100})>")
_VOICE = re.compile("\x02([^\x02]*)\x02")
"""How the name of a voice is kept through the library, which drops what stands in angles."""
_TAG = re.compile(r"<[^>]{0,200}>|\{\\[^}]{0,200}\}")
_SPEAKS = re.compile(r"(?:>>+|[-–—])\s*")
_ENDS = (".", "!", "?", "…", "。", "！", "？", '"', "”")
PAUSE = 4_000
"""Milliseconds of silence after which a new paragraph begins."""
LONGEST_LINE = 20_000
LONG = 600
"""Characters after which a paragraph ends with its sentence."""


def read(text: str, notes: tuple[str, ...] = ()) -> Article:
    """Read subtitles; raises UnreadableDocument where they cannot be."""
    import pysubs2

    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise UnreadableDocument(f"the subtitles have a line of more than {LONGEST_LINE:,} characters: check the file")
    try:
        cues = pysubs2.SSAFile.from_string(_NAMED.sub("\x02\\1\x02", text))
    except (pysubs2.Pysubs2Error, ValueError, IndexError, KeyError) as error:
        raise UnreadableDocument(f"the subtitles cannot be read ({type(error).__name__}): check the file") from None
    layout, marks = Layout(), list[tuple[int, str]]()
    for paragraph in _paragraphs(cues):
        joined, starts = "", []
        for start, words in paragraph:
            starts.append((len(joined), start))
            joined += words + " "
        begin = layout.add(joined)
        begin = layout.blocks[-1].start if layout.blocks else begin
        marks += [(begin + at, _clock(start)) for at, start in starts]
    return Article(text=layout.text, blocks=tuple(layout.blocks), marks=tuple(marks), notes=notes)


def _paragraphs(cues: Any) -> Iterator[list[tuple[int, str]]]:
    """Yield cues that belong together: of one voice, without a long silence, sentences left whole."""
    held: list[tuple[int, str]] = []
    last, voice, size = 0, None, 0
    for cue in sorted(cues, key=lambda each: each.start):
        raw = cue.text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
        for said in _voices(raw):
            who, words = said
            turn = who is not None and who != voice
            ended = not held or held[-1][1].endswith(_ENDS)
            if held and (turn or (ended and (cue.start - last > PAUSE or size > LONG))):
                yield held
                held, size = [], 0
            voice = who if who is not None else voice
            if words and (not held or held[-1][1] != words):  # rolling captions say the last line again
                held.append((cue.start, words))
                size += len(words)
        last = cue.end
    if held:
        yield held


def _voices(raw: str) -> Iterator[tuple[str | None, str]]:
    """Yield who speaks (None: whoever did) and what, for each turn in a cue."""
    named = _VOICE.search(raw)
    text = _TAG.sub("", _VOICE.sub("", raw))
    if named:
        yield named[1].strip(), f"{named[1].strip()}: {one_line(text)}"
        return
    for line in text.split("\n"):
        mark = _SPEAKS.match(line)
        yield ("" if mark else None), one_line(line[mark.end() :] if mark else line)


def _clock(milliseconds: int) -> str:
    seconds = max(0, milliseconds) // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
