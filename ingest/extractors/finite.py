"""Which verbs of a sentence carry a clause, judged by the words around them."""

_VERBAL = frozenset("MBHOVpvyzdN")
_AUXILIARY = frozenset("MBHO")
_HELPED = frozenset("BHMOVpd")  # `which forecasters had seen`: the word before it is no verb
_CUTS = frozenset("CSW,;:-—–()\"“”`'")
_NO_VERB_AFTER = frozenset("DPTJ#MHO")
_PASSED_OVER = frozenset("A#")
_DOUBTFUL_AFTER = frozenset("NEy")
_NOUN_LIKE = frozenset("NzW")
_ASKS = frozenset("TDSRW")


def finite(tags: list[str], lows: list[str]) -> list[int]:
    """Places of verbs that carry a clause; the first word of each verb group."""
    found: list[int] = []
    before = ""
    clause = 0
    latest = -1  # the last place found
    ahead = [*tags[1:], ""]
    for i, tag in enumerate(tags):
        if tag in _VERBAL:
            carries = False
            if tag == "N":
                carries = before == "W" and lows[i][-1] == "s" and latest < clause and ahead[i] not in _HELPED
            elif tag in _AUXILIARY:
                carries = tag == "B" or before not in ("M", "T", "H")
            elif tag == "d":
                aside = before == "," and i > 3 and tags[i - 2] == "A" and tags[i - 3] == ","  # `, meanwhile, told`
                carries = not _by_somebody(tags, lows, i) and _past(
                    tags[i - 4] if aside else before, tags, i, latest >= clause
                )
            elif tag == "V" or tag == "p":
                carries = before not in _NO_VERB_AFTER and not (
                    before in _DOUBTFUL_AFTER and latest >= clause and ahead[i] in _AFTER_NOUN
                )
            elif tag == "v":
                opening = before == "E" and i == 1  # `Economists expect …`: a capital only opens the sentence
                carries = before == "R" or ((opening or before in _NOUN_LIKE) and latest < clause and _plural(lows, i))
            elif tag == "y":
                carries = before == "R" or (
                    _plural(lows, i)
                    and ahead[i] not in _AUXILIARY  # `that demand will rise`
                    and (ahead[i] in _ASKS or (tags[clause] in "SW" and latest < clause))
                )
            elif latest < clause and not _named_together(tags, lows, i):
                carries = _third(before, ahead[i], lows, i) or _closes(before, ahead[i], tags, i)
            if carries:
                found.append(i)
                latest = i
                if lows[i] in _SAYS:
                    clause = i + 1
        elif tag in _CUTS:
            clause = i
        if tag in _PASSED_OVER:
            if tag == "#" and before != "E":  # `Llama 4` is a name as a whole
                before = tag
        elif tag == "E":
            before = "D" if lows[i].endswith(("'s", "’s")) else tag
        else:
            before = tag
    return found or _promoted(tags, lows)


def _closes(before: str, following: str, tags: list[str], i: int) -> bool:
    """Whether the comma before word `i` closes an insertion: `X, a maker of chips, leads Y`."""
    return before == "," and following in _OBJECTS and "," in tags[max(0, i - 16) : i - 1]


_SAYS = frozenset("said says say believe believes think thinks argue argues argued".split())
_AFTER_NOUN = frozenset(("", ",", ".", ")", "P", "C", ";"))
_AFTER_VERB = frozenset("DPT#$ERSJA")
_OBJECTS = frozenset("DEW#$RT")


def _promoted(tags: list[str], lows: list[str]) -> list[int]:
    """A sentence without a sure verb: the likeliest doubtful one, if any follows a noun."""
    for wanted in ("d", "z", "v", "y"):
        for i in range(1, len(tags) - 1):
            if tags[i] != wanted:
                continue
            sure = tags[i - 1] in ("N", "E", "R", "z", "A", ")") or (wanted == "d" and tags[i - 1] in (",", "G"))
            named = wanted == "z" and tags[i - 1] == "E" and tags[i + 1] in ("N", "z", "y")
            if sure and (named or tags[i + 1] in _AFTER_VERB):
                return [i]
            if wanted == "z" and _owned(tags, lows, i):
                return [i]
    return []


def _owned(tags: list[str], lows: list[str], i: int) -> bool:
    """`the state reports losses`, `the plant opens in 2027`: one thing alone does it."""
    one = i > 1 and tags[i - 2] == "D" and tags[i - 1] in ("N", "y") and not _plural(lows, i)
    return one and tags[i + 1] in ("N", "z", "P")


def _plural(lows: list[str], i: int) -> bool:
    before = lows[i - 1] if i else ""
    return (len(before) > 3 and before[-1] == "s" and before[-2:] not in ("ss", "us", "is")) or before in _PLURALS


_PLURALS = frozenset(
    "people men women children police many some most both all others which who that data media".split()
)


_VERB_OR_NOUN = frozenset("pVBMHdN")


def _third(before: str, following: str, lows: list[str], i: int) -> bool:
    if before == "R" or (before == "W" and (following not in _VERB_OR_NOUN or lows[i - 1] == "who")):
        return True
    if before == "E" or (before == "N" and not _plural(lows, i)):
        return following in ("T", "D", "#", "$", "S", "J", "A", "E", "R", "G", "W", "€", "£")
    return False


def _named_together(tags: list[str], lows: list[str], i: int) -> bool:
    """`closed the Ohio and Texas plants because …`: one noun for both names, and no verb."""
    k = _before_names(tags, i)
    if k == i or k < 2 or lows[k - 1] != "and" or tags[i + 1 : i + 2] not in ([], ["S"], ["A"], ["P"], ["."], [","]):
        return False
    k = _before_names(tags, k - 1)
    return k > 1 and lows[k - 1] == "the" and tags[k - 2] in "dpvyVzGPT"


def _before_names(tags: list[str], i: int) -> int:
    while i and tags[i - 1] == "E":
        i -= 1
    return i


_SUBJECT_ENDS = frozenset("NEzyv)”\"'")


def _past(before: str, tags: list[str], i: int, has_finite: bool) -> bool:
    """Whether an -ed word is the past tense of a clause rather than a participle."""
    following = tags[i + 1] if i + 1 < len(tags) else ""
    if before in ("R", "W") or (before == "," and following in ("D", "z", "#", "$") and i > 1 and not has_finite):
        return True
    if before == "," and _closes_relative(tags, i):
        return True
    if has_finite or before not in _SUBJECT_ENDS:
        return False
    if following == "P" or not following:
        return not (_finite_ahead(tags, i + 1) or _inserted(tags, i))
    return True


def _by_somebody(tags: list[str], lows: list[str], i: int) -> bool:
    """`documents seen by the paper`, and not `sales dropped by 5 %`: what was done to a thing."""
    done = lows[i + 1 : i + 2] == ["by"] and lows[i] not in _BY_SO_MUCH
    return done and "".join(tags[i + 2 : i + 3]) in ("D", "E", "R")


_BY_SO_MUCH = frozenset(
    "dropped increased decreased declined improved passed stopped advanced climbed jumped slipped gained".split()
)


def _closes_relative(tags: list[str], i: int) -> bool:
    """`Acme, which makes pumps, declined to …`: the comma before word `i` closes what another opened."""
    opened = next((k for k in range(i - 2, max(0, i - 20), -1) if tags[k] == ","), 0)
    return opened > 0 and tags[opened + 1] == "W" and opened < i - 3 and "," not in tags[:opened]


def _inserted(tags: list[str], i: int) -> bool:
    """`Acme, the firm founded by Berg, has …`: a verb right behind the comma that closes what another opened."""
    closing = next((k for k in range(i + 1, min(len(tags) - 1, i + 25)) if tags[k] == ","), 0)
    opened = next((k for k in range(i - 1, max(0, i - 12), -1) if tags[k] == ","), 0)
    return bool(opened and closing) and tags[opened + 1] == "D" and tags[closing + 1] in "BMHVO"


def _finite_ahead(tags: list[str], i: int) -> bool:
    """Whether another verb of the same clause follows: then this one only describes the noun before it."""
    before = ""
    for tag in tags[i : i + 25]:
        if tag in ("B", "M", "H", "V", "p", "O"):
            return True
        if tag in (",", "C", "S", "W", ";", ":", "."):
            return tag == "W" and before == "d"  # `a study published in May found that …`
        before = tag
    return False
