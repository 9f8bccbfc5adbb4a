"""Bounds: the words around a figure that say whether it is exact, about, at most or at least."""

from functools import cache

from claims.core.figures import cues
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern
from claims.core.figures.units import DURATIONS

_AFTER = {
    "en": Pattern(
        r" ?(?:(?:and|or) (?P<ge>more|above|higher|over|up|greater|older|longer)\b(?! than)"
        r"|(?:and|or) (?P<le>less|fewer|below|under|lower|younger|shorter)\b(?! than)"
        r"|(?P<about>or so|or thereabouts)\b)"
    ),
    "de": Pattern(
        r" ?(?:(?:und|oder) (?P<ge>mehr|höher|älter)\b|(?:und|oder) (?P<le>weniger|niedriger|jünger)\b(?P<about>))"
    ),
    "fr": Pattern(r" ?(?:(?:et|ou) (?P<ge>plus)\b|(?:et|ou) (?P<le>moins)\b(?P<about>))"),
    "es": Pattern(r" ?(?:[yo] (?P<ge>más)\b|[yo] (?P<le>menos)\b(?P<about>))"),
}
_AFTER_STARTS = frozenset("aeouy")
_LASTING = frozenset(
    "for by took takes take taking lasted lasts last just well is was were are after of age aged spans".split()
)
_COUNTS_ANEW = frozenset("次个個种種名家项項下额額地")
_ENDS_UNIT = frozenset("年月日天周时時岁歲秒钟鐘人名")
"""A 多 between these begins a count of its own: 5年多次."""
_REACHED = frozenset(("hasta", "jusqu'à"))
"""`Las ventas cayeron un 7 %, hasta 2.300 millones`: so far they fell, and a bound it is not."""
_OPENING = "([\"'“„«—–"


@cache
def _last_words(language: str) -> frozenset[str]:
    """Return the words a cue may end with: most figures have none of them before them."""
    return frozenset(cue.rpartition(" ")[2] for code in {language, "en"} for cue in cues.CUES[code])


def before(passage: Passage, start: int, unit: str | None) -> str:
    """Return the comparator the words straight before `start` give the figure there."""
    text = passage.folded
    window = text[max(0, start - 44) : start]
    stripped = window.rstrip(" ")
    last = stripped[-1:]
    if last in cues.SIGN_ENDS and (sign := cues.SIGN_CUES.get(stripped[-2:]) or cues.SIGN_CUES.get(last)):
        return sign
    if last > "⺀":
        for size in (4, 3, 2, 1):
            cue = cues.CJK_CUES.get(stripped[-size:])
            if cue:
                recent = last == "近" and (unit in DURATIONS or stripped[-2:] in {"附近", "最近"})
                return "=" if recent else cue
        return "="
    if stripped == window and last != "'":
        return "="
    if stripped[stripped.rfind(" ") + 1 :].lstrip(_OPENING) not in _last_words(passage.language):
        return "="
    parts = [part.lstrip(_OPENING) for part in stripped.split(" ") if part][-5:]
    own, english = cues.CUES[passage.language], cues.CUES["en"]
    for size in range(len(parts), 0, -1):
        phrase = " ".join(parts[-size:])
        cue = own.get(phrase) or (english.get(phrase) if size > 1 else None)
        if cue:
            if (
                phrase in {"over", "über"}
                and unit in DURATIONS
                and (parts[-2] if len(parts) > 1 else "") not in _LASTING
            ):
                return "="
            if phrase in _REACHED and len(parts) > size and parts[-size - 1].endswith(","):
                return "="
            return cue
    return "="


def after(passage: Passage, end: int) -> tuple[str, int] | None:
    """Return the comparator the words straight after `end` give, and where those words end."""
    text = passage.folded
    following = text[end : end + 1]
    if following == "+":
        return ">=", end + 1
    if following > "⺀":
        for size in (2, 1):
            cue = cues.CJK_AFTER.get(text[end : end + size])
            if cue and not (size == 1 and text[end + 1 : end + 2] in _COUNTS_ANEW and text[end - 1] in _ENDS_UNIT):
                return cue, min(end + size, len(text))
        return None
    if (text[end + 1 : end + 2] if following == " " else following) not in _AFTER_STARTS:
        return None
    match = _AFTER.get(passage.language, _AFTER["en"]).match(text, end)
    if not match:
        return None
    return (">=" if match["ge"] else "<=" if match["le"] else "~"), match.end()
