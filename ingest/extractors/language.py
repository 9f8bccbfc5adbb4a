"""Which language a text is in, as far as the rules need to know: by its script and its commonest words."""

_COMMON = {
    "en": "the of and to in is that for it was on are with as be this has have by at from said will not an",
    "de": "der die und das ist nicht von den zu mit ein eine auf für sich im dem des wird auch werden hat bei oder",
    "fr": "le la les des et est une que dans pour qui sur pas par plus avec sont ce il au aux du être ont",
    "es": "el la los las de que y en un una por con no es para se del al lo como más su está",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SAMPLE = 5000


def detect(text: str) -> str:
    """Return `en`, `de`, `fr`, `es`, `zh`, `ja` or `und`; English where there is too little to tell."""
    sample = text[:_SAMPLE]
    wide = sum("\u4e00" <= c <= "\u9fff" for c in sample)
    kana = sum("\u3040" <= c <= "\u30ff" for c in sample)
    letters = sum(c.isalpha() for c in sample) or 1
    if (wide + kana) * 10 > letters * 3:
        return "ja" if kana * 5 > wide else "zh"
    words = sample.casefold().split()
    hits = {language: sum(w in known for w in words) for language, known in _SETS.items()}
    best = max(hits, key=lambda language: hits[language])
    if hits[best] * 20 < len(words):
        foreign = sum(c.isalpha() and ord(c) > 0x250 for c in sample)
        return "und" if foreign * 2 > letters else "en"
    return "en" if hits["en"] == hits[best] else best
