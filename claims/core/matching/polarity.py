"""What turns a statement round: a negation, or a word against its opposite."""

from claims.core.matching.said import Said
from claims.core.words import words

_NEGATIONS = frozenset(
    "not no never none neither nor without cannot nobody nothing nowhere hardly deny denied denies denying refuse"
    " refused refuses false untrue nicht kein keine keinen keinem keiner nie niemals ohne ne pas jamais sans nunca sin"
    " 不 没 未 无 非 没有".split()
)
NEGATIONS = frozenset(word for each in _NEGATIONS for word in words(each)) | {"不", "没", "未", "无"}
_PAIRS = """
rise fall; rose fell; rose fall; rise fell; risen fallen; increase decrease; grow shrink
grew shrank; gain lose; gained lost; up down; higher lower; more fewer; more less; raise cut
raise lower; raised cut; accept reject; approve reject; approve block; win lose; won lost
buy sell; bought sold; hire fire; open close; opened closed; start stop; began ended; begin end
support oppose; supported opposed; confirm deny; confirmed denied; allow ban; allowed banned
legal illegal; true false; safe unsafe; profit loss; success failure; succeed fail
possible impossible; guilty innocent; alive dead; ahead behind; above below; best worst
largest smallest; highest lowest; first last; join leave; joined left; accelerate slow
surplus deficit; create destroy; include exclude; strengthen weaken; improve worsen
before after; soar plunge; rise drop; increase drop; rise decline; grow decline
increase decline; gain drop; jump drop; add shed; expand shrink; stieg fiel; stieg sank
steigen fallen; gewinn verlust; mehr weniger
上升 下降; 增长 下降; 增加 减少; 上涨 下跌; 盈利 亏损; 扩大 缩小
"""
_OPPOSITE: dict[str, set[str]] = {}
for _pair in _PAIRS.replace("\n", ";").split(";"):
    if _pair.strip():
        _one, _other = (words(each)[-1] for each in _pair.split())
        _OPPOSITE.setdefault(_one, set()).add(_other)
        _OPPOSITE.setdefault(_other, set()).add(_one)


def turned(one: Said, other: Said) -> str | None:
    """Return how one statement turns the other round, in words, or None when it does not.

    Only words that one has and the other has not can turn it; twice turned is not.
    """
    mine, yours = set(one.words), set(other.words)
    only, others = mine - yours, yours - mine
    negated = (_negations(one) - _negations(other)) % 2
    against = next(
        ((word, found) for word in sorted(only) for found in sorted(_OPPOSITE.get(word, set()) & others)), None
    )
    if bool(negated) == (against is not None):
        return None
    if against is not None:
        return f"the opposite: {against[0]} against {against[1]}"
    return "one is negated"


def _negations(said: Said) -> int:
    contracted = said.text.lower().replace("’", "'").count("n't")
    return contracted + sum(word in NEGATIONS for word in said.words if word != "cannot") + said.words.count("cannot")
