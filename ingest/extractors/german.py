"""Who speaks in a German sentence: `sagte X`, `laut X`, `X zufolge`, `wie X mitteilte`; and in reported speech."""

import re
from dataclasses import dataclass

# cues as they stand in a main clause; many are parted, `teilte … mit`
_VERB = (
    "sagte|sagten|sagt|sagen|erklärte|erklärten|erklärt|betonte|betonten|betont|meinte|meinten|meint|berichtete|"
    "berichteten|berichtet|berichten|bestätigte|bestätigten|kritisierte|kritisierten|kritisiert|warnte|warnten|warnt|"
    "forderte|forderten|fordert|fordern|schrieb|schrieben|schreibt|behauptete|behaupteten|behauptet|nannte|nannten|"
    "bezeichnete|bezeichneten|bezeichnet|hofft|hoffte|glaubt|glaubte|meldete|meldeten|meldet|kommentierte|begründete|"
    "äußerte|äußerten|teilte|teilten|kündigte|kündigten|verkündete|vermutet|vermutete|erwartet|erwarten|rechnet|"
    "versicherte|ergänzte|räumte|wies|wiesen|geht|ging|gab|gaben|sprach|sprachen"
)
_PARTED = {
    "teilte": "mit", "teilten": "mit", "kündigte": "an", "kündigten": "an", "räumte": "ein", "wies": "hin zurück",
    "wiesen": "hin zurück", "geht": "aus", "ging": "aus", "gab": "an bekannt", "gaben": "an bekannt", "rechnet": "mit",
    "sprach": "von dass", "sprachen": "von dass",
}  # fmt: skip
_END = (
    r"(?=[ ,.“”\"](?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|soll|sollen|kann|können|sei|"
    r"seien|habe|gibt|gab|kam|kamen|liegt|lag|starb|starben|\w{3,20}te[n]?)\b|[,.:;]|$)"
)
_ACCORDING = re.compile(
    r"\b(?P<cue>[Ll]aut|[Gg]emäß|[Nn]ach (?:eigenen )?(?:Angaben|Aussagen?|Ansicht|Meinung|Einschätzung|Informationen|"
    r"Auffassung|Berichten?)(?: von| des| der| eines| einer)?) (?P<who>[^,.;:„“]{2,80}?)" + _END
)
_ACCORDING_AFTER = re.compile(
    r"(?:^|, )(?P<who>(?:[Dd]er|[Dd]ie|[Dd]en|[Dd]em|[Ee]inem|[Ee]iner|[A-ZÄÖÜ])[^,.;:„“]{2,80}?) "
    r"(?P<cue>zufolge)\b"
)
_BEHIND = re.compile(
    rf"[,“”\"»] ?(?:so |(?P<cue>{_VERB}) )(?P<who>[^,.;:„“]{{2,80}}?)"
    r"(?= (?:gegenüber|am|im|in|bei|auf|vor|zu|mit|nach|dazu|weiter)\b|[,.;:“”]|$)"
)
_AS = re.compile(
    r"\b[Ww]ie (?P<who>[^,.;:]{2,100}?) (?P<cue>mitteilte|mitteilten|berichtete|berichteten|berichtet|erklärte|sagte|"
    r"meldete|meldet|bekannt gab|bestätigte|betonte|angab|angaben)\b"
)
_FRONT = re.compile(rf"^(?P<who>[A-ZÄÖÜ][^.;:„“]{{1,120}}?),? (?P<cue>{_VERB})\b")
_PERFECT = re.compile(
    r"^(?P<who>[A-ZÄÖÜ][^,.;:„“]{1,100}?) (?:hat|haben|hatte|hatten) .*?(?P<cue>angekündigt|erklärt|gesagt|mitgeteilt|"
    r"gefordert|kritisiert|bestätigt|entschieden|betont|behauptet|gewarnt|bekannt gegeben|vorgeworfen)\b"
)
_NOBODY = frozenset("es man dies das daraus damit dabei danach dazu darauf wer was hier dort außerdem zudem".split())
_REPORTED = re.compile(r"\b(?:sei|seien|habe|werde|könne|müsse|wolle|solle|dürfe|gebe|gehe|komme)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """The speaker of a sentence and the word that says so."""

    speaker: str
    cue: str


def said(words: str) -> Said | None:
    """Return who is committed to a sentence, if it says so."""
    for pattern in (_ACCORDING, _ACCORDING_AFTER, _AS, _BEHIND):
        if (m := pattern.search(words)) and (who := _named(m["who"])):
            return Said(who, m["cue"] or "so")
    for pattern in (_FRONT, _PERFECT):
        if (m := pattern.match(words)) and _completed(m["cue"], words[m.end() :]) and (who := _named(m["who"])):
            return Said(who, m["cue"])
    return None


def goes_on(words: str, is_quoted: bool) -> bool:
    """Whether a sentence without a speaker is still what the one before it reports: in quotes, or `sei`, `habe`."""
    return is_quoted or _REPORTED.search(words) is not None


def _completed(cue: str, rest: str) -> bool:
    if cue not in _PARTED:
        return True
    return not set(_PARTED[cue].split()).isdisjoint(re.findall(r"\w+", rest))


def _named(who: str) -> str | None:
    """A noun, not `es` or `man`; opening words like `Am Montag` are not told from the name."""
    words = who.strip(" ,").split()
    if not words or words[0].casefold() in _NOBODY or len(words) > 14:
        return None
    if not any(word[0].isupper() for word in words) and words[0].casefold() not in ("er", "sie"):
        return None
    return " ".join(words)
