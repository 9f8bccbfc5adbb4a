"""Speakers behind descriptions and further verbs, and pronouns that may be somebody else's."""

import pytest

from ingest import extract

SAID = {
    "behind what the speaker did and does": (
        "Ada Okafor, an engineer who built it in 2008 and is now leading the repair, said the bridge was unsafe.",
        [("Ada Okafor", "The bridge was unsafe.")],
    ),
    "with what else the speaker predicted": (
        "“The bridge is unsafe,” said Okafor, who predicted it will close before May.",
        [("Okafor", "The bridge is unsafe."), (None, "Okafor predicted it will close before May.")],
    ),
    "asked about something": (
        "“The bridge is unsafe,” Okafor said, asked about the cracks in an interview.",
        [("Okafor", "The bridge is unsafe.")],
    ),
    "in the middle, before quoted words": (
        "The estimates, Okafor added, were “based on a small model of the bridge.”",
        [("Okafor", "The estimates were “based on a small model of the bridge.”")],
    ),
    "in the middle, before words that quote another": (
        "The best plans, Okafor says her paper shows, include the old bridge.",
        [("Okafor", "Her paper shows, include the old bridge.")],
    ),
    "quoted words that end a clause": (
        "She called the bridge a “wreck of steel” and said it was unsafe.",
        [("She", "She called the bridge a “wreck of steel”."), ("She", "It was unsafe.")],
    ),
    "what two have": (
        "“It has the same cracks Bergen and Turku have in winter,” Okafor said.",
        [("Okafor", "It has the same cracks Bergen and Turku have in winter.")],
    ),
    "what is long and expensive": (
        "“This is a long and expensive repair and early frost makes it harder,” said Okafor.",
        [("Okafor", "This is a long and expensive repair."), ("Okafor", "Early frost makes it harder.")],
    ),
    "nobody inside a quotation": (
        "A clerk mailed reporters the law, arguing, “The text (Section 12, Part D) says nothing of the kind.”",
        [
            (
                None,
                "A clerk mailed reporters the law, arguing, “The text (Section 12, Part D) says nothing of the kind.”",
            )
        ],
    ),
    "what they hope for": (
        "The owners are looking for buyers, hoping they can save it by painting it as cheap and leaving it open.",
        [
            (None, "The owners are looking for buyers."),
            ("The owners", "They can save it by painting it as cheap and leaving it open."),
        ],
    ),
    "a clause of the place before it": (
        "In Parliament, which acted in May and has done so again, the plan was a failure.",
        [(None, "In Parliament, which acted in May and has done so again, the plan was a failure.")],
    ),
    "whose support it is": (
        "The support of Okafor, who chairs the board, is crucial.",
        [(None, "The support of Okafor is crucial."), (None, "Okafor chairs the board.")],
    ),
    "who the head of it is": (
        "The head of Vantor, who lives in Oslo, resigned in May.",
        [(None, "The head of Vantor resigned in May."), (None, "The head of Vantor lives in Oslo.")],
    ),
    "who keeps warning": (
        "The council closed it, as engineers continue to warn that the piers are cracked.",
        [(None, "The council closed it."), ("Engineers", "The piers are cracked.")],
    ),
    "what nobody has said yet": (
        "If we closed it, the council would say that we were afraid.",
        [(None, "If we closed it, the council would say that we were afraid.")],
    ),
    "behind the words, with who she is": (
        "In this trade, it is unusual for a bridge to crack in May, said Ada Okafor, an engineer who built it.",
        [("Ada Okafor", "In this trade, it is unusual for a bridge to crack in May.")],
    ),
    "asked first": (
        "Asked by the clerk whether she had closed it, she said, “I closed it in May.”",
        [("She", "I closed it in May.")],
    ),
    "where it was said": (
        "Okafor, an engineer, said on the radio, where she is often a guest, that the bridge was unsafe.",
        [("Okafor", "The bridge was unsafe.")],
    ),
    "accused together": (
        "Okafor accused the council and the state board of hiding the cracks.",
        [
            ("Okafor", "Okafor accused the council of hiding the cracks."),
            (None, "Okafor accused the state board of hiding the cracks."),
        ],
    ),
    "as though it were so": (
        "Okafor spoke of it as though it were safe.",
        [(None, "Okafor spoke of it as though it were safe.")],
    ),
    "while doing something else": (
        "Okafor further said, while talking to the board, that the bridge was unsafe.",
        [("Okafor", "The bridge was unsafe.")],
    ),
    "on what grounds I say so": (
        "Based on what it did, “I don’t trust the board,” Okafor said.",
        [("Okafor", "Based on what it did, “I don’t trust the board”.")],
    ),
    "a word in quotation marks": (
        "Okafor testified “thousands” of bolts had not been tightened.",
        [("Okafor", "“thousands” of bolts had not been tightened.")],
    ),
    "both of them": (
        "Okafor said she began after she and Berg came to an end.",
        [("Okafor", "She began."), ("Okafor", "She and Berg came to an end.")],
    ),
    "before what nobody did": (
        "There was no risk before opening the bridge in May.",
        [(None, "There was no risk.")],
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_each_claim_is_said_by_whom_the_sentence_says(case: str) -> None:
    text, expected = SAID[case]
    assert [(c.speaker, c.statement) for c in extract(text)] == expected


def test_he_is_nobody_when_somebody_else_spoke_last() -> None:
    text = (
        "“The bridge is unsafe,” said Ada Okafor. The deck has rusted.\n\n"
        "“It is old,” the chief engineer of the city of Bergen said. He said the piers were cracked."
    )
    (found,) = [c for c in extract(text) if "piers" in c.statement]
    assert found.speaker == "He"


def test_she_is_not_who_spoke_long_ago() -> None:
    between = " ".join(f"Costs rose {n}% in {2000 + n}." for n in range(1, 6))
    (found,) = [c for c in extract(f"Ada Okafor said it was safe. {between} She said the piers were cracked.")
                if "piers" in c.statement]  # fmt: skip
    assert found.speaker == "She"


def test_a_speaker_behind_an_office_is_meant_by_he() -> None:
    text = "Josh Berg runs it. City press secretary Josh Berg said costs rose. He said he’d stay."
    assert [(c.speaker, c.statement) for c in extract(text)][-1] == ("Josh Berg", "Josh Berg would stay.")


def test_no_word_that_opens_a_sentence_becomes_a_name() -> None:
    text = "While Democrats plot, the state waits. Democrats said the plan was ready."
    assert [c.speaker for c in extract(text)][-1] == "Democrats"
