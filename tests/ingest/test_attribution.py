"""Who is committed to what: the speaker as a field, the words that are theirs, and what stays the author's."""

import pytest

from claims.core.vocabulary import Modality
from ingest import extract
from ingest.extractors.cues import COMMITTING, REPORTING


def said(text: str) -> list[tuple[str | None, str]]:
    return [(c.speaker, c.statement) for c in extract(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "statement"),
    [
        ("Officials said that the bridge was closed.", "Officials", "The bridge was closed."),
        ("The bridge was closed, officials said.", "Officials", "The bridge was closed."),
        ("According to the agency, the bridge was closed.", "The agency", "The bridge was closed."),
        ("Ms. Okafor told reporters that the bridge was closed.", "Ms. Okafor", "The bridge was closed."),
        ("Seven in 10 said they use the bridge.", "Seven in 10", "They use the bridge."),
        ("“The bridge is unsafe,” said Ada Okafor.", "Ada Okafor", "The bridge is unsafe."),
        ("“The bridge is unsafe,” Ada Okafor, the chief engineer, said.", "Ada Okafor", "The bridge is unsafe."),
        ("“The bridge is unsafe,” she continued.", "She", "The bridge is unsafe."),
        ("“The bridge is unsafe.” ― Ada Okafor", "Ada Okafor", "The bridge is unsafe."),
        ("OKAFOR: The bridge is unsafe.", "OKAFOR", "The bridge is unsafe."),
        ("As Ada Okafor told the council, the bridge is unsafe.", "Ada Okafor", "The bridge is unsafe."),
        ("The report found the bridge was unsafe.", "The report", "The bridge was unsafe."),
        ("The latest inspection, the agency said, was its longest yet.", "The agency",
         "The latest inspection was its longest yet."),
        ("In May, the agency said, the bridge was closed.", "The agency", "In May, the bridge was closed."),
    ],
)  # fmt: skip
def test_the_speaker_is_found_before_and_behind_the_words(text: str, speaker: str, statement: str) -> None:
    assert said(text) == [(speaker, statement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was closed, but Okafor said it would open in May.",
         [(None, "The bridge was closed."), ("Okafor", "It would open in May.")]),
        ("Okafor closed the bridge and said the piers were cracked.",
         [(None, "Okafor closed the bridge."), ("Okafor", "The piers were cracked.")]),
    ],
)  # fmt: skip
def test_what_the_author_says_beside_a_report_is_kept(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


def test_a_description_of_the_speaker_is_not_what_the_speaker_says() -> None:
    text = "“The bridge is unsafe,” said Ada Okafor, an engineer who inspected it in May."
    assert said(text) == [("Ada Okafor", "The bridge is unsafe.")]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("The union rejected the offer.", "The union", "rejected"),
        ("Acme plans to open a plant.", "Acme", "plans"),
        ("The mayor has called for a public inquiry.", "The mayor", "called"),
        ("Acme declined to answer the question.", "Acme", "declined"),
    ],
)
def test_whoever_takes_a_stand_is_its_speaker_and_the_author_still_asserts_it(
    text: str, speaker: str, cue: str
) -> None:
    (candidate,) = extract(text)
    assert (candidate.speaker, candidate.cue, candidate.modality) == (speaker, cue, Modality.ASSERTED)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor was accused of fraud.",
        "Sales declined by 5 percent in May.",
        "The United States opened a base in May.",
        "The annual report was printed in May.",
        "It is said that the bridge was closed.",
    ],
)
def test_nobody_is_made_to_speak(text: str) -> None:
    assert [c.speaker for c in extract(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is unsafe. The piers are cracked,” Okafor said. “The deck has rusted.”",
        "“The bridge is unsafe,” Okafor said. “The piers are cracked.\n\n“The deck has rusted.”",
        "In a letter in May, Okafor wrote:\n\n“The bridge is unsafe. The piers are cracked. The deck has rusted.”",
        "“The bridge is unsafe,” Okafor said. “The piers are cracked.”\n\n“The deck has rusted.”",
    ],
)
def test_a_quotation_keeps_its_speaker_over_sentences_and_paragraphs(text: str) -> None:
    found = said(f"The bridge over the Ola was closed in May after a long inspection.\n\n{text}")[1:]
    assert [s for _, s in found] == ["The bridge is unsafe.", "The piers are cracked.", "The deck has rusted."]
    assert {speaker for speaker, _ in found} == {"Okafor"}


def test_a_paragraph_without_quotation_marks_is_the_authors_again() -> None:
    found = said("“The bridge is unsafe,” Okafor said.\n\nThe bridge was built in 1931.")
    assert found == [("Okafor", "The bridge is unsafe."), (None, "The bridge was built in 1931.")]


def test_what_is_denied_is_denied_by_somebody() -> None:
    (candidate,) = extract("The mayor denied that the bridge was closed.")
    assert (candidate.speaker, candidate.modality) == ("The mayor", Modality.DENIED)


def test_the_lists_of_verbs_hold_every_form() -> None:
    assert {"said", "told", "wrote", "found", "predicts", "deny"} <= REPORTING
    assert {"urged", "calling", "plans", "refuses"} <= COMMITTING
    assert not {"post", "rule", "read"} & (REPORTING | COMMITTING)
