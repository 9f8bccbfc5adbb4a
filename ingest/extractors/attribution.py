"""Who is committed to what: the speaker, the words that say so, and the words that are theirs."""

from dataclasses import dataclass, replace

from claims.core.vocabulary import Modality
from ingest.extractors.clauses import find_clause, independent, opens_clause
from ingest.extractors.words import Sentence

Span = tuple[int, int]

_SAY = """
say says said saying tell tells told add adds added note notes noted report reports reported announce
announces announced suggest suggests suggested argue argues argued write writes wrote explain explains
explained claim claims claimed state states stated warn warns warned acknowledge acknowledges acknowledged
believe believes believed think thinks thought insist insists insisted conclude concludes concluded reveal
reveals revealed predict predicts predicted estimate estimates estimated confirm confirms confirmed admit
admits admitted recall recalls recalled tweeted tweets declare declares declared promise promises promised
vow vows vowed pledge pledges pledged find finds found show shows showed indicate indicates indicated allege
alleges alleged assert asserts asserted maintain maintains maintained contend contends contended observe
observes observed remark remarked reply replied respond responded continue continued expect expects expected
anticipate anticipates anticipated forecast forecasts hope hopes hoped fear fears feared agree agrees agreed
deny denies denied caution cautions cautioned stress stresses stressed emphasize emphasized emphasizes
complain complained joke joked testify testified speculate speculated reckon reckons disclose disclosed
asked asks
""".split()
SAY = frozenset(_SAY)
_TRAILING_ONLY = frozenset("continued continue recalled joked responded replied asked asks".split())
_DENY = frozenset("deny denies denied dispute disputes disputed refute refuted".split())
OPEN_QUOTES = frozenset(('"', "“", "``", "''", "„", "«"))
CLOSE_QUOTES = frozenset(('"', "”", "''", "»"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` and `cue` are words of the sentence; `contents` the stretches they commit to."""

    speaker: Span
    cue: str
    contents: tuple[Span, ...]
    modality: Modality = Modality.REPORTED


def attribute(s: Sentence) -> list[Attribution]:
    """Find the frames that attribute a sentence, in order; none when the author speaks."""
    if "according" in s.lows:
        found = _according(s)
        if found:
            return [found]
    cues = [k for k, low in enumerate(s.lows) if low in SAY]
    if not cues:
        return []
    if OPEN_QUOTES.isdisjoint(s.lows):
        return _by_clause(s, cues)
    behind = next((k for k in cues if _follows_quotation(s, k)), None)
    one = (_trailing(s, cues) if behind is not None else None) or _leading(s, 0, len(s)) or _trailing(s, cues)
    return [one] if one else []


def _follows_quotation(s: Sentence, cue: int) -> bool:
    """Whether a closing quotation mark stands a few words before a cue: `…,” Mr. Morgan said`."""
    return any(s.lows[k] in CLOSE_QUOTES and s.lows[k - 1] in (",", "?", "!", ".") for k in range(max(1, cue - 6), cue))


def _by_clause(s: Sentence, cues: list[int]) -> list[Attribution]:
    """`A said …, but B said …`: each clause may have a speaker; one without goes on as the one before."""
    spans = list(independent(s, 0, len(s)))
    found: list[Attribution] = []
    for number, (first, last) in enumerate(spans):
        frame = _leading(s, first, last) if any(first <= k < last for k in cues) else None
        if frame:
            found.append(frame)
        elif found:
            before = found[-1]
            found[-1] = replace(before, contents=(*before.contents[:-1], (before.contents[-1][0], last)))
        elif number == 0:
            trailing = _trailing(s, cues)
            if trailing:
                return [trailing]
    return found


def reported_tail(s: Sentence, first: int, last: int) -> Span | None:
    """What `, saying (that) …` reports, when the words are such a tail."""
    if s.lows[first] not in _SAYING or first + 3 >= last:
        return None
    content = _content_after(s, first + 1, last)
    return (content, last) if content is not None and find_clause(s, content, last) else None


def _according(s: Sentence) -> Attribution | None:
    k = s.lows.index("according")
    if k + 2 >= len(s) or s.lows[k + 1] != "to":
        return None
    stop = next((i for i in range(k + 2, len(s)) if s.lows[i] == ","), _end(s))
    if k <= 1:
        contents: tuple[Span, ...] = ((stop + 1, len(s)),)
    else:
        before = k - 1 if s.lows[k - 1] == "," else k
        contents = ((0, before),)
        if stop < _end(s) and stop + 3 < len(s) and not _has_finite(s, 0, before):
            return None
    if stop <= k + 2 or not _has_finite(s, *contents[0]):
        return None
    return Attribution((k + 2, stop), f"{s.words[k]} to", contents)


def _leading(s: Sentence, first: int, last: int) -> Attribution | None:
    """`X said (that) …`, `X told Y that …`, `X said: “…`."""
    clause = find_clause(s, first, last)
    if clause is None:
        return None
    cue = next((k for k in range(clause.verb, clause.group_end) if s.lows[k] in SAY), None)
    if cue is None or s.lows[cue] in _TRAILING_ONLY or cue + 2 >= last:
        return None
    if s.tags[clause.verb] == "B" or (s.tags[clause.verb] == "M" and s.lows[clause.verb] not in ("will", "would")):
        return None  # `it is said that`: nobody is named
    if s.lows[clause.subject[0]] in _OWN_VOICE and clause.subject[1] - clause.subject[0] == 1:
        return None  # `I think`: the author's own opinion, not somebody's report
    content = _content_after(s, cue + 1, last)
    if content is None or not _has_finite(s, content, last) or s.tags[content] in "dnV":
        return None
    denied = s.lows[cue] in _DENY
    words = " ".join(s.words[clause.verb : cue + 1])
    modality = Modality.DENIED if denied else Modality.REPORTED
    return Attribution(clause.subject, words, ((content, last),), modality)


def _content_after(s: Sentence, k: int, last: int) -> int | None:
    """Where the reported clause begins: after `that`, a colon or an opening quotation mark, or at once."""
    verb = s.lows[k - 1]
    day = k + (s.lows[k] == "on")
    if day < last and s.lows[day] in _DAYS:  # `said on Monday his …`
        k = day + 1
    for i in range(k, min(last - 1, k + 12)):
        low = s.lows[i]
        if low == "that" and (i == k or s.tags[k] in "PA" or verb in _TOLD):
            return i + 1
        near = i == k or s.tags[k] in "PA" or verb in _TOLD
        if low == ":" or (low in OPEN_QUOTES and near and s.starts[i + 1] == s.ends[i]):
            return i + 1
        if low == "," and s.lows[i + 1] in OPEN_QUOTES:
            return i + 2
        if i in s.finite or low in (";", ",", "that"):
            break
    if verb in _TOLD:
        return k + 1 if s.tags[k] in "RNE" and opens_clause(s, k + 1, last) else None
    if verb in _CLAUSAL and s.tags[k] in "DREN#J$":
        return k
    return k if opens_clause(s, k, last) else None


_OWN_VOICE = frozenset("i we you".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
_TOLD = frozenset("told tell tells telling".split())
_CLAUSAL = frozenset(
    "say says said saying think thinks thought believe believes argue argues argued insist insists".split()
)
_SAYING = frozenset(
    "saying adding arguing noting claiming suggesting warning explaining insisting telling stating "
    "writing predicting".split()
)


def _trailing(s: Sentence, cues: list[int]) -> Attribution | None:
    """`…, X said.`, `“…,” said X, …`; a second stretch after it when the quotation goes on."""
    for cue in reversed(cues):
        if cue < 2:
            break
        if s.lows[cue - 1] in (",", *CLOSE_QUOTES) or s.lows[cue - 1] == "-":
            stop = _name_end(s, cue + 1)
            speaker, left = (cue + 1, stop), cue
        else:
            left = cue
            while left > 0 and s.lows[left - 1] not in (",", "?", "!", *CLOSE_QUOTES) and cue - left < 14:
                left -= 1
            if left < 2 or cue - left < 1 or any(k in s.finite for k in range(left, cue) if s.tags[k] not in "HMOB"):
                continue
            subject_end = cue
            while subject_end > left + 1 and (s.tags[subject_end - 1] in "AHMO"):
                subject_end -= 1
            speaker = (left, subject_end)
            stop = cue + 1
        if speaker[0] >= speaker[1] or s.tags[speaker[0]] in "PTSWCG" or s.lows[speaker[0]] in _OWN_VOICE:
            continue
        content = _stripped(s, 0, left)
        quoted = any(s.lows[k] in CLOSE_QUOTES for k in range(max(0, left - 3), left))
        goes_on = s.lows[stop : stop + 1] == [","] and _has_finite(s, stop + 1, len(s))
        if content[1] - content[0] < 1 or not (quoted or goes_on or _has_finite(s, *content)):
            continue
        if _has_finite(s, cue + 1, len(s)) and not quoted and not goes_on:
            continue
        after = _resumed(s, stop)
        contents = (content, *after) if _has_finite(s, *content) or quoted else after
        return Attribution(speaker, s.words[cue], contents)
    return None


def _name_end(s: Sentence, k: int) -> int:
    stop = k
    while stop < len(s) and s.lows[stop] not in (",", ".", ":", ";", *OPEN_QUOTES) and stop not in s.finite:
        if s.tags[stop] in "PWS" and s.lows[stop] not in ("of", "for", "at"):
            break
        stop += 1
    return stop


def _resumed(s: Sentence, stop: int) -> tuple[Span, ...]:
    """What goes on after `, she said,`: the rest of the quotation, or of the clause."""
    opening = next((k for k in range(stop, len(s)) if s.lows[k] in OPEN_QUOTES), None)
    if opening is None and s.lows[stop : stop + 1] == [","] and _has_finite(s, stop + 1, len(s)):
        opening = stop
    if opening is None or len(s) - opening < 4:
        return ()
    return (_stripped(s, opening + 1, len(s)),)


def _stripped(s: Sentence, first: int, last: int) -> Span:
    while last > first and (s.lows[last - 1] in CLOSE_QUOTES or s.lows[last - 1] in (",", "'")):
        last -= 1
    while first < last and s.lows[first] in OPEN_QUOTES:
        first += 1
    return first, last


def _has_finite(s: Sentence, first: int, last: int) -> bool:
    return any(k in s.finite for k in range(first, last))


def _end(s: Sentence) -> int:
    return len(s) - 1 if len(s) and s.lows[-1] in ".!?" else len(s)
