"""Subjects: by what form an organisation or a person is known, however its name is written."""

import re
from functools import lru_cache

from claims.core.text import comparable
from claims.core.words import fold

LEGAL = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag se kg kgaa ohg ug mbh sa sas sarl "
    "srl spa nv bv ab asa oyj pte pty kk".split()
)
"""Legal forms, which end a name without being part of it."""
_CHINESE_LEGAL = re.compile(r"(?<=..)(?:股份有限公司|有限责任公司|有限公司|株式会社|주식회사)$")
_QUOTES = re.compile("[\u2018\u2019\u02bc\uff07`]")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')(?=$|\s)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}|(?<![\w.])[^\W\d_]\.(?=\s|$)")
_JOINED = re.compile(r"\b([^\W\d_])\s+(?=[^\W\d_]\s+[^\W\d_]{2,})")
_SIMPLE = re.compile(r"[a-z0-9]{2,}(?: [a-z0-9]{2,})*")
_OUTSIDE = ' \t\n\r"“”„«»()[]{}<>,;:!?*_.|'


@lru_cache(maxsize=50_000)
def subject_key(name: str) -> str:
    """Return the form a name is known by: `Meta`, `Meta's` and `META Inc.` are one, `Meta Platforms` is another.

    It has no case, no accents, no `the` before it, no possessive and no legal form after it, and no dots after
    letters that stand alone. Nothing else is guessed: what more belongs together is said by aliases.
    """
    lower = name.lower()  # most names are plain, and an import has many
    if _SIMPLE.fullmatch(lower) and not lower.startswith("the ") and lower[lower.rfind(" ") + 1 :] not in LEGAL:
        return comparable(lower)
    plain = " ".join(_QUOTES.sub("'", fold(name)).split())
    for _ in range(len(plain)):
        shorter = _shorter(plain)
        if shorter == plain:
            break
        plain = shorter
    return comparable(plain)


def _shorter(plain: str) -> str:
    plain = _POSSESSIVE.sub("", plain).replace(" & ", " and ")
    if "." in plain:
        plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    plain = _JOINED.sub(r"\1", plain.strip(_OUTSIDE))
    first, _, rest = plain.partition(" ")
    if first == "the" and rest:
        plain = rest
    parts = plain.split()
    last = parts[-1].strip(_OUTSIDE).replace(".", "") if parts else ""
    if len(parts) > 1 and last in LEGAL:
        plain = " ".join(parts[:-1])
        plain = plain.removesuffix(" and").removesuffix(" &")  # GmbH & Co. KG
    return _CHINESE_LEGAL.sub("", plain.strip(_OUTSIDE))
