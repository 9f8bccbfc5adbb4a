"""The nouns beside a figure: what it counts and per what it is stated."""

from claims.core.figures import units
from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern
from claims.core.figures.words import MONTHS

_RATE = Pattern(r"(?: (?:a|an|per|pro|par|al|por|each|every|je|im)(?: |-)| ?/ ?|每)([^\W\d_]{1,16})(?![^\W\d_])")
_COMPARED = Pattern(r" (?:earlier|ago|later|previously|prior)\b| before(?! ?[^\W\d_])")  # `€96 million a year earlier`
_RATE_STARTS = frozenset("apeji/")
_PER = {
    "capita": "person", "head": "person", "kopf": "person", "person": "person", "piece": "piece", "unit": "unit",
    "月": "month", "日": "day", "股": "share", "台": "unit", "户": "household", "家": "household", "个": "unit",
}  # fmt: skip
_AFTER_ARTICLE = units.DURATIONS | frozenset(
    "person share barrel dozen gallon tonne pound kilogram litre ounce bushel piece unit mile kilometre acre".split()
)


def rate(passage: Passage, end: int) -> tuple[str | None, int]:
    """Return what the figure that ends at `end` is stated per ("month"), and where those words end."""
    text, following = passage.folded, passage.folded[end : end + 1]
    may_follow = following in {"/", "每"} or (following == " " and text[end + 1 : end + 2] in _RATE_STARTS)
    match = _RATE.match(text, end) if may_follow else None
    if not match or _COMPARED.match(text, match.end()):
        return None, end
    word, link = match[1], match[0][: match.start(1) - match.start()].strip()
    unit = _PER.get(word) or units.NAMES.get(word) or (units.CASED.get(word) if link == "/" else None)
    if unit is None and (link == "per" or (word in _AFTER_ARTICLE and link in {"a", "an"})):
        unit = singular(word) if word not in {"cent", "se"} else None
    if (
        unit is None
        or unit == "percent"
        or (link in {"a", "an", "al", "im", "each", "every"} and unit not in _AFTER_ARTICLE)
    ):
        return None, end
    return units.with_hours(unit, text, match.end())


_EACH = Pattern(r"每([^\W\d_每]{1,4}?)(?:约|約|近|超|仅|僅|为|為|达|達)?$")


def rate_before(passage: Passage, start: int) -> str | None:
    """Return what a figure in Chinese is stated per when that stands before it: 每月500元, 每股3元."""
    match = _EACH.search(passage.folded, max(0, start - 6), start)
    return units.NAMES.get(match[1]) or _PER.get(match[1]) if match else None


_WORD = Pattern(r" ([^\W\d_]{1,30})")
_NO_NOUN = frozenset(
    "is was has does says its his this us as plus versus less yes thus always perhaps across unless besides towards"
    " afterwards sometimes of in and to or at by for from on with the a an than that but not were are be been had have"
    " will would could should may might can if who which where when while after before since until per over under into"
    " said more other out all their our my your her he she it they we you i so then also vs makes plans rises falls"
    " grows shows wins times gains seems appears looks comes goes takes gets leads trails remains wants needs"
    " means gives helps works lives one two three four five six seven eight nine ten eleven twelve twenty thirty forty"
    " fifty sixty seventy eighty ninety dozen hundred".split()
)


def counted(passage: Passage, end: int) -> str | None:
    """Return the singular of the plural noun counted: "researcher" for 50 top researchers.

    In other languages than English only people are known.
    """
    end += passage.folded[end : end + 1] in {"+", "-"}
    if passage.folded[end - 1 : end] == "-":
        match = _COMPOUND.match(passage.folded, end)
        return match[1] if match and passage.language == "en" else None
    if passage.language != "en":
        return _counted_abroad(passage, end)
    for _ in range(3):
        match = _WORD.match(passage.folded, end)
        if not match:
            return None
        word, end = match[1], match.end()
        if word in units.PERSONS:
            return units.PERSONS[word]
        if word in _NO_NOUN:
            return None
        if len(word) > 2 and passage.raw[end - 1] == "s" and passage.raw[end - len(word) : end - 1].isupper():
            return word[:-1]  # `GPUs`
        if len(word) > 3 and word[-1] == "s" and not word.endswith(("ss", "us", "is")):
            return singular(word)
    return None


_COMPOUND = Pattern(
    "(member|page|seat|point|person|man|woman|storey|story|game|room|bed|bedroom|nation|state|country|team|vote|word|star"
    "|lane|car|unit|judge|justice|player|volume|episode|part|step|round|shot|run|goal|floor|door|seater|judge|item|vehicle)"
    r"(?![^\W\d_])"
)
_NO_ADJECTIVE = (
    "oder|aber|sondern|die|der|den|dem|des|jeder|unter|über|hinter|gegen|neben|wurden?|worden|haben?|werden|waren|sollen"
    "|konnten|(?:k?ein|sein|ihr|dies|all)e[rnsm]?"
)
_GERMAN_NOUN = Pattern(
    rf"(?: (?!(?:{_NO_ADJECTIVE})\b)[a-zäöüß]{{2,20}}e[rnsm]?){{0,2}}"
    r" ((?:US-|EU-)?[A-ZÄÖÜ][a-zäöüß]{2,40})(?![^\W\d_]|-[a-zäöüß])"
)
_NO_GERMAN_NOUN = frozenset("uhr grad prozent nach vor der die das".split()) | MONTHS
_ROMANCE_NOUN = Pattern(
    r"(?: (?:nouve(?:lles|aux)|autres|grande?s|petite?s|premi(?:ers|ères)|derni(?:ers|ères)|jeunes|anciens|anciennes"
    r"|nuev[oa]s|otr[oa]s|primer[oa]s|últim[oa]s|grandes|mejores|nov[oa]s|outr[oa]s))? ([^\W\d_]{3,25}s)(?![^\W\d_])"
)
_NO_ROMANCE_NOUN = frozenset(
    "dans sans plus pas mais très depuis sous vers chez alors puis moins fois après des les ces ses nos vos leurs ils"
    " nous vous jamais toujours más menos los las tras después además ellos sus mas nas dos das aos pelos pelas depois"
    " vezes veces temps avons étions sommes".split()
)


def _counted_abroad(passage: Passage, end: int) -> str | None:
    """Return the noun counted as it is written, in small letters: their plurals are not taken apart."""
    match = _WORD.match(passage.folded, end)
    if not match:
        return None
    person = units.PERSONS.get(match[1])
    if person or passage.language == "it":
        return person
    if passage.language == "de":
        match = _GERMAN_NOUN.match(passage.raw, end)
        noun = match[1].lower() if match else ""
        return units.PERSONS.get(noun, noun) if noun not in _NO_GERMAN_NOUN and noun else None
    match = _ROMANCE_NOUN.match(passage.folded, end)
    return match[1] if match and match[1] not in _NO_ROMANCE_NOUN else None


def singular(word: str) -> str:
    """Return the singular of a regular English plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
