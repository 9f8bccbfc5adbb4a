"""Quantities between Chinese and Japanese characters: numerals, measure words, money, shares, and what only numbers."""

import pytest

from claims.core.figures.chinese import value_of
from claims.core.quantity import canonical, parse


def tokens(text: str) -> list[str]:
    return [canonical(quantity) for quantity in parse(text)]


FIGURES = [
    ("去年出口增长百分之三点五", "3.5|percent|="),
    ("近三成员工会离职", "30|percent|~"),
    ("八成以上的受访者同意", "80|percent|>="),
    ("占比六成五", "65|percent|="),
    ("费率为万分之五", "0.0005||="),
    ("上调25个基点", "25|basis_point|="),
    ("公司投资1亿2000万美元", "120000000|USD|="),
    ("总额3亿5千万元", "350000000|CNY|="),
    ("壹佰贰拾叁万元", "1230000|CNY|="),
    ("票价三元五角", "3.5|CNY|="),
    ("补贴50万加元", "500000|CAD|="),
    ("每桶80美元", "80|USD/barrel|="),
    ("每人每天3美元", "3|USD/day|="),
    ("租金500元/月", "500|CNY/month|="),
    ("市值3.5万亿美元", "3500000000000|USD|="),
    ("工期3个半小时", "3.5|hour|="),
    ("耗时两年半", "2.5|year|="),
    ("最近3年", "3|year|="),
    ("零下5摄氏度", "-5|degree_celsius|="),
    ("装机60万千瓦", "600000|kilowatt|="),
    ("面积83平方千米", "83|square_kilometre|="),
    ("接待2.7万余人次", "27000|person|>"),
    ("上百人参加", "100|person|>="),
    ("近千人参加", "1000|person|~"),
    ("二十几岁的青年", "20|year|>"),
    ("重500-1200公斤", "500..1200|kilogram|="),
    ("100周年庆典", "100|year|="),
    ("五篇文章", "5||="),
    ("三万五", "35000||="),
    ("売上は2億5000万ドル", "250000000|USD|="),
    ("20歳以上", "20|year|>="),
]
NUMBERED = [
    "第33师和第18届",
    "光绪十一年，民国24年",
    "六月十三日的十月会议",
    "公元前5世纪至18世纪",
    "60至70年代",
    "在527年",
    "住在9楼，坐4号线",
    "2015级学生",
    "一九九八年",
    "汽车零件",
    "数百万的支持者",
    "再一次，一位老师",
]


@pytest.mark.parametrize(("text", "token"), FIGURES)
def test_figures_are_read_without_spaces(text: str, token: str) -> None:
    assert tokens(text) == [token]


@pytest.mark.parametrize("text", NUMBERED)
def test_what_is_numbered_is_not_counted(text: str) -> None:
    assert parse(text) == []


@pytest.mark.parametrize(
    ("run", "value"),
    [("一百五", 150), ("一百零五", 105), ("两千三", 2300), ("二〇〇八", None), ("拾万", 100_000), ("十五", 15)],
)
def test_a_last_digit_takes_the_place_below(run: str, value: int | None) -> None:
    assert value_of(run) == value


def test_a_sign_of_more_may_end_the_text() -> None:
    (found,) = parse("$2020多")
    assert (found.text, found.value, found.comparator) == ("$2020", 2020, ">")
