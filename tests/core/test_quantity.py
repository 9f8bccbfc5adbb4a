"""The quantities a text states: value, unit, bounds and exact words, and what only looks like one."""

from decimal import Decimal

import pytest

from claims.core.quantity import Quantity, canonical, parse


def tokens(text: str, language: str | None = None) -> list[str]:
    return [canonical(quantity) for quantity in parse(text, language)]


def only(text: str, language: str | None = None) -> Quantity:
    (quantity,) = parse(text, language)
    return quantity


MONEY = [
    ("a $300 billion investment", "300000000000|USD|="),
    ("It cost US$ 5.", "5|USD|="),
    ("A$3", "3|AUD|="),
    ("HK$7.5 million", "7500000|HKD|="),
    ("R$9 bn", "9000000000|BRL|="),
    ("a C$300m charge", "300000000|CAD|="),
    ("£5m", "5000000|GBP|="),
    ("€3bn", "3000000000|EUR|="),
    ("$10k", "10000|USD|="),
    ("$1.2tn", "1200000000000|USD|="),
    ("¥500", "500|JPY|="),
    ("Rs 500", "500|INR|="),
    ("20 kr", "20|SEK|="),
    ("USD115.5", "115.5|USD|="),
    ("10 EUR", "10|EUR|="),
    ("CHF 20", "20|CHF|="),
    ("200 million dollars", "200000000|USD|="),
    ("40 Canadian dollars", "40|CAD|="),
    ("40 Hong Kong dollars", "40|HKD|="),
    ("12 Swiss francs", "12|CHF|="),
    ("70 pence", "70|penny|="),
    ("5 lakh rupees", "500000|INR|="),
    ("2 crore rupees", "20000000|INR|="),
    ("12,34,567 rupees", "1234567|INR|="),
    ("75 USD million", "75000000|USD|="),
    ("15 dollars 50.", "15.5|USD|="),
    ("thirteen dollars forty-five cents", "13.45|USD|="),
    ("-$5 million", "-5000000|USD|="),
    ("$5 a month", "5|USD/month|="),
    ("€5/month", "5|EUR/month|="),
    ("5 dollars per day", "5|USD/day|="),
    ("64 cents a dozen", "64|cent/dozen|="),
]

UNITS = [
    ("100%", "100|percent|="),
    ("5 per cent", "5|percent|="),
    ("thirty percent", "30|percent|="),
    ("ninety-nine point nine percent", "99.9|percent|="),
    ("1.5 percentage points", "1.5|percentage_point|="),
    ("a lead of 9 percentage points.", "9|percentage_point|="),
    ("25bps", "25|basis_point|="),
    ("for four years", "4|year|="),
    ("a 30-year bond", "30|year|="),
    ("half an hour", "0.5|hour|="),
    ("5 GW of power", "5|gigawatt|="),
    ("3.5 MW", "3.5|megawatt|="),
    ("10kg", "10|kilogram|="),
    ("20 square metres", "20|square_metre|="),
    ("minus 10 °C", "-10|degree_celsius|="),
    ("60 km per hour", "60|kilometre/hour|="),
    ("120 km/h", "120|kilometre/hour|="),
    ("sales grew 3.2x", "3.2|time|="),
    ("50 top researchers", "50|researcher|="),
    ("2000 people died", "2000|person|="),
    ("5m users", "5000000|user|="),
]

COMPARED = [
    ("up to $200 million", "200000000|USD|<="),
    ("as much as $5bn", "5000000000|USD|<="),
    ("no more than five percent", "5|percent|<="),
    ("at most 3 days", "3|day|<="),
    ("at least 40%", "40|percent|>="),
    ("200+ employees", "200|employee|>="),
    ("40% or more", "40|percent|>="),
    ("a minimum of 12 months", "12|month|>="),
    ("by over 50%", "50|percent|>"),
    ("it took over four years", "4|year|>"),
    ("a $2 budget over four years", "4|year|="),
    ("more than a million", "1000000||>"),
    ("exceeding €3bn", "3000000000|EUR|>"),
    ("under 5 years", "5|year|<"),
    ("fewer than 100 people", "100|person|<"),
    ("about 5%", "5|percent|~"),
    ("nearly half of it", "0.5||~"),
    ("some 200 workers", "200|worker|~"),
    ("~30%", "30|percent|~"),
    ("≥ 5 kg", "5|kilogram|>="),
    ("<5%", "5|percent|<"),
    ("just under 10 percent", "10|percent|~"),
]

RANGES = [
    ("a 2-3% rise", "2..3|percent|="),
    ("between 2 and 3 million people", "2000000..3000000|person|="),
    ("$2 to $3 billion", "2000000000..3000000000|USD|="),
    ("$5-10 million", "5000000..10000000|USD|="),
    ("4–6 weeks", "4..6|week|="),
    ("2–3 Mio. Euro", "2000000..3000000|EUR|="),
    ("zwischen 2 und 3 Milliarden Euro", "2000000000..3000000000|EUR|="),
    ("2至3亿美元", "200000000..300000000|USD|="),
]

GERMAN = [
    ("um 12,5 Prozent", "12.5|percent|="),
    ("1.234,5 Millionen Euro", "1234500000|EUR|="),
    ("bis zu 3 Mrd. Euro", "3000000000|EUR|<="),
    ("mehr als 2.300 Menschen", "2300|person|>"),
    ("zweihundertfünfzig Euro", "250|EUR|="),
    ("dreieinhalb Jahre", "3.5|year|="),
    ("eine Million Euro", "1000000|EUR|="),
    ("eine halbe Million Euro", "500000|EUR|="),
    ("zwei Euro fünfzig", "2.5|EUR|="),
    ("anderthalb Stunden", "1.5|hour|="),
    ("16,4 Millionen kanadischen Dollar", "16400000|CAD|="),
    ("zwei Drittel", "0.6666666666666666666666666667||="),
    ("eine Billion Euro", "1000000000000|EUR|="),
    ("rund 300 000 GBP", "300000|GBP|~"),
    ("mindestens fünf Tage", "5|day|>="),
    ("5 Prozentpunkte", "5|percentage_point|="),
    ("94.000 $", "94000|USD|="),
]

OTHERS = [
    ("fr", "1,2 milliard d'euros", "1200000000|EUR|="),
    ("fr", "plus de 15 % des ventes", "15|percent|>"),
    ("fr", "quatre-vingt-dix-sept pour cent", "97|percent|="),
    ("fr", "soixante et onze euros", "71|EUR|="),
    ("fr", "1 234,5 km", "1234.5|kilometre|="),
    ("es", "mil millones de euros", "1000000000|EUR|="),
    ("es", "treinta y cinco por ciento", "35|percent|="),
    ("es", "más de 3 millones de dólares", "3000000|USD|>"),
    ("es", "doscientos euros", "200|EUR|="),
    ("es", "cuarenta y siete coma veintiocho por ciento", "47.28|percent|="),
    ("es", "dos mil trescientos millones de euros", "2300000000|EUR|="),
    ("fr", "treize euros et quarante-cinq cents.", "13.45|EUR|="),
    ("fr", ",25 euros", "0.25|EUR|="),
    ("it", "tre miliardi di euro", "3000000000|EUR|="),
    ("pt", "R$ 2,5 milhões", "2500000|BRL|="),
    (None, "约2亿美元", "200000000|USD|~"),
    (None, "超过30亿元人民币", "3000000000|CNY|>"),
    (None, "30多亿美元", "3000000000|USD|>"),
    (None, "百分之三十的人", "30|percent|="),
    (None, "增长了5个百分点", "5|percentage_point|="),
    (None, "三分之一的公司", "0.3333333333333333333333333333||="),
    (None, "三百五十人", "350|person|="),
    (None, "至少3年", "3|year|>="),
    (None, "５０％", "50|percent|="),
]


@pytest.mark.parametrize(("text", "token"), MONEY + UNITS + COMPARED + RANGES)
def test_english_figures_are_read_with_unit_and_bound(text: str, token: str) -> None:
    assert token in tokens(text)


@pytest.mark.parametrize(("text", "token"), GERMAN)
def test_german_figures(text: str, token: str) -> None:
    assert tokens(text, "de") == [token]


@pytest.mark.parametrize(("language", "text", "token"), OTHERS)
def test_figures_of_other_languages(language: str | None, text: str, token: str) -> None:
    assert tokens(text, language) == [token]


@pytest.mark.parametrize(
    "text",
    [
        "a one-two punch",
        "a quantum of May and one of them",
        "no one knows",
        "a second chance",
        "a one-time fee",
        "one day it will",
        "open 24/7",
        "COVID-19 hit the G7",
        "F-16 jets in 3D",
        "Section 230 applies",
        "release 3.5.1",
        "Llama 4 and GPT-4o",
        "iPhone 15",
        "Group 2: lessons",
        "the Boeing 737",
        "call 555-123-4567",
        "+49 30 1234567",
        "in 2026, by 2026 and 2019-2023",
        "the 1990s",
        "On 12 May 2024 at 10:30",
        "at 3 pm on May 5, 2024",
        "12.05.2024 or 2024-05-12",
        "am 3. Mai um 10 Uhr",
        "the 1st, 2nd and twenty-first",
        "the third company in the first half",
        "hundreds of people and millions of users",
        "as shown [1][2][4], [5, 6] and [7-9]",
        "they lost 3-2",
        "Hannover 2 : 2",
        'the post id="747941240054812672"',
        "see https://example.org/a?b=5%20c",
        "一些人 一直 统一 万一",
        "2024年5月12日",
        "the Big Four and Five Eyes",
        "",
    ],
)
def test_lookalikes_are_no_quantities(text: str) -> None:
    assert parse(text) == []


def test_an_army_500000_strong_is_counted() -> None:
    assert only("a 500,000-strong army").value == 500_000


def test_one_money_has_one_token_however_it_is_written() -> None:
    ways = ("$200M", "200 million dollars", "US$200,000,000", "2亿美元", "200 Millionen Dollar", "0.2 billion USD")
    assert {canonical(only(way)) for way in ways} == {"200000000|USD|="}


def test_the_words_span_number_scale_and_unit_but_not_the_cue() -> None:
    quantity = only("offers reaching up to $200 million for talent")
    assert quantity.text == "$200 million"
    assert (quantity.value, quantity.low, quantity.high) == (Decimal("2E8"), None, Decimal("2E8"))


def test_a_full_stop_is_no_part_of_the_words() -> None:
    assert only("It paid 40 Canadian dollars.").text == "40 Canadian dollars"


def test_a_range_has_bounds_and_no_value() -> None:
    quantity = only("between 2% and 3%")
    assert (quantity.value, quantity.low, quantity.high) == (None, 2, 3)


def test_an_approximate_figure_bounds_nothing() -> None:
    quantity = only("roughly 30%")
    assert (quantity.value, quantity.low, quantity.high, quantity.comparator) == (30, None, None, "~")


def test_from_one_to_another_is_a_change_of_two_figures() -> None:
    assert tokens("rose from 5 to 7%") == ["5|percent|=", "7|percent|="]
    assert tokens("rose from $2 to $3 billion") == ["2000000000|USD|=", "3000000000|USD|="]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("a $2 billion budget", "budget"),
        ("revenue of $5bn", "revenue"),
        ("$14 million in sales", "sales"),
        ("$5", None),
    ],
)
def test_a_noun_beside_money_says_what_it_measures(text: str, noun: str | None) -> None:
    assert only(text).measures == noun
