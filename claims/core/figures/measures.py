"""Measures: what a figure measures when a noun beside it says so, under one English name in every language."""

import re
from collections.abc import Mapping
from functools import cache

from claims.core.figures.passage import Passage
from claims.core.figures.pattern import Pattern

_ENGLISH = (
    "budget|investment|deal|fine|contract|loan|fund|valuation|settlement|lawsuit|loss|profit|grant|bonus|package|bill"
    "|revenue|revenues|income|sales|turnover|price|cost|costs|salary|debt|assets|capitalization|capitalisation|margin"
    "|share|stake|population|growth|earnings|spending|capex|expenditure|deficit|surplus|penalty|acquisition|tax|tariff"
)
_ENGLISH_NOUNS = frozenset(_ENGLISH.split("|"))
_AFTER = Pattern(r"(?:-| (?:in )?)([a-z]+)\b")
_ABROAD: Mapping[str, Mapping[str, str]] = {
    "de": {
        "umsatz": "revenue", "einnahmen": "revenue", "erlös": "revenue", "gewinn": "profit", "überschuss": "surplus",
        "verlust": "loss", "verluste": "loss", "budget": "budget", "haushalt": "budget", "etat": "budget",
        "preis": "price", "kosten": "cost", "schulden": "debt", "investition": "investment", "vermögen": "assets",
        "investitionen": "investment", "bevölkerung": "population", "geldstrafe": "fine", "bußgeld": "fine",
        "gehalt": "salary", "marktwert": "valuation", "börsenwert": "valuation", "defizit": "deficit",
        "wachstum": "growth", "schaden": "damage", "alter": "age", "marktanteil": "share", "fläche": "area",
    },
    "fr": {
        "chiffre d'affaires": "revenue", "recettes": "revenue", "bénéfice": "profit", "bénéfices": "profit",
        "perte": "loss", "pertes": "loss", "budget": "budget", "prix": "price", "coût": "cost", "dette": "debt",
        "amende": "fine", "investissement": "investment", "population": "population", "salaire": "salary",
        "déficit": "deficit", "croissance": "growth", "part de marché": "share", "superficie": "area",
    },
    "es": {
        "ingresos": "revenue", "beneficio": "profit", "beneficios": "profit", "ganancias": "profit",
        "pérdida": "loss", "pérdidas": "loss", "presupuesto": "budget", "precio": "price", "coste": "cost",
        "costo": "cost", "deuda": "debt", "multa": "fine", "inversión": "investment", "población": "population",
        "salario": "salary", "déficit": "deficit", "crecimiento": "growth", "superficie": "area",
    },
    "zh": {
        "营收": "revenue", "收入": "revenue", "销售额": "sales", "利润": "profit", "盈利": "profit", "亏损": "loss",
        "预算": "budget", "价格": "price", "售价": "price", "票价": "price", "成本": "cost", "债务": "debt",
        "负债": "debt", "投资": "investment", "人口": "population", "罚款": "fine", "市值": "valuation",
        "估值": "valuation", "赤字": "deficit", "月薪": "salary", "年薪": "salary", "工资": "salary", "面积": "area",
    },
}  # fmt: skip
"""Nouns of other languages → the English name of what they measure."""
_LINKS = {
    "en": "of|at|was|is|were|are|reached|totaled|totalled",
    "de": "von|in höhe von|beträgt|betrug|lag bei|liegt bei|stieg auf|sank auf|auf|erreichte",
    "fr": "de|d'environ|de près de|est de|était de|s'élève à|atteint|a atteint",
    "es": "de|es de|fue de|alcanzó|asciende a|ascendió a|llegó a",
}
_AGED = Pattern(r"\bage[sd]? (?:of )?$")
_NAMED = Pattern(r"[A-Z][^\W\d_A-Z]{1,20}(?:-[A-Z][a-z]{1,20})? [A-Z][^\W\d_]{2,20}, $")
_YEARS_OF_AGE = frozenset("岁歲歳")
_OLD = Pattern(r"(?:-| )old\b")


@cache
def _before(language: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(rf"({'|'.join(_ABROAD['zh'])})(?:[为為达達约約超近额的共是至到过高逾仅]|总额|只有){{0,4}}$")
    nouns = _ENGLISH if language == "en" else "|".join(sorted(_ABROAD[language], key=len, reverse=True))
    return re.compile(rf"\b({nouns}) (?:{_LINKS[language]})(?: [^\W\d_]{{1,15}}){{0,2}} $")


@cache
def _last_links(language: str) -> frozenset[str]:
    """Return the words of which one is among the last three before any figure that a noun before it tells of."""
    return frozenset(link.rpartition(" ")[2] for link in _LINKS.get(language, "").split("|") if link)


def measured(passage: Passage, start: int, end: int) -> str | None:
    """Return what the figure at start..end measures: "budget" for a $2 billion budget and for ein Etat von 2 Mrd."""
    text = passage.folded
    following = text[end : end + 4]
    if text[end - 1 : end] in _YEARS_OF_AGE or (following in {"-old", " old"} and _OLD.match(text, end)):
        return "age"
    language = "zh" if passage.chinese else passage.language
    behind = _AFTER.match(text, end) if language == "en" and following[:1] in {" ", "-"} else None
    if behind and behind[1] in _ENGLISH_NOUNS:
        return behind[1]
    first = start - 48 if start > 48 else 0
    if language != "zh" and _last_links(language).isdisjoint(text[first:start].rsplit(None, 3)[-3:]):
        return None
    match = _before(language).search(text, first, start)
    if match is None:
        return None
    return match[1] if language == "en" else _ABROAD[language][match[1]]


def is_age(passage: Passage, start: int, end: int) -> bool:
    """Whether a bare number is somebody's age: aged 45; Ada Green, 49, a nurse."""
    if passage.language != "en" or not 0 < end - start < 4:
        return False
    first = max(0, start - 9)
    if "age" in passage.folded[first:start] and _AGED.search(passage.folded, first, start):
        return True
    named = passage.raw[end : end + 1] in {",", ".", ";"} and _NAMED.search(passage.raw, max(0, start - 46), start)
    return bool(named) and 15 < int(passage.folded[start:end]) < 110 and not passage.folded[end + 1 : end + 2].isdigit()
