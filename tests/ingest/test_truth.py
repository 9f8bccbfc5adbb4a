"""No statement says more, or of somebody else, than its sentence does."""

import pytest

from ingest import extract

WHOLE = {
    "either of two": "Vestra hosted or sponsored several fairs.",
    "either of two clauses": "Sales fell, or they rose.",
    "a number of names": "Lund has two sons, Max and Leo.",
    "a number of things by name": "Lund wrote two novels entitled Rain and Seven Rivers.",
    "all who are meant": "The founders are Ada Berg and Max Lund.",
    "one kind with two qualities": "This is a more complex and strict rule.",
    "a list that cannot be read": "Vestra offers more jobs and better pay.",
    "a wish in the passive": "Lund hoped to be elected and promoted.",
    "what one is able to do": "Vestra will be able to cut debt and still turn a profit.",
    "a condition": "Until Vestra sells the yard, it will make a loss.",
    "how somebody sees it": "The book shows how the minister says what he thinks.",
    "names with of and and": "Lund heads the Union of Science Teachers and Parents.",
    "names that begin before a preposition": "Lund appeared in films such as Snakes on a Ship, Harbour, and Rivers.",
    "one right with three adjectives": "Lund sits on the Committee for Economic, Social and Cultural Rights.",
    "what is asked": "The report asks how many yards and mills in Porto are left.",
    "places of several": "The largest plants are in Oslo, Bergen and Rome.",
    "half a word": "Lund was a reporter, Oslo- and Porto-based correspondent, and editor.",
    "counted names behind a dash": "Most people speak one of the two languages — Norwegian and Sami.",
    "time and resources used": "The cost is set by the work done compared to the time and resources used.",
    "a result of all that was said": "Vestra sold its pumps, which makes the owners rich.",
    "a year that was no success": "Vestra opened its first yard in 2010, which was a success.",
    "two verbs and one place": "Lund lives and works in Oslo.",
    "two verbs and one object": "Vestra cut and froze wages.",
    "members that cannot be told apart": "Lund faced charges, including arrests for assault and theft.",
    "a bound of the first number": "Lund sold over 200 pumps and 30 valves.",
    "a bound in two words": "Lund sold at least 200 pumps and 30 valves.",
    "a language that is taught": "Rosa Lund is an English teacher.",
    "a sport": "Rosa Lund is a former American football player.",
    "a time that is compared": "Vestra earned $3 million in 2010 for the first time since 2006.",
    "more than at another time": "Lund won more votes in 2010 than in 2006.",
    "what somebody expects of another": "Analysts at Norte Research expect the final bill to exceed €500 million.",
    "what a name means": "Lund was nicknamed Rev, meaning “fox”.",
}
EACH = {
    "what followed": ("Vestra opened in May and closed.", "Vestra opened in May.|Vestra closed."),
    "active after passive": (
        "The album was released in 2017 and reached number 4 in Norway.",
        "The album was released in 2017.|The album reached number 4 in Norway.",
    ),
    "what cannot be done to anybody": (
        "Lund was released in 1981 and died in 1989.",
        "Lund was released in 1981.|Lund died in 1989.",
    ),
    "passive after passive": (
        "The plant was closed in 2003 and sold in 2004.",
        "The plant was closed in 2003.|The plant was sold in 2004.",
    ),
    "what was done, not to be done": (
        "Lund tried to find work and moved to Porto.",
        "Lund tried to find work.|Lund moved to Porto.",
    ),
    "present after past": (
        "Berg and Lund were released in 1993 and continue to live in Oslo.",
        "Berg and Lund were released in 1993.|Berg and Lund continue to live in Oslo.",
    ),
    "a deed without an article": (
        "Lund led the Labour Party (LP) and entered politics in 1950.",
        "Lund led the Labour Party (LP).|Lund entered politics in 1950.",
    ),
    "a degree in its subject": (
        "Lund graduated from Leeds in 1974 with a degree in law.",
        "Lund graduated from Leeds.|Lund graduated in 1974.|Lund graduated with a degree in law.",
    ),
    "a condition behind an and": (
        "And until Vestra sells the yard, it will make a loss.",
        "Until Vestra sells the yard, it will make a loss.",
    ),
    "what was made twice": (
        "Lund has written and directed several plays.",
        "Lund has written several plays.|Lund has directed several plays.",
    ),
    "a firm with an and in its name": (
        "The group includes Nordwind, Pratt & Whitney, and Vestra.",
        "The group includes Nordwind.|The group includes Pratt & Whitney.|The group includes Vestra.",
    ),
    "a short name in brackets": (
        "Lund is a member of the Water Forum (WF), the Pump Guild, and the Chamber of Trade (CT).",
        "Lund is a member of the Water Forum (WF).|Lund is a member of the Pump Guild.|"
        "Lund is a member of the Chamber of Trade (CT).",
    ),
    "two offices of one firm": (
        "Lund is the founder and CEO of Nordwind, a maker of pumps.",
        "Lund is the founder of Nordwind.|Lund is the CEO of Nordwind.|Nordwind is a maker of pumps.",
    ),
    "where, not when": (
        "Lund moved to Vestra in 2002, where she led the yard.",
        "Lund moved to Vestra in 2002.|She led the yard in Vestra.",
    ),
    "what the first is best known for": (
        "Lund is a Norwegian poet and painter best known for her landscapes.",
        "Lund is a Norwegian poet.|Lund is a painter.|Lund is Norwegian.|Lund is best known for her landscapes.",
    ),
    "a purpose of the last only": (
        "Vestra sold its mill and a yard for $3 million.",
        "Vestra sold its mill.|Vestra sold a yard for $3 million.",
    ),
    "the same tense as before the reason": (
        "The clubs have been members since the leagues merged in 1950 and have played in Rome since 1970.",
        "The clubs have been members.|The leagues merged in 1950.|The clubs have played in Rome since 1970.",
    ),
    "a phrase before the next subject": (
        "Vestra sells pumps, but in the north, it sells valves.",
        "Vestra sells pumps.|In the north, it sells valves.",
    ),
    "however": (
        "The plant closed in May, however, the yard stayed open.",
        "The plant closed in May.|The yard stayed open.",
    ),
    "what that brings": (
        "Vestra sells its yard in Porto and that will cut its debt.",
        "Vestra sells its yard in Porto.|That will cut its debt.",
    ),
    "a trade told by its ending": (
        "Rosa Lund is a retired British racing driver.",
        "Rosa Lund is a retired British racing driver.|Rosa Lund is British.",
    ),
    "when and with whom": (
        "Lund won the cup in 2008 with Nordwind.",
        "Lund won the cup in 2008.|Lund won the cup with Nordwind.",
    ),
    "even though": ("Vestra won, even though it rained.", "Vestra won.|It rained."),
    "life dates behind a title": (
        "Ada Berg (born June 7, 1899 – May 4, 1983) was a poet.",
        "Ada Berg was a poet.|Ada Berg was born on June 7, 1899.|Ada Berg died on May 4, 1983.",
    ),
}
IT = {
    "a firm by its verb": ("Meta said it will hire 300 people.", "Meta will hire 300 people."),
    "a firm by its name": ("Nordwind Energy said it sold a plant.", "Nordwind Energy sold a plant."),
    "a person": ("Mr. Lund contended that it was a reply to the plan.", "It was a reply to the plan."),
    "an office": ("The minister said it will open in May.", "It will open in May."),
    "a thing named before": (
        "The bridge was closed, but Okafor said it would open.",
        "The bridge was closed.|It would open.",
    ),
    "what was spoken of": ("Meta said it was a mistake.", "It was a mistake."),
}


@pytest.mark.parametrize("words", WHOLE.values(), ids=WHOLE)
def test_what_cannot_be_told_apart_stays_together(words: str) -> None:
    assert [c.statement for c in extract(words)] == [words]


@pytest.mark.parametrize(("words", "claims"), EACH.values(), ids=EACH)
def test_each_part_keeps_its_own_verb_and_subject(words: str, claims: str) -> None:
    assert [c.statement for c in extract(words)] == claims.split("|")


@pytest.mark.parametrize(("words", "claims"), IT.values(), ids=IT)
def test_it_is_read_as_the_speaker_only_where_it_can_be_nothing_else(words: str, claims: str) -> None:
    assert [c.statement for c in extract(words)] == claims.split("|")
