"""Who is committed to what: the speaker, the words that say so, and the words that are theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.core.vocabulary import Modality
from ingest.extractors import quoted
from ingest.extractors.clause import Span
from ingest.extractors.clauses import find_clause, independent
from ingest.extractors.cues import CLOSE_QUOTES, DENYING, NOUNLIKE, OPEN_QUOTES, QUOTING, REPORTING, SAYING
from ingest.extractors.saying import BOUNDARY, by_name, content_after, subject_before
from ingest.extractors.words import Sentence

_OWN_VOICE = frozenset("i we you".split())
_SAYS = REPORTING | QUOTING
_ASKED = frozenset("asked pressed questioned quizzed".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of a sentence somebody is committed to; without `speaker` they are the author's own.

    `contents` are the stretches the speaker commits to; `joined` ones make one statement together.
    """

    speaker: Span | None
    cue: str
    contents: tuple[Span, ...]
    modality: Modality = Modality.REPORTED
    joined: bool = False


def attribute(s: Sentence) -> list[Attribution]:
    """Find the frames of a sentence, in order; none when only the author speaks."""
    if "according" in s.lows:
        found = _according(s)
        if found:
            return [found]
    named = quoted.named(s)
    if named:
        return [Attribution(named.speaker, named.cue, named.contents)]
    if _SAYS.isdisjoint(s.lows):
        return []
    cues = [k for k, low in enumerate(s.lows) if low in _SAYS and is_verb(s, k)]
    if not cues:
        return []
    if OPEN_QUOTES.isdisjoint(s.lows):
        return _by_clause(s, cues)
    behind = any(quoted.follows_quotation(s, k) for k in cues)
    one = (_trailing(s, cues) if behind else None) or _leading(s, 0, len(s)) or _trailing(s, cues)
    return [one] if one else list(_inner(s, 0, len(s)))


def is_verb(s: Sentence, k: int) -> bool:
    """Whether a word that can say somebody speaks is a verb here, not `the United States` or `a report`."""
    if s.tags[k] == "E" or (s.lows[k] in NOUNLIKE and k not in s.finite):
        return s.tags[k] != "E" and k > 0 and (s.tags[k - 1] in "MO" or s.lows[k - 1] in ("also", "often"))
    return True


def _by_clause(s: Sentence, cues: list[int]) -> list[Attribution]:
    """`A said …, but B said …`: each clause may have a speaker; one without goes on as the one before."""
    spans = list(independent(s, 0, len(s)))
    trailing = _trailing(s, cues) if len(spans) == 1 else None
    if trailing and trailing.speaker and trailing.speaker[0] - 1 in cues:
        return [trailing]  # `It is unusual, said Ada Okafor, another engineer`
    found: list[Attribution] = []
    for number, (first, last) in enumerate(spans):
        here = [k for k in cues if first <= k < last]
        frame = _leading(s, first, last) if here else None
        inner = [frame] if frame else list(_inner(s, first, last)) if here else []
        if inner:
            found.extend(inner)
        elif found and found[-1].speaker:
            before = found[-1]
            found[-1] = replace(before, contents=(*before.contents[:-1], (before.contents[-1][0], last)))
        elif number == 0:
            trailing = _trailing(s, cues)
            if trailing:
                return [trailing]
            found.append(Attribution(None, "", ((first, last),)))
        else:
            found.append(Attribution(None, "", ((first, last),)))
    return found if any(frame.speaker for frame in found) else []


def reported_tail(s: Sentence, first: int, last: int) -> Span | None:
    """What `, saying (that) …` reports, when the words are such a tail."""
    if s.lows[first] not in SAYING or first + 3 >= last:
        return None
    content = content_after(s, first + 1, last)
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
        if stop < _end(s) and stop + 3 < len(s) and not s.has_verb(0, before):
            return None
    if stop <= k + 2 or not s.has_verb(*contents[0]):
        return None
    return Attribution((k + 2, stop), f"{s.words[k]} to", contents)


def _leading(s: Sentence, first: int, last: int) -> Attribution | None:
    """`X said (that) …`, `X told Y that …`, `X said: “…`."""
    clause = find_clause(s, first, last)
    if clause is None:
        return None
    cue = next((k for k in range(clause.verb, clause.group_end) if s.lows[k] in REPORTING), None)
    if cue is None or cue + 2 >= last or not is_verb(s, cue):
        return None
    speaker = by_name(s, clause)
    if "," in s.lows[slice(*speaker)] and "and" not in s.lows[slice(*speaker)]:
        return None  # `The best offers, Okafor says, …`: no list of people, nor one name
    return _frame(s, speaker, clause.verb, cue, last)


def _frame(s: Sentence, subject: Span, verb: int, cue: int, last: int) -> Attribution | None:
    """What follows the cue, when somebody named is committed to it."""
    if s.tags[verb] == "B" and s.tags[cue] not in "G":
        return None  # `it is said that`: nobody is named
    if s.tags[verb] == "M" and (s.lows[verb] not in ("will", "would") or "if" in s.lows[: subject[0]]):
        return None  # `if they touched it, she would say that …`: nobody said it
    if s.lows[subject[0]] in _OWN_VOICE and (subject[1] - subject[0] == 1 or s.lows[subject[0]] == "i"):
        return None  # `I think`: the author's own opinion, not somebody's report
    content = content_after(s, cue + 1, last)
    if content is None or not s.has_verb(content, last) or s.tags[content] in "dnV":
        return None
    last = _end_of_words(s, content, last)
    words = " ".join(s.words[verb : cue + 1])
    modality = Modality.DENIED if s.lows[cue] in DENYING else Modality.REPORTED
    return Attribution(subject, words, ((content, last),), modality)


def _end_of_words(s: Sentence, content: int, last: int) -> int:
    """Where words in quotation marks end, `confirmed that “it exists” but disputed the rest`."""
    if s.lows[content - 1] not in OPEN_QUOTES and s.lows[content] not in OPEN_QUOTES:
        return last
    closing = next((k for k in range(content + 1, last - 2) if s.lows[k] in CLOSE_QUOTES), last)
    goes_on = closing < last and s.lows[closing + 1] in ("but", "and")
    return closing if goes_on and (closing + 2 in s.finite or s.tags[closing + 2] in "dpV") else last


def _inner(s: Sentence, first: int, last: int) -> Iterator[Attribution]:
    """`… and said …`, `As X told Y, …`, `X, critics say …`: a report anywhere in a clause; the rest is the author's."""
    for cue in range(first + 1, last - 2):
        if s.lows[cue] not in REPORTING or not is_verb(s, cue):
            continue
        verb = cue
        while verb > first + 1 and s.tags[verb - 1] in "AMOHB":
            verb -= 1
        if verb > first + 2 and s.tags[verb - 1] == "T" and s.tags[verb - 2] in "vVyzdp":
            verb -= 2  # `as critics continue to warn`
        subject = subject_before(s, first, verb)
        frame = _frame(s, subject, verb, cue, last) if subject else None
        if frame is None and subject and subject[0] > first and s.lows[subject[0] - 1] == "as":
            frame = _as_told(s, subject, cue, last)
        if frame is None:
            continue
        before = verb if s.tags[verb - 1] == "C" else frame.speaker[0] if frame.speaker else verb
        while before > first and (s.tags[before - 1] in "CS," or s.lows[before - 1] in BOUNDARY):
            before -= 1
        if before - first > 3 and s.has_verb(first, before):
            yield Attribution(None, "", ((first, before),))
        yield frame
        return


def _as_told(s: Sentence, subject: Span, cue: int, last: int) -> Attribution | None:
    """`As X told the council, …`: what stands behind the comma."""
    comma = next((k for k in range(cue + 1, min(last, cue + 12)) if s.lows[k] == ","), None)
    if comma is None or not s.has_verb(comma + 1, last):
        return None
    return Attribution(subject, s.words[cue], (quoted.stripped(s, comma + 1, last),))


def _trailing(s: Sentence, cues: list[int]) -> Attribution | None:
    """`…, X said.`, `“…,” said X, …`; a second stretch after it when the quotation goes on."""
    for cue in reversed(cues):
        if cue < 2:
            break
        if quoted.is_inside(s, cue):
            continue
        if s.tags[cue - 1] in "Bb":  # `are found to have broken the rules`: nobody says so
            continue
        if s.lows[cue + 1 : cue + 2] == ["to"]:  # `two years before its rival expects to`
            continue
        place = quoted.speaker_at(s, cue)
        if place is None:
            continue
        speaker, left, stop = place
        if s.tags[speaker[0]] in "PTSWCG" or s.lows[speaker[0]] in _OWN_VOICE:
            continue
        content = quoted.stripped(s, 0, left)
        is_quoted = any(s.lows[k] in CLOSE_QUOTES for k in range(max(0, left - 3), left))
        goes_on = speaker[0] < cue and s.lows[stop : stop + 1] == [","] and s.has_verb(stop + 1, len(s))
        whole = s.has_verb(*content) and (s.tags[content[0]] != "S" or _is_whole(s, *content))
        if content[1] - content[0] < 1 or not (is_quoted or ((goes_on or whole) and s.lows[cue] in REPORTING)):
            continue
        if s.has_verb(cue + 1, len(s)) and not is_quoted and not goes_on and speaker[0] < cue:
            continue
        if whole and s.lows[stop : stop + 1] == [","] and s.tags[stop + 1 : stop + 2] == ["G"] and speaker[0] < cue:
            return Attribution(speaker, s.words[cue], (content, (stop + 1, len(s))), joined=True)
        after = _resumed(s, stop, goes_on) or _added(s, stop)
        if after and s.lows[content[0]] in _ASKED and not is_quoted:
            return Attribution(speaker, s.words[cue], after)  # `Asked whether it was so, he said, “…`
        if after and not whole and not is_quoted:
            return Attribution(speaker, s.words[cue], (content, *after), joined=True)
        return Attribution(speaker, s.words[cue], (content, *after) if whole or is_quoted else after)
    return None


def _added(s: Sentence, stop: int) -> tuple[Span, ...]:
    """`…, said Jane Doe, the minister, adding that …`: what she says besides."""
    for k in range(stop, len(s) - 4):
        if s.lows[k] in SAYING and s.lows[k - 1] == ",":
            content = content_after(s, k + 1, len(s))
            return ((content, len(s)),) if content is not None and s.has_verb(content, len(s)) else ()
    return ()


def _is_whole(s: Sentence, first: int, last: int) -> bool:
    """`If it rains, the bridge may close`: a condition with what follows from it."""
    clause = find_clause(s, first, last)
    return clause is not None and clause.subject[0] > first + 1 and s.lows[first] in ("if", "unless", "when", "once")


def _resumed(s: Sentence, stop: int, goes_on: bool) -> tuple[Span, ...]:
    """What goes on after `, she said,`: the rest of the quotation, or of the clause."""
    opening = next((k for k in range(stop, len(s)) if s.lows[k] in OPEN_QUOTES), None)
    if goes_on and (opening is None or s.has_verb(stop, opening)):
        opening = stop
    if opening is None or len(s) - opening < 4:
        return ()
    return (quoted.stripped(s, opening + 1, len(s)),)


def _end(s: Sentence) -> int:
    return len(s) - 1 if len(s) and s.lows[-1] in ".!?" else len(s)
