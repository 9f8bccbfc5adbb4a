"""The words that bound a figure, by language: cue → comparator."""

from collections.abc import Mapping

CUES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "up to": "<=", "as much as": "<=", "as many as": "<=", "at most": "<=", "no more than": "<=",
        "not more than": "<=", "maximum of": "<=", "maximum": "<=", "max": "<=", "max.": "<=", "as high as": "<=",
        "at the most": "<=", "capped at": "<=", "not exceeding": "<=", "limited to": "<=", "a maximum": "<=",
        "no greater than": "<=", "as long as": "<=", "as large as": "<=", "not to exceed": "<=",
        "at least": ">=", "no less than": ">=", "no fewer than": ">=", "not less than": ">=", "minimum of": ">=",
        "minimum": ">=", "min": ">=", "min.": ">=", "as little as": ">=", "as few as": ">=", "as low as": ">=",
        "not fewer than": ">=", "at a minimum": ">=",
        "more than": ">", "over": ">", "above": ">", "exceeding": ">", "exceeds": ">", "exceeded": ">",
        "exceed": ">", "in excess of": ">", "greater than": ">", "beyond": ">", "upwards of": ">",
        "upward of": ">", "north of": ">", "surpassing": ">", "surpassed": ">", "topped": ">", "topping": ">",
        "higher than": ">", "larger than": ">", "better than": ">", "longer than": ">",
        "less than or equal to": "<=", "less than or equal": "<=", "less or equal than": "<=",
        "smaller or equal than": "<=", "lower or equal than": "<=", "equal to or less than": "<=",
        "lower than or equal to": "<=", "smaller than or equal to": "<=",
        "greater than or equal to": ">=", "more than or equal to": ">=", "higher or equal than": ">=",
        "greater or equal than": ">=", "equal to or greater than": ">=", "at least or equal to": ">=",
        "older than": ">", "younger than": "<", "faster than": ">", "slower than": "<", "heavier than": ">",
        "lighter than": "<", "taller than": ">", "surpass": ">", "surpasses": ">", "tops": ">", "well over": ">",
        "well above": ">", "well below": "<",
        "less than": "<", "under": "<", "below": "<", "fewer than": "<", "lower than": "<", "south of": "<",
        "smaller than": "<", "shorter than": "<", "short of": "<",
        "about": "~", "around": "~", "approximately": "~", "approx": "~", "approx.": "~", "roughly": "~",
        "some": "~", "nearly": "~", "almost": "~", "close to": "~", "circa": "~", "ca.": "~", "ca": "~", "c.": "~",
        "an estimated": "~", "estimated": "~", "just under": "~", "just below": "~", "just over": ">", "near": "~",
        "virtually": "~", "in the region of": "~", "on the order of": "~", "more or less": "~", "just about": "~",
        "just shy of": "~", "just short of": "~", "in the neighborhood of": "~", "approaching": "~",
        "nearing": "~", "no over": "<=", "not over": "<=", "not under": ">=", "not below": ">=", "not above": "<=",
    },
    "de": {
        "bis zu": "<=", "höchstens": "<=", "maximal": "<=", "nicht mehr als": "<=", "max.": "<=", "bis": "<=",
        "mindestens": ">=", "wenigstens": ">=", "minimal": ">=", "nicht weniger als": ">=", "min.": ">=",
        "mehr als": ">", "über": ">", "größer als": ">", "oberhalb von": ">", "gut": ">",
        "älter als": ">", "jünger als": "<", "länger als": ">", "kürzer als": "<", "höher als": ">",
        "niedriger als": "<", "größer oder gleich": ">=", "kleiner oder gleich": "<=", "deutlich über": ">",
        "deutlich unter": "<", "weniger als": "<", "unter": "<", "unterhalb von": "<", "kleiner als": "<",
        "etwa": "~", "rund": "~", "ungefähr": "~", "circa": "~", "zirka": "~", "ca.": "~", "ca": "~", "knapp": "~",
        "fast": "~", "nahezu": "~", "beinahe": "~", "annähernd": "~", "geschätzt": "~", "geschätzte": "~",
        "geschätzten": "~", "um die": "~", "schätzungsweise": "~",
    },
    "fr": {
        "jusqu'à": "<=", "au plus": "<=", "au maximum": "<=", "pas plus de": "<=", "maximum": "<=",
        "au moins": ">=", "au minimum": ">=", "minimum": ">=", "pas moins de": ">=",
        "plus de": ">", "plus d'": ">", "supérieur à": ">", "au-dessus de": ">", "moins de": "<", "moins d'": "<",
        "inférieur à": "<", "au-dessous de": "<", "environ": "~", "près de": "~", "quelque": "~", "presque": "~",
        "autour de": "~", "approximativement": "~", "à peu près": "~", "quasiment": "~",
    },
    "es": {
        "hasta": "<=", "como máximo": "<=", "máximo": "<=", "no más de": "<=", "un máximo de": "<=",
        "al menos": ">=", "por lo menos": ">=", "como mínimo": ">=", "mínimo": ">=", "un mínimo de": ">=",
        "más de": ">", "superior a": ">", "por encima de": ">", "menos de": "<", "inferior a": "<",
        "por debajo de": "<", "unos": "~", "unas": "~", "alrededor de": "~", "cerca de": "~", "casi": "~",
        "aproximadamente": "~", "en torno a": "~",
    },
    "it": {
        "fino a": "<=", "al massimo": "<=", "almeno": ">=", "più di": ">", "oltre": ">", "meno di": "<",
        "sotto": "<", "circa": "~", "quasi": "~", "intorno a": "~",
    },
    "pt": {
        "até": "<=", "no máximo": "<=", "pelo menos": ">=", "no mínimo": ">=", "mais de": ">", "acima de": ">",
        "menos de": "<", "abaixo de": "<", "cerca de": "~", "quase": "~", "aproximadamente": "~",
    },
}  # fmt: skip
"""Words straight before a figure → comparator, by language."""

SIGN_CUES: Mapping[str, str] = {
    "~": "~",
    "≈": "~",
    "∼": "~",
    "<": "<",
    ">": ">",
    "≤": "<=",
    "≥": ">=",
    "<=": "<=",
    "=<": "<=",
    "=>": ">=",
    ">=": ">=",
}
SIGN_ENDS = frozenset(sign[-1] for sign in SIGN_CUES)

CJK_CUES: Mapping[str, str] = {
    "超过": ">", "超過": ">", "逾": ">", "超": ">", "高于": ">", "大于": ">", "多于": ">", "突破": ">", "不止": ">",
    "高达": "<=", "多达": "<=", "最多": "<=", "至多": "<=", "最高": "<=", "不超过": "<=", "不超過": "<=",
    "至少": ">=", "最少": ">=", "不少于": ">=", "不低于": ">=", "最低": ">=", "不到": "<", "低于": "<", "少于": "<",
    "不足": "<", "小于": "<", "约": "~", "約": "~", "大约": "~", "近": "~", "接近": "~", "将近": "~", "大概": "~",
    "约为": "~", "几乎": "~", "差不多": "~", "约有": "~", "大约有": "~", "約有": "~", "约合": "~", "起码": ">=",
    "不及": "<", "未满": "<", "未滿": "<", "超过了": ">", "大於": ">", "高於": ">", "低於": "<", "少於": "<",
}  # fmt: skip
CJK_AFTER: Mapping[str, str] = {
    "以上": ">=", "以下": "<=", "以内": "<=", "左右": "~", "上下": "~", "余": ">", "餘": ">", "多": ">",
    "之内": "<=", "以內": "<=", "有余": ">", "开外": ">", "出头": ">", "几": ">", "幾": ">",
}  # fmt: skip
