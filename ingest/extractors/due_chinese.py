"""The dates of Chinese: `2027年底前`, `未来五年`, `明年上半年`."""

import re

from ingest.extractors.dating import Dates

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
           "十一": 11, "十二": 12, "十五": 15, "二十": 20, "三十": 30}  # fmt: skip
_NUMBERS: dict[str, int | str] = {**_DIGITS, "1": 1, "2": 2, "3": 3, "4": 4, "上": 1, "下": 2}
_NUMBER = "[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|\\d{1,3}"
_UNITS: dict[str, int | str] = {
    "小时": "hour", "天": "day", "日": "day", "周": "week", "个星期": "week", "个月": "month", "月": "month",
    "个季度": "quarter", "季度": "quarter", "年": "year", "年度": "year", "个十年": "decade", "十年": "decade",
    "今年": "year", "明年": "year", "后年": "year", "本月": "month", "下月": "month", "本周": "week", "下周": "week",
    "下个月": "month", "本季度": "quarter", "下季度": "quarter", "下个季度": "quarter", "年内": "year", "年底": "year",
    "本十年": "decade", "明天": "day", "本年度": "year", "下年度": "year",
}  # fmt: skip
_AHEAD: dict[str, int | str] = {
    **dict.fromkeys(("今年", "本月", "本周", "本季度", "本十年", "本年度"), 0),
    **dict.fromkeys(("明年", "下月", "下个月", "下周", "下季度", "下个季度", "明天", "下年度"), 1), "后年": 2,
}  # fmt: skip
_PARTS: dict[str, int | str] = {
    "初": "early", "年初": "early", "早期": "early", "中": "mid", "年中": "mid", "中期": "mid",
    "底": "end", "年底": "end", "末": "end", "年末": "end", "年内": "end", "内": "end", "后期": "late",
}  # fmt: skip
_YEAR = r"(?P<year>(?:20|21)\d\d)[ ]?(?:[-—–~至到][ ]?(?P<until>20\d\d)[ ]?)?年"
_ITS = r"(?:(?P<unit>(?P<ahead>今年|明年|后年))|" + _YEAR + ")"
_ENDED = r"(?:底|末)?(?P<before>以?前|之前)?"
_PART = r"(?P<part>年?初|年中|中期|早期|后期|年?底|年?末)"

CHINESE = Dates(
    patterns=(
        re.compile(_YEAR + r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?:(?P<before>以?前|之前))?"),
        re.compile(_YEAR + r"(?P<month>\d{1,2})月(?:底|末)前?"),
        re.compile(_YEAR + r"(?P<month>\d{1,2})月(?:(?P<before>以?前|之前))?"),
        re.compile(rf"(?:{_ITS})?(?:第(?P<quarter>[一二三四1-4])|(?P<quarter2>[一二三四1-4]))季度"),
        re.compile(rf"(?:{_ITS})?(?P<half>[上下])半年"),
        re.compile(rf"{_YEAR}(?P<part>年?初|年?中|年?底|年?末)前?"),
        re.compile(r"(?P<unit>(?P<ahead>今年|明年|后年))(?P<part>年?初|年?中|年?底|年?末|内)前?"),
        re.compile(r"(?P<decade>20\d0)年代(?P<part>初|早期|中期|末|后期)?"),
        re.compile(
            rf"(?P<span>未来|今后|接下来)(?:的)?(?:\w[至到])?(?P<count>{_NUMBER})(?P<unit>小时|天|周|个星期|个月|个季度|年)"
        ),
        re.compile(rf"(?P<count>{_NUMBER})(?P<unit>小时|天|周|个星期|个月|个季度|年)(?P<span>之?内|以内|后|之后)"),
        re.compile(_YEAR + r"(?!代)(?P<before>以?前|之前)?"),
        re.compile(
            r"(?P<ahead>今年|明年|后年|本月|下个?月|本周|下周|本季度|下个?季度|本十年|明天|本年度)".replace(
                "?P<ahead>", "?P<unit>(?P<ahead>"
            )
            + ")"
        ),
        re.compile(r"(?<!\d)(?P<part>(?P<unit>年内|年底))前?"),
        re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"),
    ),
    values={
        "quarter": _NUMBERS,
        "half": _NUMBERS,
        "count": _NUMBERS,
        "unit": _UNITS,
        "ahead": _AHEAD,
        "part": _PARTS,
    },
    back=re.compile(r"(?:自|从|继|较|比|相比|超过|去年|同比)[^，。；将预计]{0,12}$"),
    record=re.compile(r"(?:首次|第一次|最\w{1,4}|创|近|过去|前)[^，。；]{0,8}$"),
    onward=re.compile(r"(?:首次|最|来)"),
)
