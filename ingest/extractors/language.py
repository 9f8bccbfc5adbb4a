"""Which language a text is in, as far as the rules need to know: by its script and its commonest words."""

import re

_COMMON = {
    "en": "the of and to in is that for it was on are with as be this has have by at from said will not an",
    "de": "der die und das ist nicht von den zu mit ein eine auf für sich im dem des wird auch werden hat bei oder",
    "fr": "le la les des et est une que dans pour qui sur pas par plus avec sont ce il au aux du être ont",
    "es": "el la los las de que y en un una por con no es para se del al lo como más su está",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SAMPLE = 5000
_LETTER = re.compile(r"[\W\d_]+")
_FOREIGN = re.compile(r"[\u0000-\u0250]+|[\W\d_]+")
_WIDE = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")


def detect(text: str) -> str:
    """Return `en`, `de`, `fr`, `es`, `zh`, `ja` or `und`; English where there is too little to tell."""
    sample = text[:_SAMPLE]
    foreign = "" if sample.isascii() else _FOREIGN.sub("", sample)
    letters = len(_LETTER.sub("", sample)) if foreign else 1
    if foreign:
        wide, kana = len(_WIDE.findall(foreign)), len(_KANA.findall(foreign))
        if (wide + kana) * 10 > letters * 3:
            return "ja" if kana * 5 > wide else "zh"
    words = sample.casefold().split()
    hits = {language: sum(map(known.__contains__, words)) for language, known in _SETS.items()}
    best = max(hits, key=lambda language: hits[language])
    if hits[best] * 20 < len(words):
        return "und" if len(foreign) * 2 > letters else "en"
    return "en" if hits["en"] == hits[best] else best
