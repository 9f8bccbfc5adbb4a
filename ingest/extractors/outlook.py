"""Fact, forecast or opinion in a language without a grammar here, by its sure cues; whatever is not sure is a fact."""

import re
from dataclasses import dataclass
from datetime import date

from claims.core.vocabulary import Kind, Modality
from ingest.extractors.due import due
from ingest.extractors.kind import Reading
from ingest.extractors.spans import Due
from ingest.segment import LONGEST

# a clause that ends in an infinitive, not in a participle (`geschlossen`, `verboten`, `übernommen`)
_INFINITIVE = (
    r"(?!(?:gestern|meisten|anderen|beiden|vielen|einigen|allen|ihnen|denen|gegen|dagegen|deswegen|hingegen|daneben|oben|"
    r"unten|neben|außen|innen|morgen|eben|zwischen|können|konnten|mussten|müssen|sollen|sollten|wollen|"
    r"wollten|dürfen|durften|hätten|hatten|waren|wären|wurden)\b)"
    r"(?!(?:\w{0,9}ge(?!hen|ben|lt|winn|hör|ling|scheh|nüg|nieß|fähr)\w+en|(?:be|ver|ent|er|zer|miss|über|unter|\w*)?"
    r"(?:boten|troffen|loren|gonnen|schieden|schrieben|schoben|glichen|trieben|schlossen|nommen|standen|funden|worfen|"
    r"sprochen|brochen|zogen|wiesen|storben|worben|lassen|halten|laden|tragen|raten|worden|wesen))\b)"
    r"(?:[a-zäöüß]{2,}(?:en|ern|eln)|sein|tun)"
)
_END = r"(?=[.!,;:]|$| und | oder )"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The cues of one language.

    `forecast` says by itself that something is to come; `hedged` that it may; `dated` only with a day still to come.
    With such a day even a plain present is a forecast, unless `past` says that it was.
    """

    forecast: re.Pattern[str]
    hedged: re.Pattern[str]
    dated: re.Pattern[str]
    past: re.Pattern[str]
    opinion: re.Pattern[str]
    plain_present: bool = False


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_LANGUAGES = {
    "de": Outlook(
        forecast=re.compile(
            rf"\b(?P<cue>[Ww]ird|[Ww]erden)\b(?:(?! und \w+t\b)[^.;:!?,]){{0,160}}?\b{_INFINITIVE}{_END}|"
            rf"\b{_INFINITIVE} (?P<cue2>wird){_END}|"
            r"\b(?P<cue3>erwartet|erwarten|prognostiziert|prognostizieren|rechnet|rechnen)\b"
            r"(?=(?: \w+){0,4} (?:mit|für|in|im|bis|einen?|\d)\b)"
        ),
        hedged=_pattern(r"\b(?P<cue>dürften?|könnten?|voraussichtlich)\b"),
        dated=_pattern(
            r"\b(?P<cue>wird|werden|soll|sollen|will|wollen|plant|planen|beabsichtigt|beabsichtigen|hofft|hoffen|strebt|"
            r"streben|verspricht|möchte|möchten|peilt|erwartet|erwarten)\b"
        ),
        past=_pattern(r"\b(?:wurden?|waren?|hatten?|wollten?|sollten?|konnten?|haben(?![.!]?$)|hat|worden)\b"),
        opinion=_pattern(
            r"(?P<cue>meiner (?:Meinung|Ansicht) nach|meines Erachtens|\bich (?:finde|glaube|denke|meine)\b|"
            r"\b(?:ist|sind|war|waren|wäre) (?:wirklich |einfach |schlicht |völlig )?(?:eine? (?:Skandal|Fehler|"
            r"Schande|Katastrophe|Unsinn|Meisterwerk|Zumutung|Farce)|inakzeptabel|unverantwortlich|absurd|lächerlich|"
            r"beschämend|skandalös|großartig|furchtbar|schrecklich|peinlich|unfair|ungerecht)\b)"
        ),
        plain_present=True,
    ),
    "zh": Outlook(
        forecast=re.compile(
            r"(?P<cue>预计|(?:预期|预测)(?=[^，。；]{0,20}[将会达])|料将|有望|将会|将于|将在|将达|将成为|将继续|将推出|"
            r"即将|会在|势必)"
        ),
        hedged=re.compile(r"(?P<cue>可能会|或将|恐将)"),
        dated=re.compile(r"(?P<cue>将(?![军近])|计划|拟|打算|力争|争取|承诺|目标|希望|准备)"),
        past=re.compile(r"已经?|曾|了[。，；]?$|此前"),
        opinion=re.compile(
            r"(?P<cue>我认为|我觉得|在我看来|依我看|我相信|应该|荒谬|不可接受|[这那该][^，。；]{0,12}是个?错误|"
            r"令人发指|可耻)"
        ),
    ),
    "fr": Outlook(
        forecast=re.compile(
            r"(?P<cue>\b(?!opéra\b|caméra\b|choléra\b)[a-zéèêîç]{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|"
            r"aura|auront)\b|\bsera\b|\bseront\b|\baura\b|\b(?:va|vont) [a-zéèê]{2,}(?:er|ir|re)\b|\bprévoi(?:t|ent)\b|"
            r"\bs['’]attend(?:ent)? à\b|\btable(?:nt)? sur\b)"
        ),
        hedged=re.compile(r"(?P<cue>\bpourrai(?:t|ent)\b)"),
        dated=re.compile(r"(?P<cue>\b(?:vise|visent|compte|comptent|devrai(?:t|ent)|veut|veulent|espère|promet|entend)\b)"),
        past=re.compile(r"\b(?:a|ont|avait|avaient|était|étaient) \w+(?:é|i|u)e?s?\b"),
        opinion=_pattern(
            r"(?P<cue>à mon avis|selon moi|\bje (?:pense|crois|trouve)\b|\bil faudrait\b|"
            r"\b(?:est|était|serait) (?:inacceptable|scandaleu(?:x|se)|absurde|honteu(?:x|se)|ridicule|une honte|"
            r"un scandale)\b)"
        ),
    ),
    "es": Outlook(
        forecast=re.compile(
            r"(?P<cue>\b[a-záéíóúñ]{2,}(?:rá|rán)\b|\bva(?:n)? a [a-z]{2,}(?:ar|er|ir)\b|\bprevén?\b|\bse espera que\b|"
            r"\bpronostican?\b)"
        ),
        hedged=re.compile(r"(?P<cue>\bpodrían?\b)"),
        dated=re.compile(r"(?P<cue>\b(?:planea|planean|espera|esperan|quiere|quieren|pretende|pretenden|promete|busca)\b)"),
        past=re.compile(r"\b(?:ha|han|había|habían|fue|fueron|era|eran)\b"),
        opinion=_pattern(
            r"(?P<cue>en mi opinión|\bcreo que\b|\bdeberían?\b|\bme parece\b|"
            r"\b(?:es|fue|sería) (?:inaceptable|escandalos[oa]|absurd[oa]|vergonzos[oa]|ridícul[oa]|"
            r"una vergüenza|un escándalo)\b)"
        ),
    ),
}  # fmt: skip
_TO_COME = _pattern(
    r"nächst|kommend|\bbis\b|\bab\b|dieses Jahr|diesem Jahr|Jahresende|Ende des Jahres|prochain|\bd['’]ici\b|\bdès\b|"
    r"próxim|que viene|\bpara\b|明年|后年|未来|今后|年底|年内|下个?[月周季半]|本[月周季年十]|今年|内|前"
)
# what is asked for, not what was to be (`sollte … werden, erlitt aber`) or what if (`falls er kommen sollte`)
_SHOULD = re.compile(r"\b(?P<cue>[Ss]ollten?|[Mm]üssten?)\b(?![.,;!])")
_TOLD = re.compile(
    r"\b(?:falls|war|waren|wurden?|worden|hatten?|ging|kam|gab|gestern|(?!sollte|müsste|könnte|dürfte|möchte|heute|"
    r"bitte|beste|erste|letzte|gute|alte|rechte|weite|harte|zweite|dritte|echte)[a-zäöüß]{3,}ten?)\b"
)


def read(words: str, language: str, published: date | None) -> tuple[Reading, Due | None]:
    """Judge a sentence, and tell when it falls due."""
    cues = _LANGUAGES.get(language[:2])
    if cues is None or len(words) > LONGEST:
        return Reading(Kind.FACT, Modality.ASSERTED), None
    judged = _found(cues.opinion, words)
    if judged:
        return Reading(Kind.OPINION, Modality.ASSERTED, judged), None
    sure, maybe = _found(cues.forecast, words), _found(cues.hedged, words)
    was = cues.past.search(words) is not None
    day = due(words, published, language)
    if sure or (maybe and not was):
        return Reading(Kind.FORECAST, Modality.HEDGED if maybe else Modality.ASSERTED, sure or maybe), day
    if day and published and not was and _says_ahead(words, language, published):
        meant = _found(cues.dated, words)
        ahead = cues.plain_present and day[0].year > published.year
        if meant or ahead:
            return Reading(Kind.FORECAST, Modality.ASSERTED, meant), day
    if language.startswith("de") and not day and (should := _found(_SHOULD, words)) and not _TOLD.search(words):
        return Reading(Kind.OPINION, Modality.ASSERTED, should), None
    return Reading(Kind.FACT, Modality.ASSERTED), None


def _says_ahead(words: str, language: str, published: date) -> bool:
    """Whether the day names its year, or says that it is to come: `am 25. Juni` may well be past."""
    told = due(words, None, language)
    return (told is not None and told[0] >= published) or _TO_COME.search(words) is not None


def _found(pattern: re.Pattern[str], words: str) -> str | None:
    """The cue as it stands in the text."""
    m = pattern.search(words)
    return next((said for name, said in m.groupdict().items() if name.startswith("cue") and said), None) if m else None
