"""The dates of French and Spanish: `d'ici 2030`, `en los próximos cinco años`."""

import re

from ingest.extractors.dating import Dates, any_of, numbered

_Words = dict[str, int | str]


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


def _same(means: int | str, words: str) -> _Words:
    return dict.fromkeys(words.split("|"), means)


_YEAR = r"(?P<year>(?:20|21)\d\d)(?:[ ]?[-–/][ ]?(?P<until>\d\d(?:\d\d)?)\b)?(?![.,]?\d|[ ]?%)"

_FR_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FR_COUNTS = "un une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
_FR_NTHS = "premier 1er|deuxième second 2e|troisième 3e|quatrième 4e"
_FR_UNITS = _same("hour", "heure|heures") | _same("day", "jour|jours|demain") | _same("week", "semaine|semaines")
_FR_UNITS |= _same("month", "mois") | _same("quarter", "trimestre|trimestres") | _same("decade", "décennie|décennies")
_FR_UNITS |= _same("year", "an|ans|année|années")
_FR_PARTS = _same("early", "début") | _same("mid", "mi|milieu") | _same("end", "fin")
_FR_MONTH, _FR_UNIT = rf"(?P<month>{_FR_MONTHS})\b", rf"(?P<unit>{any_of('|'.join(_FR_UNITS))})\b"
_FR_COUNT = rf"(?P<count>\d{{1,3}}|{any_of(_FR_COUNTS)})"
_FR_OF = rf"(?:[ ](?:de[ ])?(?:l['’]année[ ])?{_YEAR}|[ ]de[ ]l['’](?P<unit>année|an)[ ](?P<ahead>prochaine?))"

FRENCH = Dates(
    patterns=(
        _pattern(rf"(?:(?P<before>avant)[ ]le[ ])?(?P<day>\d{{1,2}})(?:er)?[ ]{_FR_MONTH}(?:[ ]{_YEAR})?"),
        _pattern(rf"(?:(?P<before>avant)[ ])?{_FR_MONTH}[ ]{_YEAR}"),
        _pattern(rf"(?:T(?P<quarter>[1-4])|(?P<quarter2>{any_of(_FR_NTHS)})[ ]trimestre)\b{_FR_OF}?"),
        _pattern(rf"(?P<half>premier|second|deuxième|1er|2e)[ ]semestre\b{_FR_OF}?"),
        _pattern(rf"(?P<part>début|mi|fin|milieu)[ -](?:de[ ]l['’]année[ ])?{_YEAR}"),
        _pattern(r"(?:les[ ])?années[ ](?P<decade>20\d0)\b"),
        _pattern(
            rf"(?P<span>dans|d['’]ici|sur|au[ ]cours)[ ](?:à[ ])?(?:des|les)[ ]{_FR_COUNT}[ ]prochaine?s[ ]{_FR_UNIT}"
        ),
        _pattern(rf"(?P<span>dans|d['’]ici)[ ](?:à[ ])?(?:environ[ ])?{_FR_COUNT}[ ]{_FR_UNIT}"),
        _pattern(r"(?:(?P<part>début|fin)[ ](?:de[ ])?)?l['’](?P<unit>an|année)[ ](?P<ahead>prochaine?)\b"),
        _pattern(r"(?P<unit>semaine|mois|trimestre|décennie)[ ](?P<ahead>prochaine?)\b"),
        _pattern(r"(?P<part>fin)[ ]de[ ](?:l['’]|la[ ]|cette[ ])(?P<unit>année|décennie)\b(?![ ]dernière)"),
        _pattern(r"(?P<ahead>cette|ce)[ ](?P<unit>année|semaine|mois|trimestre|décennie)\b"),
        _pattern(r"(?P<unit>(?P<ahead>demain))\b"),
        _pattern(
            r"(?:(?P<before>avant)|d['’]ici|en|dès|à|partir[ ]de|jusqu['’]en|pour|horizon|vers)[ ](?:à[ ])?"
            rf"{_YEAR}"
        ),
        _pattern(rf"(?:en|dès|d['’]ici|fin|début|mi)[ -]{_FR_MONTH}(?![ ]?\d|[ ]dernier)"),
    ),
    values={
        "month": numbered(_FR_MONTHS), "count": numbered(_FR_COUNTS) | _same(15, "quinze") | _same(20, "vingt"),
        "quarter": numbered(_FR_NTHS), "half": numbered(_FR_NTHS), "unit": _FR_UNITS, "part": _FR_PARTS,
        "ahead": _same(0, "cette|ce") | _same(1, "prochain|prochaine|demain"),
    },
    back=re.compile(r"\b(?:depuis|après|selon|suite|que|malgré|dernière?|rapport)\b[^,;:]{0,12}$", re.IGNORECASE),
    record=re.compile(r"\b(?:plus|première? fois|fois|moins)\b[^,;:]{0,30}$", re.IGNORECASE),
    onward=re.compile(r"[ ](?:après|suivant|à compter|plus tard)\b"),
)  # fmt: skip

_ES_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre|octubre|noviembre|diciembre"
_ES_COUNTS = "un una uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce"
_ES_NTHS = "primer primero|segundo|tercer tercero|cuarto"
_ES_UNITS = _same("hour", "hora|horas") | _same("day", "día|días") | _same("week", "semana|semanas")
_ES_UNITS |= _same("month", "mes|meses") | _same("quarter", "trimestre|trimestres") | _same("year", "año|años")
_ES_UNITS |= _same("decade", "década|décadas")
_ES_PARTS = (
    _same("early", "principios|comienzos|inicios") | _same("mid", "mediados") | _same("end", "finales|fines|fin|final")
)
_ES_MONTH, _ES_UNIT = rf"(?P<month>{any_of(_ES_MONTHS)})\b", rf"(?P<unit>{any_of('|'.join(_ES_UNITS))})\b"
_ES_COUNT = rf"(?P<count>\d{{1,3}}|{any_of(_ES_COUNTS)})"
_ES_NEXT = r"(?P<ahead>próxim[oa])"
_ES_OF = rf"(?:[ ](?:de[ ]|del[ ])?(?:año[ ])?{_YEAR}|[ ]del[ ]{_ES_NEXT}[ ](?P<unit>año))"
_ES_PART = rf"(?P<part>{any_of('|'.join(_ES_PARTS))})"

SPANISH = Dates(
    patterns=(
        _pattern(rf"(?:(?P<before>antes)[ ]del[ ])?(?P<day>\d{{1,2}})[ ]de[ ]{_ES_MONTH}(?:[ ]del?[ ]{_YEAR})?"),
        _pattern(rf"(?:(?P<before>antes)[ ]de[ ])?{_ES_MONTH}[ ]del?[ ]{_YEAR}"),
        _pattern(rf"(?:T(?P<quarter>[1-4])|(?P<quarter2>{any_of(_ES_NTHS)})[ ]trimestre)\b{_ES_OF}?"),
        _pattern(rf"(?P<half>primer|segundo)[ ]semestre\b{_ES_OF}?"),
        _pattern(rf"{_ES_PART}[ ](?:de[ ]|del[ ])(?:año[ ])?{_YEAR}"),
        _pattern(r"(?:los[ ])?años[ ](?P<decade>20\d0)\b", r"década[ ]de[ ](?:los[ ])?(?P<decade2>20\d0)\b"),
        _pattern(rf"(?P<span>en|durante|dentro[ ]de)[ ](?:los|las)[ ]próxim[oa]s[ ]{_ES_COUNT}[ ]{_ES_UNIT}"),
        _pattern(rf"(?P<span>en|dentro[ ]de)[ ](?:unos[ ])?{_ES_COUNT}[ ]{_ES_UNIT}"),
        _pattern(rf"(?:{_ES_PART}[ ]del?[ ])?{_ES_NEXT}[ ]{_ES_UNIT}"),
        _pattern(r"(?P<unit>año|mes|semana|trimestre)[ ](?P<ahead>que[ ]viene)\b"),
        _pattern(rf"{_ES_PART}[ ](?:de[ ]la|del|de[ ]este)[ ](?P<unit>año|década)\b(?![ ]pasad)"),
        _pattern(r"(?P<ahead>est[ea])[ ](?P<unit>año|mes|semana|trimestre|década)\b"),
        _pattern(
            r"(?:(?P<before>antes[ ]de)|para|en|hasta|hacia|desde|partir[ ]de|año|al)[ ](?:el[ ](?:año[ ])?)?"
            rf"{_YEAR}"
        ),
        _pattern(
            rf"(?:en|para|hasta|desde|{any_of('|'.join(_ES_PARTS))}[ ]de)[ ]{_ES_MONTH}"
            r"(?![ ]?\d|[ ]pasado|[ ]de)"
        ),
    ),
    values={
        "month": numbered(_ES_MONTHS), "count": numbered(_ES_COUNTS) | _same(15, "quince") | _same(20, "veinte"),
        "quarter": numbered(_ES_NTHS), "half": numbered(_ES_NTHS), "unit": _ES_UNITS, "part": _ES_PARTS,
        "ahead": _same(0, "este|esta") | _same(1, "próximo|próxima|que viene"),
    },
    back=re.compile(r"\b(?:desde que|después|tras|según|que en|pasado|respecto)\b[^,;:]{0,12}$", re.IGNORECASE),
    record=re.compile(r"\b(?:más|primera vez|vez|veces|menos)\b[^,;:]{0,30}$", re.IGNORECASE),
    onward=re.compile(r"[ ](?:después|tras|más tarde|desde)\b"),
)  # fmt: skip
