"""Numbered things between Chinese characters, which are no quantities: 第33届, 20世纪, 光绪三十二年, 5月3日, 2号线."""

from claims.core.figures.pattern import Pattern

_ERAS = Pattern(
    "(?:公元前?|纪元前?|前|民国|民國|昭和|平成|令和|大正|明治|洪武|永乐|宣德|成化|弘治|正德|嘉靖|隆庆|万历|天启|崇祯|顺治|康熙"
    "|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|贞观|开元|天宝)$"
)
"""Names of eras, after which a number of years is a year."""
_NUMERAL = "(?:[0-9]{1,4}|[一二三四五六七八九十廿]{1,3})"
_NUMBERED = Pattern(
    f"(?:[至到、和~–—-]{_NUMERAL})?"
    "(?:世纪|世紀|年代|年级|年級|年度|年生|号|號|楼|樓|路|线|線|届|屆|型|世|师|師|旅|军|軍|月份|章|番)(?!个)|"
    f"月(?!租|薪|亮)(?:{_NUMERAL}[日号號])?"
)
_DAY = Pattern("[日号號]")
_YEAR_LEADS = frozenset("在于於至到从從自（(—")


def end_of_numbered(text: str, start: int, end: int, value: int | None) -> int:
    """Return where the thing that the numeral at start..end numbers ends, or 0 when the numeral counts."""
    before = text[start - 1 : start]
    if before == "第":
        return end
    following = text[end : end + 1]
    if following < "⺀":
        return 0
    if following == "年" and (_ERAS.search(text, max(0, start - 3), start) or _is_year(before, end - start, value)):
        return end + 1
    if following in "日号號" and value is not None and value <= 31:
        return end + 1
    if following in "级級" and end - start == 4:
        return end + 1
    match = _NUMBERED.match(text, end)
    if not match or (following == "月" and (value is None or not 0 < value <= 12)):
        return 0
    return match.end()


def _is_year(before: str, length: int, value: int | None) -> bool:
    """Whether digits such as the 649 of 在649年 are a year."""
    return length == 3 and value is not None and bool(value % 10) and before in _YEAR_LEADS
