"""Lookalikes: numerals that are no quantities, such as dates, times, versions, names, labels and citation marks."""

import re
from functools import cache

from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern
from claims.core.figures.words import MONTHS

_LABELS = frozenset(
    "section sections article articles chapter chapters page pages p pp paragraph clause line lines no nos nr number"
    " numbers version versions vol volume issue figure fig table part phase step type level group class tier zone stage"
    " season episode route highway flight room item rule form line lane gate exit channel unit bus model series"
    " appendix annex schedule exhibit lesson question grade id code isbn issn doi rfc seite kapitel abschnitt"
    " artikel absatz paragraf nummer gruppe teil stufe klasse tabelle abbildung chapitre numéro partie groupe capítulo"
    " página artículo número sección parte grupo top platz rang tabellenplatz bündnis folge staffel saison modell typ"
    " platzierung kategorie linie ziffer raum band".split()
)
_NOT_NAMES = frozenset(
    "a an the in on at by of for from to and or but nor with without within about over under above below between among"
    " around than then only just nearly almost some another other all both each every more less most least up down out"
    " as is are was were be been has have had it its they he she we you i this that these those there here when where"
    " while after before since until during through about approximately roughly at exactly if so yes no not what which"
    " who whose how why one two three four five six seven eight nine ten eleven twelve per plus minus total overall"
    " today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday last next first second third"
    " now currently meanwhile however still also even additionally did does do can could will would may might must"
    " shall should get got buy sell pay paid costs cost raised hired fired needs need like against across because"
    " although though into onto near because results result answer price value score weight age der die das ein eine"
    " im in am auf mit von für bei zu aus nach vor über unter rund etwa bis es sind und oder nur noch hat haben war"
    " ist gibt mehr weniger als insgesamt montag dienstag mittwoch donnerstag freitag samstag sonntag knapp fast"
    " mindestens höchstens seit dann dort hier le la les un une des et dans avec pour sur plus moins il elle ils en de"
    " du au aux environ el los las una unos en con por para más menos unas son hay y".split()
)
_YEAR_CUES = frozenset(
    "in by since until till from of year fiscal fy during before after early late mid for through to and or between"
    " spring summer autumn fall winter q1 q2 q3 q4 h1 h2 the around circa jahr seit bis ab im von ende anfang mitte"
    " en de depuis dès año desde hasta le année nel dal anno em ano about election elections budget games cup".split()
)
_MONTH = "|".join(sorted(MONTHS, key=lambda month: (-len(month), month)))
_CITATION = Pattern(r"[0-9]{1,4}(?: ?[,;–-] ?[0-9]{1,4}){0,20}\]")
_NOTE = Pattern(r"\^?[0-9]{1,3}\]")


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(
        rf"[0-9]{{1,2}}(?:\.|st|nd|rd|th|er)? (?:of |de )?(?:{_MONTH})\b\.?(?:,? (?:de )?[0-9]{{4}}\b(?! ?%))?"
        rf"|[0-9]{{1,2}}\. ?(?:[-–/]|bis|und|oder) ?[0-9]{{1,2}}\. ?(?:[0-9]{{1,2}}\.(?:[0-9]{{2,4}})?|(?:{_MONTH})\b)"
        r"|[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}(?![0-9])"
        r"|[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9:]+"
        r"|[0-9]{4} ?年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|(?:1[0-2]|[1-9])月(?:[0-9]{1,2}[日号]?)?"
        r"|(?:[12]?[0-9]|3[01])[日号点](?!本)"
    )


_TIMES = Pattern(
    r"[0-9]{1,3}(?: : |:)[0-9]{1,3}(?::[0-9]{1,3})*(?: ?[ap]\.?m\b\.?| uhr\b)?"
    r"|[0-9]{1,2} ?(?:[ap]m\b|[ap]\.m\.|uhr\b|o'clock|[ap]\.m\b)"
    r"|[0-9]{1,2}\.[0-9]{2} ?uhr\b|[0-9]{1,2}h[0-9]{2}\b"
    r"|[0-9]{2,4}(?:'?s|-?er)\b"
)
_CHAINS = Pattern(
    r"[0-9]{1,20}(?:[-./][0-9]{1,20}){2,40}|\+?[0-9]{1,5}(?:[ -][0-9]{2,5}){2,8}(?![0-9])"
    r"|[0-9]{3}(?:\) ?|[ -])[0-9]{3}-[0-9]{4}|[0-9]{3}-[0-9]{4}(?![0-9])"
)
_SCORE = Pattern(r"([0-9]{1,3})[-–]([0-9]{1,3})(?![0-9%/]|[.,][0-9])")
_PHONE = Pattern(r"[0-9]{1,4}(?:[ ()./-]{1,2}[0-9]{1,12}){2,8}|[0-9]{8,15}(?![0-9])")
_GROUPS = Pattern(r"[0-9]{1,3}(?:([. ])[0-9]{3}(?![0-9]))(?:\1[0-9]{3}(?![0-9]))*")
_YEARS = Pattern(
    r"(?:1[5-9]|20)[0-9]{2}(?:(?: ?[-–/] ?| to | bis )(?:(?:1[5-9]|20)[0-9]{2}|[0-9]{2}))?(?![0-9.,]?[0-9%‰])"
)
_ORDINAL = Pattern(r"[0-9]+(?:st|nd|rd|th|ème|eme|ère|er|e|º|ª|\.º|nd|te|ten|ter|tes)\b(?!\.?[0-9])")
_GERMAN_ORDINAL = Pattern(r"[0-9]{1,3}\. (?=[^\W\d_])")
_ARTICLES = frozenset(
    "der die das dem den des am im zum vom beim zur jede jeder jedes ersten ihr sein seine ihre".split()
)
_WORD = Pattern(r"[^\W\d_][\w.&'’-]*$")
_ID_BEFORE = frozenset("#@§№_&=\\/%^|")


def end_of_date(passage: Passage, at: int, digits_end: int) -> int:
    """Return where the date, time, version, phone number or ordinal at `at` ends, or 0 for none."""
    text = passage.folded
    following = text[digits_end : digits_end + 1]
    if following not in _MAY_GO_ON and not following.isalpha():
        return 0
    behind = text[digits_end + 1 : digits_end + 3]
    if text[at - 1 : at] == "+":
        pass
    elif following == " ":
        if behind not in _MAY_FOLLOW and behind[:1] not in _MAY_FOLLOW:
            return 0
    elif following == "." and (not behind or (behind[0] == " " and digits_end - at > 3)):
        return 0
    for pattern in (_dates(), _TIMES, _ORDINAL):
        match = pattern.match(text, at)
        if match:
            return match.end()
    if text[at - 1 : at] == "+" and (match := _PHONE.match(text, at)):
        return match.end()
    score = _SCORE.match(text, at) if following in "-–" else None
    if score and int(score[1]) >= int(score[2]):
        return score.end()
    chain = _CHAINS.match(text, at)
    if chain:
        groups = _GROUPS.match(text, at)
        if not groups or groups.end() < chain.end():
            return chain.end()
    if passage.language == "de" and following == "." and word_before(text, at) in _ARTICLES:
        match = _GERMAN_ORDINAL.match(text, at)
        return match.end() if match else 0
    return 0


_MAY_GO_ON = frozenset(" .:-–/')º°ª")
_MAY_FOLLOW = frozenset({*":年0123456789", "of", "de", "am", "a.", "pm", "p.", "uh", "o'"} | {m[:2] for m in MONTHS})
"""What is behind the space after digits that are a date, a time or the first of several numbers begins with."""


def end_of_year(passage: Passage, at: int) -> int:
    """Return where the bare year or span of years at `at` ends, or 0 when it is none."""
    match = _YEARS.match(passage.folded, at)
    if not match or passage.folded[match.end() : match.end() + 1].isalpha():
        return 0
    return match.end()


_CUT_DATE = Pattern(r"[0-9]{1,2} ?, ?(?:1[6-9]|20)[0-9]{2}\b")


_MONTH_ENDS = frozenset(month[-3:] for month in MONTHS)


def month_before(passage: Passage, at: int) -> bool:
    """Whether a month's name stands straight before: May 4, but not may 4."""
    window = passage.folded[max(0, at - 12) : at].rstrip(" .")
    match = re.search(r"([^\W\d_]+)$", window) if window.rstrip("\n")[-3:] in _MONTH_ENDS else None
    if not match or match[1] not in MONTHS:
        return False
    if _CUT_DATE.match(passage.folded, at):
        return True
    name = max(0, at - 12) + match.start()
    return passage.raw[name].isupper() or match[1] not in {"may", "march", "mar", "mars", "sep", "jan", "dec", "mai"}


def end_of_citation(passage: Passage, at: int) -> int:
    """Return where the citation mark [1], [2, 3] or [4-6] around `at` ends, or 0."""
    if passage.folded[at - 1 : at] != "[":
        return 0
    match = _CITATION.match(passage.folded, at) or _NOTE.match(passage.folded, at)
    return match.end() if match else 0


def word_before(text: str, at: int) -> str:
    """Return the word straight before `at`, across at most two spaces or signs; "" for none."""
    end = at
    while end > at - 2 and text[end - 1 : end] in {" ", "#", ":"}:
        end -= 1
    window = text[max(0, at - 24) : end]
    word = window[window.rfind(" ") + 1 :]
    if word.isalpha():
        return word
    match = _WORD.search(word)
    return match[0] if match else ""


def is_label(passage: Passage, at: int) -> bool:
    """Whether a bare number names something: Llama 4, Section 230, page 5, Group 2:."""
    raw = word_before(passage.raw, at)
    if not raw or (at and passage.raw[at - 1] == ":"):
        return False
    word = raw.casefold().rstrip(".")
    if word in _LABELS or (raw == "A" and passage.language == "de"):
        return True
    if word in _NOT_NAMES or raw.islower() or not any(c.isupper() for c in raw):
        return False
    if len(raw) == 1 and raw in "IA":
        return False
    return passage.language != "de" or not raw[1:].islower() or (at > 24 and _known_stem(word))


def is_number_of(passage: Passage, at: int) -> bool:
    """Whether the word before a numeral in words is one that numbers: Platz sechs, phase two."""
    word = word_before(passage.folded, at)
    return word in {"ground", "patient"} or (
        word in _LABELS and word not in {"top", "no", "p", "line", "lines", "part"}
    )


def _known_stem(word: str) -> bool:
    """German writes every noun large, so only words that are no German noun's shape count as names."""
    return word.endswith(("phone", "windows", "llama", "formel", "claude", "gemini", "boeing", "airbus"))


def glued_name(passage: Passage, at: int) -> bool:
    """Whether the digits at `at` are part of a name or an identifier: F-16, G7, COVID-19, x=5, #3."""
    if at == 0:
        return False
    before = passage.folded[at - 1]
    if before in _ID_BEFORE or (before.isalnum() and before < "⺀"):
        return True
    if before in "-.:,'" and at > 1:
        return passage.folded[at - 2].isalnum() and passage.folded[at - 2] < "⺀"
    return False


def is_year_cue(word: str) -> bool:
    """Whether a word before a four-digit number makes it a year: in 2026, since 1990."""
    return word in _YEAR_CUES


def link_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of web addresses and of the part of mail addresses from their @ on."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in re.finditer(r"(?:https?|ftp)://\S+|www\.\S+|@[\w.-]+", text)]
