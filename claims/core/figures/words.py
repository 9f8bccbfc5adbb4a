"""The words of number: numerals, scales, fractions and the cues that bound a figure, by language."""

import re
from collections.abc import Mapping
from functools import cache

from claims.core.figures.pattern import Pattern

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")


def _pairs(text: str) -> dict[str, int]:
    return {word: int(number) for word, _, number in (item.partition("=") for item in text.split())}


SMALL: Mapping[str, Mapping[str, int]] = {
    "en": _pairs(
        "zero=0 nought=0 naught=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11"
        " twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20"
        " thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"
    ),
    "de": _pairs(
        "null=0 ein=1 eins=1 eine=1 einen=1 einer=1 einem=1 zwei=2 zwo=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8"
        " neun=9 zehn=10 elf=11 zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18"
        " neunzehn=19 zwanzig=20 dreißig=30 dreissig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80"
        " neunzig=90"
    ),
    "fr": _pairs(
        "zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12"
        " treize=13 quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60"
        " septante=70 huitante=80 octante=80 nonante=90"
    ),
    "es": _pairs(
        "cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12"
        " trece=13 catorce=14 quince=15 dieciséis=16 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20"
        " veintiuno=21 veintiún=21 veintiun=21 veintiuna=21 veintidós=22 veintidos=22 veintitrés=23 veintitres=23"
        " veinticuatro=24 veinticinco=25 veintiséis=26 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29"
        " treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90"
    ),
    "it": _pairs(
        "zero=0 un=1 uno=1 una=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11"
        " dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20"
        " trenta=30 quaranta=40 cinquanta=50 sessanta=60 settanta=70 ottanta=80 novanta=90"
    ),
    "pt": _pairs(
        "zero=0 um=1 uma=1 dois=2 duas=2 três=3 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11"
        " doze=12 treze=13 catorze=14 quinze=15 dezesseis=16 dezassete=17 dezessete=17 dezoito=18 dezenove=19 vinte=20"
        " trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90"
    ),
}
"""Numerals below a hundred that add up."""

HUNDREDS: Mapping[str, Mapping[str, int]] = {
    "en": _pairs("hundred=100"),
    "de": {},
    "fr": _pairs("cent=100 cents=100"),
    "es": _pairs(
        "cien=100 ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400"
        " cuatrocientas=400 quinientos=500 quinientas=500 seiscientos=600 seiscientas=600 setecientos=700"
        " setecientas=700 ochocientos=800 ochocientas=800 novecientos=900 novecientas=900"
    ),
    "it": _pairs("cento=100 duecento=200 trecento=300 quattrocento=400 cinquecento=500 seicento=600 settecento=700"),
    "pt": _pairs(
        "cem=100 cento=100 duzentos=200 trezentos=300 quatrocentos=400 quinhentos=500 seiscentos=600 setecentos=700"
        " oitocentos=800 novecentos=900 duzentas=200 trezentas=300 quatrocentas=400 quinhentas=500"
        " seiscentas=600 setecentas=700 oitocentas=800 novecentas=900"
    ),
}
"""Hundreds; the plain one also multiplies what stands before it."""

_K, _M, _B, _T = 1000, 10**6, 10**9, 10**12

SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {
        "thousand": _K, "million": _M, "billion": _B, "trillion": _T, "quadrillion": 10**15, "milliard": _B,
        "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "crore": 10**7, "crores": 10**7, "millions": _M, "billions": _B,
        "trillions": _T, "dozen": 12, "dozens": 12,
    },
    "de": {
        "tausend": _K, "million": _M, "millionen": _M, "milliarde": _B, "milliarden": _B, "billion": _T,
        "billionen": _T, "billiarde": 10**15, "billiarden": 10**15, "trillion": 10**18, "trillionen": 10**18,
        "dutzend": 12, "tsd": _K, "mio": _M, "mrd": _B, "mrd.": _B, "bio": _T, "hundert": 100,
    },
    "fr": {
        "mille": _K, "millier": _K, "milliers": _K, "million": _M, "millions": _M, "milliard": _B, "milliards": _B,
        "billion": _T, "billions": _T, "mds": _B, "md": _B, "douzaine": 12, "douzaines": 12,
    },
    "es": {
        "mil": _K, "millón": _M, "millon": _M, "millones": _M, "millardo": _B, "millardos": _B, "billón": _T,
        "billon": _T, "billones": _T, "trillón": 10**18, "trillones": 10**18, "docena": 12, "docenas": 12,
    },
    "it": {
        "mille": _K, "mila": _K, "milione": _M, "milioni": _M, "miliardo": _B, "miliardi": _B, "mld": _B,
        "bilione": _T, "bilioni": _T, "dozzina": 12, "dozzine": 12,
    },
    "pt": {
        "mil": _K, "milhão": _M, "milhões": _M, "milhao": _M, "milhoes": _M, "bilhão": _B, "bilhões": _B,
        "bilhao": _B, "bilhoes": _B, "trilhão": _T, "trilhões": _T, "dúzia": 12, "dúzias": 12,
    },
}  # fmt: skip
"""Words that multiply; a billion is 10⁹ in English and Portuguese, 10¹² in German, French and Spanish."""

SHORT_SCALES: Mapping[str, int] = {
    "k": _K, "mn": _M, "mln": _M, "mm": _M, "mio": _M, "mil": _M, "bn": _B, "bln": _B, "bil": _B, "mrd": _B,
    "mld": _B, "mds": _B, "md": _B, "tn": _T, "tln": _T, "trn": _T, "tril": _T, "tsd": _K, "cr": 10**7, "mlrd": _B,
}  # fmt: skip
"""Short scales, lower-cased; `m`, `b` and `t` depend on their company and are read apart."""

CJK_SCALES: Mapping[str, int] = {
    "十": 10, "百": 100, "千": _K, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": _T,
    "拾": 10, "佰": 100, "仟": _K,
}  # fmt: skip
CJK_DIGITS: Mapping[str, int] = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {character: value for value, written in enumerate("〇壹贰叁肆伍陆柒捌玖") for character in written}
    | {"两": 2, "兩": 2, "貳": 2, "參": 3, "陸": 6}
)

FRACTIONS: Mapping[str, Mapping[str, int]] = {
    "en": {
        "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "sixteenth": 16, "twentieth": 20, "fiftieth": 50,
        "hundredth": 100, "thousandth": _K, "millionth": _M, "billionth": _B, "trillionth": _T, "fifteenth": 15,
        "thirtieth": 30, "fortieth": 40, "eleventh": 11,
    },
    "de": {
        "halb": 2, "halbe": 2, "halbes": 2, "halben": 2, "halber": 2, "hälfte": 2, "drittel": 3, "dritteln": 3,
        "viertel": 4, "vierteln": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9,
        "zehntel": 10, "zwanzigstel": 20, "hundertstel": 100, "tausendstel": _K,
    },
    "fr": {
        "demi": 2, "demie": 2, "moitié": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5,
        "sixième": 6, "sixièmes": 6, "huitième": 8, "huitièmes": 8, "dixième": 10, "dixièmes": 10, "centième": 100,
        "centièmes": 100,
    },
    "es": {
        "medio": 2, "media": 2, "mitad": 2, "tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5,
        "quintos": 5, "sexto": 6, "sextos": 6, "octavo": 8, "octavos": 8, "décimo": 10, "décimos": 10,
    },
    "it": {"metà": 2, "mezzo": 2, "terzo": 3, "terzi": 3, "quarto": 4, "quarti": 4, "quinto": 5, "quinti": 5},
    "pt": {"metade": 2, "meio": 2, "meia": 2, "terço": 3, "terços": 3, "quarto": 4, "quartos": 4, "quinto": 5},
}  # fmt: skip
"""Denominators in the singular and where irregular in the plural; English plurals add -s."""

SIGN_FRACTIONS: Mapping[str, tuple[int, int]] = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip

AND: Mapping[str, frozenset[str]] = {
    "en": frozenset({"and"}), "de": frozenset({"und"}), "fr": frozenset({"et"}), "es": frozenset({"y"}),
    "it": frozenset({"e"}), "pt": frozenset({"e"}),
}  # fmt: skip
POINT: Mapping[str, str] = {
    "en": "point",
    "de": "komma",
    "fr": "virgule",
    "es": "coma",
    "it": "virgola",
    "pt": "vírgula",
}

ONES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"one", "a", "an"}),
    "de": frozenset({"ein", "eine", "einen", "einer", "einem", "eins"}),
    "fr": frozenset({"un", "une"}), "es": frozenset({"un", "una", "uno"}),
    "it": frozenset({"un", "una", "uno"}), "pt": frozenset({"um", "uma"}),
}  # fmt: skip
"""Articles and pronouns as much as numerals: numbers only before a scale, a fraction or a unit."""

ARTICLES: Mapping[str, tuple[str, ...]] = {
    "en": ("a", "one"), "de": (), "fr": ("un", "une"), "es": ("un", "una"), "it": ("un", "una"), "pt": ("um", "uma"),
}  # fmt: skip
"""Articles that make a scale a number: a million."""

BETWEEN = frozenset("between zwischen entre tra fra".split())
FROM = frozenset("from von de desde da dal".split())

MINUS = frozenset("minus negative moins menos meno negativ negativen".split())

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec januar jänner februar märz mai juni juli oktober dezember janvier février mars avril juin"
    " juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre"
    " octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro"
    " fevereiro março maio junho julho setembro outubro novembro dezembro".split()
)

_GERMAN_STEMS = (
    "ein|zwei|zwo|drei|vier|fünf|sechs|sech|sieb|acht|neun|zehn|elf|zwölf|zwanzig|hundert|tausend|million|milliard"
    "|billion|halb|hälfte|dutzend|anderthalb|null"
)

_WORDS: tuple[Mapping[str, Mapping[str, int]], ...] = (SMALL, HUNDREDS, SCALES, FRACTIONS)
_CJK = "〇零一二三四五六七八九十百千万萬亿億兆两兩半壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
SIGNS = "½⅓⅔¼¾⅕-⅞⅐-⅒"


@cache
def scanner(language: str, *, chinese: bool = True) -> re.Pattern[str]:
    """Return the pattern of everything a quantity may start at: digits, signs of fractions, numerals in words.

    Group 1 holds digits, which may stand behind a glued currency code. Without `chinese` a hit starts at a word's
    edge, which makes the search several times faster.
    """
    if language == "de":
        words = f"(?:{_GERMAN_STEMS})[a-zäöüß]{{0,60}}"
    else:
        words = f"(?:{_by_first_letter({word for kind in _WORDS for word in kind[language]})})\\b"
    if chinese:
        return re.compile(rf"([0-9]+)|[{SIGNS}]|(?!百分之|零下)[{_CJK}]+|\b{words}")
    return re.compile(rf"\b(?:(?:[a-z]{{2,3}})?([0-9]+)|[{SIGNS}]|{words})")


DIGITS = Pattern(r"[0-9](?:(?<!\w.)|(?<=\b[a-z]{2}.)|(?<=\b[a-z]{3}.))[0-9]*")
"""What the scanner finds in a text without numerals in words, several times faster."""


@cache
def numeral(language: str | None) -> re.Pattern[str]:
    """Return the pattern of what a lower-cased text with a quantity has somewhere; None is any language.

    Much cheaper than to prepare the text and scan it, which most sentences are thereby spared.
    """
    tables = [kind[code] for kind in _WORDS for code in ([language] if language else LANGUAGES)]
    plain = {word for table in tables for word in table}
    german = rf"|\b(?:{_GERMAN_STEMS})" if language in {None, "de"} else ""
    return re.compile(rf"[0-9０-９{SIGNS}{_CJK}]|\b(?:{_by_first_letter(plain)})\b{german}")


def _by_first_letter(plain: set[str]) -> str:
    """Join words to alternatives that share their first letter: fewer to try at each place."""
    table: dict[str, list[str]] = {}
    for word in sorted(plain, key=lambda word: (-len(word), word)):
        table.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(table.items()))
