"""What news says in passing, of whom, and how many in all: each claim as its sentence means it."""

import pytest

from claims.core.quantity import parse
from ingest import extract
from ingest.extractors.boilerplate import is_boilerplate

SAID = {
    "a firm explained before its verb": (
        "Nordlys AI, the start-up founded by old friends, has raised $12 million in a round led by Baltic Fonds, "
        "valuing the company at $1 billion.",
        "Nordlys AI has raised $12 million in a round led by Baltic Fonds, valuing Nordlys AI at $1 billion.|"
        "Nordlys AI is the start-up founded by old friends.",
    ),
    "so many in several places": (
        "Vantor employs 4,300 people in Norway, Germany and Ireland.",
        "Vantor employs 4,300 people in Norway, Germany and Ireland.",
    ),
    "the most since a time": (
        "Shares of Vantor fell 12%, the biggest drop since it listed.",
        "Shares of Vantor fell 12%, the biggest drop since it listed.",
    ),
    "what a speaker owns": (
        "The Dutch state, which owns 9% of Vantor, said the plant would stay open.",
        "The plant would stay open.|The Dutch state owns 9% of Vantor.",
    ),
    "which of two": (
        "Okafor has run it since the Bergen and Turku floods, which came in 2015.",
        "Okafor has run it since the Bergen and Turku floods, which came in 2015.",
    ),
    "how long it has been": (
        "It has been 235 days since Okafor has had a day off.",
        "It has been 235 days since Okafor has had a day off.",
    ),
    "more than another": (
        "While it is true that Okafor is more able, in terms of skill, than Berg was, there are many better ones.",
        "While it is true that Okafor is more able, in terms of skill, than Berg was, there are many better ones.",
    ),
    "lost while something went on": (
        "Much of the time in the room as the roof was burning was spent on tea.",
        "Much of the time in the room as the roof was burning was spent on tea.",
    ),
    "one noun for two names": (
        "Halden closed the Ohio and Texas plants because of excess stocks.",
        "Halden closed the Ohio and Texas plants because of excess stocks.",
    ),
    "what was built and what it did": (
        "The dam was built in 1990 and collapsed in 2010.",
        "The dam was built in 1990.|The dam collapsed in 2010.",
    ),
    "two days": (
        "Planes hit the home islands 16 and 17 May.",
        "Planes hit the home islands 16 and 17 May.",
    ),
    "from one thing to others": (
        "The range runs from music to natural history, law and trade.",
        "The range runs from music to natural history, law and trade.",
    ),
    "there is, and what it leads to": (
        "There were attempts to regain the throne, leading to severe uprisings.",
        "There were attempts to regain the throne.",
    ),
    "as many as it says": (
        "The firm runs three ports: Oslo, Bergen and Turku.",
        "The firm runs Oslo.|The firm runs Bergen.|The firm runs Turku.",
    ),
    "not as many as it says": (
        "The probe has two parts: an orbiter, named after a river, and a lander, named after a hill.",
        "The probe has two parts: an orbiter, named after a river, and a lander, named after a hill.",
    ),
    "one thing of a list": (
        "It failed in the talks in Oslo, the strike in Bergen, as well as the vote.",
        "It failed in the talks in Oslo, the strike in Bergen, as well as the vote.",
    ),
    "what dashes put in": (
        "Acme – the maker of pumps – sold 300 pumps.",
        "Acme – the maker of pumps – sold 300 pumps.",
    ),
    "a dash inside a name": (
        "Ann Lee was nominated for Best Actor – Drama in 2010.",
        "Ann Lee was nominated for Best Actor – Drama in 2010.",
    ),
    "where it was written": (
        "LONDON (Reuters) - Profits at Acme rose 5%.",
        "Profits at Acme rose 5%.",
    ),
    "a short form in a name": (
        "Acme completed its purchase of Bell Cos. for $423 million.",
        "Acme completed its purchase of Bell Cos. for $423 million.",
    ),
    "many who work for one": (
        "Acme is a company with 300 workers who build ships.",
        "Acme is a company with 300 workers.|300 workers build ships.",
    ),
    "how something is done": (
        "Results were shown in a way that worried the board.",
        "Results were shown in a way that worried the board.",
    ),
    "since then, two things": (
        "Acme has since opened two plants and one office in Ohio.",
        "Acme has since opened two plants.|Acme has since opened one office in Ohio.",
    ),
    "what is raised, and what is planned": (
        "Natria has raised 40 million kronor and plans to open a pilot line.",
        "Natria has raised 40 million kronor.|Natria plans to open a pilot line.",
    ),
    "words quoted inside": (
        'Vantor disputes that; a spokesperson said customers "can and do switch every day".',
        'Customers "can and do switch every day".',
    ),
    "nobody who found it": (
        "The firms could face fines of up to 10% of their global annual turnover if they are found to have cheated.",
        "The firms could face fines of up to 10% of their global annual turnover if they are found to have cheated.",
    ),
    "a firm in passing": (
        "The probe follows a complaint by Mistrel, a French developer, which lost €23 million.",
        "The probe follows a complaint by Mistrel.|Mistrel is a French developer.|Mistrel lost €23 million.",
    ),
    "a thing explained, and no clause of its own": (
        "Washington then banned the H20, a chip Vantor had designed for China.",
        "Washington then banned the H20, a chip Vantor had designed for China.",
    ),
    "what all of them are told": (
        "Regulators told companies including Orrin, Vestra and Telvia to avoid the chip.",
        "Regulators told companies including Orrin, Vestra and Telvia to avoid the chip.",
    ),
    "what it includes is no sum": (
        "Vestra sold the mill for $35 million, which was below the first offer.",
        "Vestra sold the mill for $35 million, which was below the first offer.",
    ),
    "what goes on behind what is put in": (
        "Vestra sold the yard to Orrin, a maker of pumps, for £5 million in May.",
        "Vestra sold the yard to Orrin for £5 million in May.|Orrin was a maker of pumps.",
    ),
    "what goes on behind a clause that is put in": (
        "Vestra bought Orrin, which makes pumps, in 2019 for $3 million.",
        "Vestra bought Orrin in 2019 for $3 million.|Orrin makes pumps.",
    ),
    "another thing behind what is put in": (
        "Vestra grew and bought Orrin, a maker of pumps, and Telvia.",
        "Vestra grew.|Vestra bought Orrin, a maker of pumps, and Telvia.",
    ),
    "what nobody can be": (
        "The ship was delivered six years late and cost £150 million.",
        "The ship was delivered six years late.|The ship cost £150 million.",
    ),
    "two things in passing": (
        "Telvia, which carries 5 million passengers and employs 90 people, declined to comment but said it was open.",
        "Telvia declined to comment.|Telvia carries 5 million passengers.|Telvia employs 90 people.|It was open.",
    ),
    "what she adds": (
        '"The islands were let down," said Kate Berg, the minister, adding that payments would rise to £10 million.',
        "The islands were let down.|Payments would rise to £10 million.",
    ),
    "of which of two it is said": (
        "Revenue at Orrin, founded in 2021, rose to $7 billion in October.",
        "Revenue at Orrin, founded in 2021, rose to $7 billion in October.",
    ),
    "names that belong together": (
        "The deal explains why investors including Lightwell and Fidelma valued it at $183 billion.",
        "The deal explains why investors including Lightwell and Fidelma valued it at $183 billion.",
    ),
    "words quoted, and what else is said": (
        'A spokeswoman confirmed that "an agreement exists" but disputed the figures.',
        "An agreement exists.",
    ),
    "a promise in quotation marks": (
        'Edi Rama promised a "merciless" inquiry and said that prosecutors had opened a case.',
        'Edi Rama promised a "merciless" inquiry.|Prosecutors had opened a case.',
    ),
    "what was forecast": (
        "Heavy rain, which forecasters had seen, fell for three days.",
        "Heavy rain fell for three days.",
    ),
    "however": ("However, the cells were not tested in winter.", "The cells were not tested in winter."),
    "a condition with what follows": (
        "If the chip fails, the plant may close, the FNV union said, putting 1,100 jobs at risk.",
        "If the chip fails, the plant may close, putting 1,100 jobs at risk.",
    ),
}
SPEAKERS: dict[str, tuple[str, str | None]] = {
    "a name behind an office": ("The energy minister, Ola Berg, warned that cables could take five years.", "Ola Berg"),
    "a name behind an office behind the words": (
        "The Commission has opened an inquiry, its chief, Teresa Ribera, announced on Thursday.",
        "Teresa Ribera",
    ),
    "an authority with an and in its name": (
        "Britain's Competition and Markets Authority, whose inquiry ended in July, said prices fell.",
        "Britain's Competition and Markets Authority",
    ),
    "no rival that expects to": (
        "Orrin will break even in 2028, two years before its rival expects to, the documents show.",
        "The documents",
    ),
    "whose paper": ("Vestra Energy trained 20 engineers, according to its own report.", "Vestra Energy's own report"),
    "who reports what others were told": (
        "China's regulators, meanwhile, told companies to avoid the chip, Bloomberg reported.",
        "Bloomberg",
    ),
    "not everybody": ("Not all lawmakers welcome the move.", None),
    "a study with its date": (
        "A study published in March by Delft found that prices fell.",
        "A study published in March by Delft",
    ),
    "a union beside a condition": ("If it rains, the bridge may close, the FNV union said.", "The FNV union"),
}
IT = {
    "a firm, and not its chief": (
        "Nordlys plans to hire 40 people. It has signed a deal with Statkraft, chief executive Ingrid Moe said.",
        "Nordlys has signed a deal with Statkraft.",
    ),
    "what the company stood for": (
        "Nordlys AI grew in May. The company plans to hire 40 people. It has signed a deal.",
        "Nordlys AI has signed a deal.",
    ),
    "what happened, and no firm": (
        "Vantor blamed a shortage of chips. It is the third delay in 18 months.",
        "It is the third delay in 18 months.",
    ),
    "a firm called one": (
        "Vantor grew in May. It is the largest maker of pumps.",
        "Vantor is the largest maker of pumps.",
    ),
    "the other company": (
        "Nordlys AI grew. Orrin Labs grew. Nordlys AI will build two plants with the company.",
        "Nordlys AI will build two plants with the company.",
    ),
    "which of two companies": (
        "Nordlys AI grew. Orrin Labs grew. Sales fell in May. Prices rose. The company plans to hire 40 people.",
        "The company plans to hire 40 people.",
    ),
    "who denies": (
        "The Dutch government denied that it had offered a loan.",
        "The Dutch government had offered a loan.",
    ),
    "whose thing it is": (
        "Vantor said its new chip would not ship in May.",
        "Vantor's new chip would not ship in May.",
    ),
}
CLAIMS = [
    "Getty Images sued a maker of pictures in 2023.",
    "Terms of the deal were not disclosed.",
    "Orrin added 5 million subscribers in May.",
    "The round was oversubscribed four times.",
    "Orrin changed its privacy policy in May.",
    "The report was originally published in 2019.",
    "Half of all sites use cookies to follow their readers.",
    "Sign language is taught in 40 schools.",
    "Cookies made by Orrin were recalled in May.",
]
FURNITURE = [
    "Subscribe to our newsletter.",
    "Sign up for more.",
    "Read more about pumps",
    "Photo by Ana Lima",
    "A crane at the yard. Getty Images",
    "We use cookies on this page.",
    "Copyright 2024 Orrin",
    "Advertisement",
    "Privacy policy",
    "Abonnieren Sie unseren Newsletter.",
    "Abonnez-vous à notre lettre.",
    "Suscríbase a nuestro boletín.",
    "订阅我们的通讯。",
]


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_of_news_says_what_it_means(name: str) -> None:
    text, said = SAID[name]
    assert [c.statement for c in extract(text)] == said.split("|")


@pytest.mark.parametrize("name", SPEAKERS)
def test_who_speaks_is_called_by_name(name: str) -> None:
    text, speaker = SPEAKERS[name]
    assert {c.speaker for c in extract(text)} == {speaker}


@pytest.mark.parametrize("name", IT)
def test_it_is_who_it_can_only_be(name: str) -> None:
    text, statement = IT[name]
    assert extract(text)[-1].statement == statement


@pytest.mark.parametrize("text", CLAIMS)
def test_what_is_said_of_subscribers_and_terms_is_a_claim(text: str) -> None:
    assert [c.statement for c in extract(text)] == [text]


@pytest.mark.parametrize("text", FURNITURE)
def test_what_a_page_says_of_itself_is_none(text: str) -> None:
    assert is_boilerplate(text)


def test_a_claim_counts_only_what_it_says() -> None:
    found = extract("Helios, which was bought for €600 million in 2024, cut 300 jobs.")
    assert [[q.text for q in c.quantities] for c in found] == [["300"], ["€600 million"]]


def test_nothing_falls_due_on_a_day_that_is_told_of_in_passing() -> None:
    found = extract("Ada Rama, who came on Friday, promised an inquiry.", published="2026-03-10")
    assert found and {c.due for c in found} == {None}


def test_the_worst_since_a_time_is_no_opinion() -> None:
    (found,) = extract("It is the deadliest disaster in Albania since 2019.")
    assert found.kind.value == "fact"


def test_what_a_firm_is_is_no_forecast_beside_one() -> None:
    found = extract("ASML, the only maker of these machines, expects China to buy more than 20% of them in 2026.")
    assert [(c.kind.value, c.modality.value) for c in found] == [("forecast", "reported"), ("fact", "asserted")]


def test_what_sales_fell_to_is_no_bound() -> None:
    found = parse(
        "Las ventas cayeron un 7 %, hasta 2.300 millones de euros; un bono de hasta 200 millones de euros", "es"
    )
    assert [q.comparator for q in found] == ["=", "=", "<="]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a loss of €96 million a year earlier", [("96000000", "EUR", None)]),
        ("costs $5 million a year", [("5000000", "USD", "year")]),
        ("up from 35 two years ago", [("35", None, None), ("2", "year", None)]),
        ("40,000 GPUs", [("40000", "gpu", None)]),
        ("5 megawatt-hours", [("5", "megawatt_hour", None)]),
        ("$12 per kilowatt-hour", [("12", "USD", "kilowatt_hour")]),
    ],
)
def test_a_figure_takes_no_word_of_another(text: str, said: list[tuple[str, str | None, str | None]]) -> None:
    assert [(str(q.value), q.unit, q.per) for q in parse(text, "en")] == said
