"""What English, German, French and Spanish each say in their own way: nouns counted, ages, measures, shares, dates."""

import pytest

from claims.core.quantity import canonical, parse


def tokens(text: str, language: str) -> list[str]:
    return [canonical(quantity) for quantity in parse(text, language)]


FIGURES = [
    ("en", "a margin of plus or minus 2.6 percentage points", "2.6|percentage_point|="),
    ("en", "a quarter of 1 percent of trade", "0.25|percent|="),
    ("en", "half a percentage point", "0.5|percentage_point|="),
    ("en", "one-eighth of 1%", "0.125|percent|="),
    ("en", "a 30-member choir", "30|member|="),
    ("en", "she won by 18 points", "18|point|="),
    ("en", "more than 1900 votes", "1900|vote|>"),
    ("en", "hired 600-1100 workers", "600..1100|worker|="),
    ("en", "one over forty", "0.025||="),
    ("en", "2^64 combinations", "18446744073709551616|combination|="),
    ("en", "4^-1", "0.25||="),
    ("en", "six and forty-two hundredths", "6.42||="),
    ("en", "rates near zero", "0||~"),
    ("en", "greater than or equal to 50", "50||>="),
    ("en", "less than or equal to 40", "40||<="),
    ("en", "it would surpass $1 trillion", "1000000000000|USD|>"),
    ("en", "he lost 30 pounds", "30|pound|="),
    ("en", "500 pounds of damage", "500|GBP|="),
    ("en", "at 101.2 degrees f", "101.2|degree_fahrenheit|="),
    ("de", "jünger als vier Wochen", "4|week|<"),
    ("de", "300 Pfund Mehl", "300|pound|="),
    ("en", "one or two states", "1..2|state|~"),
    ("en", "a 20 or 30 percent premium", "20..30|percent|~"),
    ("de", "zwei oder drei Jahre", "2..3|year|~"),
    ("de", "rund 1 Milliarde US-Dollar", "1000000000|USD|~"),
    ("de", "5 Mio. US-$", "5000000|USD|="),
    ("de", "für 3 Hongkong-Dollar", "3|HKD|="),
    ("de", "ein 38-jähriger Bäcker", "38|year|="),
    ("de", "nach dreitägiger Suche", "3|day|="),
    ("de", "eine dreieinhalbjährige Haft", "3.5|year|="),
    ("de", "fünfmal so viel", "5|time|="),
    ("de", "das 1,5-fache", "1.5|time|="),
    ("de", "500 t Stahl", "500|tonne|="),
    ("de", "sieben irische Ärzte", "7|ärzte|="),
    ("de", "etwa 1800 Reiter", "1800|reiter|~"),
    ("de", "31 US-Bürger", "31|us-bürger|="),
    ("de", "Kosten von 40 bis 55 Euro", "40..55|EUR|="),
    ("fr", "6 millions de € à Lyon", "6000000|EUR|="),
    ("fr", "7,25 milliards de $ HK", "7250000000|HKD|="),
    ("fr", "neuf cent quatre-vingt-dix-neuf euros", "999|EUR|="),
    ("fr", "34 $ US", "34|USD|="),
    ("fr", "neuf millions de yens", "9000000|JPY|="),
    ("fr", "3 Français sur 4", "0.75||="),
    ("fr", "deux nouvelles usines", "2|usines|="),
    ("es", "uno de cada cinco", "0.2||="),
    ("es", "setenta y dos por cien", "72|percent|="),
    ("es", "uno sobre cuatro", "0.25||="),
    ("es", "90 millones de marcos finlandeses", "90000000|FIM|="),
    ("es", "48 aviones", "48|aviones|="),
    ("pt", "3 em cada 4", "0.75||="),
]
LOOKALIKES = [
    ("en", "below 1995 levels"),
    ("en", "a tie at 40-40, then 42-40."),
    ("en", "they played five-nought-two"),
    ("en", "zero-coupon bonds and zero tolerance"),
    ("en", "phase two of the plan"),
    ("en", "call 555-1234 now"),
    ("en", "9^99"),
    ("en", "a memorial at ground zero"),
    ("fr", "le vingt-cinquième anniversaire"),
    ("de", "um 8.00 Uhr und um 20.15 Uhr"),
    ("de", "vom 15. bis 18. März (15.-18.03.2018)"),
    ("de", "seit den 90-er Jahren"),
    ("de", "mehrere tausend Bäume"),
    ("de", "auf Platz sechs, im A 340"),
]


@pytest.mark.parametrize(("language", "text", "token"), FIGURES)
def test_figures_as_each_language_says_them(language: str, text: str, token: str) -> None:
    assert tokens(text, language) == [token]


@pytest.mark.parametrize(("language", "text"), LOOKALIKES)
def test_what_only_looks_like_a_figure_in_its_language(language: str, text: str) -> None:
    assert parse(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "measures"),
    [
        ("en", "a 66-year-old baker", "age"),
        ("en", "women aged 45", "age"),
        ("en", "said Ada Green, 49, a nurse", "age"),
        ("en", "Trump, 28, Cruz, 24", None),
        ("de", "ein Umsatz von rund 5 Mrd. Euro", "revenue"),
        ("de", "im Alter von 37 Jahren", "age"),
        ("fr", "un chiffre d'affaires de 3 milliards d'euros", "revenue"),
        ("es", "una multa de 3 millones de euros", "fine"),
        ("zh", "公司营收达50亿元", "revenue"),
        ("zh", "9岁的孩子", "age"),
    ],
)
def test_what_a_figure_measures_has_one_name_in_every_language(language: str, text: str, measures: str | None) -> None:
    assert parse(text, language)[0].measures == measures


def test_two_figures_share_the_unit_of_the_second() -> None:
    assert tokens("jumps of 94 and 85 metres", "en") == ["94|metre|=", "85|metre|="]
    assert tokens("3 or 5 percent", "en") == ["3||=", "5|percent|="]
    assert tokens("paid $5 or $10", "en") == ["5|USD|=", "10|USD|="]


def test_the_words_of_one_quantity_never_hold_another() -> None:
    assert tokens("eggs at 64 cents a dozen", "en") == ["64|cent/dozen|="]
