"""German, sentence by sentence: each a candidate as it stands, with its speaker."""

import pytest

from claims.core.vocabulary import Modality
from ingest import extract


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("Die Ministerin sagte, dass die Brücke gesperrt sei.", "Die Ministerin", "sagte"),
        ("„Die Brücke ist unsicher“, sagte Ada Okafor am Montag.", "Ada Okafor", "sagte"),
        ("Die Brücke sei unsicher, so die Behörde.", "die Behörde", "so"),
        ("Laut der Behörde ist die Brücke unsicher.", "der Behörde", "Laut"),
        ("Der Behörde zufolge ist die Brücke unsicher.", "Der Behörde", "zufolge"),
        ("Wie die Behörde mitteilte, ist die Brücke gesperrt.", "die Behörde", "mitteilte"),
        ("Nach Angaben der Behörde sind 40 Brücken gesperrt.", "Behörde", "Nach Angaben der"),
        ("Die Bahn kündigte einen Neubau der Brücke an.", "Die Bahn", "kündigte"),
    ],
)
def test_the_speaker_is_named(text: str, speaker: str, cue: str) -> None:
    (candidate,) = extract(text, language="de")
    assert (candidate.speaker, candidate.cue, candidate.modality) == (speaker, cue, Modality.REPORTED)


@pytest.mark.parametrize(
    "text",
    ["Die Brücke ist seit Mai gesperrt.", "Es hieß, die Brücke ist gesperrt.", "Das Gesetz gab Anlass zum Streit."],
)
def test_nobody_is_made_to_speak(text: str) -> None:
    assert [(c.speaker, c.modality) for c in extract(text, language="de")] == [(None, Modality.ASSERTED)]


def test_reported_speech_goes_on_until_the_author_speaks() -> None:
    text = (
        "Die Ministerin sagte, dass die Brücke gesperrt sei. Die Pfeiler seien gerissen. Die Brücke ist alt.\n\n"
        "Der Bau habe lange gedauert."
    )
    assert [c.speaker for c in extract(text, language="de")] == ["Die Ministerin", "Die Ministerin", None, None]


def test_a_quotation_keeps_its_speaker() -> None:
    text = "„Die Brücke ist unsicher“, sagte Ada Okafor. „Die Pfeiler sind gerissen. Das Deck ist rostig.“"
    assert [c.speaker for c in extract(text, language="de")] == ["Ada Okafor"] * 3


def test_a_question_asserts_nothing() -> None:
    assert not extract("Wer hat die Brücke gesperrt?", language="de")
