"""Asking a model server: what goes wrong is tried again or told in one line, what was answered is kept."""

import socket
import stat
import threading
from pathlib import Path

import pytest

from claims.errors import ClaimtrackError, InputFailed, InvalidValue
from ingest import extractors
from ingest.extractors.llm.cache import Cache
from ingest.extractors.llm.endpoint import configured
from ingest.readers import plain
from tests.ingest.llm.conftest import Serve
from tests.ingest.llm.model_server import Question, Reply, claims, refused, said

TEXT = "Meta offered packages of $200 million. It is raining."
LONG = "".join(f"Company number {n} hired {n} people that year. " for n in range(600))
FINE = claims({"quote": "It is raining."})


def extract(text: str = TEXT, *, cache: bool = False) -> tuple[list[str], tuple[str, ...]]:
    extractor = extractors.get("llm", cache=cache)
    return [each.quote for each in extractor.extract(plain.read(text))], extractors.notes(extractor)


def failure(text: str = TEXT) -> str:
    with pytest.raises(InputFailed) as caught:
        extract(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ---- what is tried again -----------------------------------------------------------------------------------


def test_tokens_and_requests_are_told(serve: Serve) -> None:
    serve([FINE])
    assert extract() == (["It is raining."], ("scripted: 1 request, 100 tokens in, 20 out, price not known",))


def test_the_price_is_told_where_it_is_known(serve: Serve) -> None:
    from dataclasses import replace

    from ingest.extractors.llm.bill import Bill

    serve([FINE], model="gpt-4o-mini")
    known = replace(configured(), url="https://api.openai.com/v1")
    bill = Bill(requests=1, asked=1_000_000, answered=1_000_000)
    assert bill.cost(known) == bill.cost(replace(known, model="gpt-4o-mini"))
    assert 0 < (bill.cost(known) or 0) < 10
    assert "about $" in bill.notes(known)[0]


def test_a_server_that_asks_for_patience_gets_it(serve: Serve) -> None:
    server = serve([refused(429, "slow down", Retry_After="0.3"), FINE])
    assert extract()[0] == ["It is raining."]
    assert server.times[1] - server.times[0] >= 0.3


@pytest.mark.parametrize(
    "first",
    [
        said("no JSON at all"),
        said('{"claims": [{"quote": "It is raining."}]}'),
        said('{"claims": [], "status": "verified"}'),
        said('{"claims": [{"quote": "It', finish="length"),
        said(""),
        Reply(b'{"choices": []}'),
        Reply(b'{"choices": null}'),
    ],
)
def test_an_invalid_answer_is_asked_for_once_more(serve: Serve, first: Reply) -> None:
    server = serve([first, FINE])
    assert extract()[0] == ["It is raining."]
    assert len(server.questions) == 2
    assert "not valid JSON of the schema" in server.questions[1]["messages"][-1]["content"]


@pytest.mark.parametrize("first", [Reply(FINE.body, cut=True), refused(500, "oops", Retry_After="0.01")])
def test_a_connection_cut_off_or_a_server_in_trouble_is_tried_again(serve: Serve, first: Reply) -> None:
    server = serve([first, FINE])
    assert extract()[0] == ["It is raining."]
    assert len(server.questions) == 2


def test_a_slow_server_is_tried_again_and_then_told(serve: Serve) -> None:
    server = serve([Reply(hold=True), FINE], timeout="0.5")
    assert extract()[0] == ["It is raining."]
    assert len(server.questions) == 2


def test_an_answer_cut_off_at_its_longest_is_asked_for_in_halves(serve: Serve) -> None:
    def script(question: Question) -> Reply:
        asked = question["messages"][1]["content"].partition("list the claims of this]")[2]
        if asked.count("hired") > 20:
            return said('{"claims": [{"quote": "Comp', finish="length")
        return claims(*({"quote": f"Company number {n} hired {n} people that year."} for n in range(100, 600)
                        if f"Company number {n} " in asked))  # fmt: skip

    serve(script)
    text = "".join(f"Company number {n} hired {n} people that year. " for n in range(100, 160))
    found, notes = extract(text)
    assert len(found) == 60
    assert not [note for note in notes if "not read" in note]


def test_a_passage_without_a_valid_answer_is_counted_and_said(serve: Serve) -> None:
    def script(question: Question) -> Reply:
        asked = question["messages"][1]["content"]
        return claims({"quote": "Company number 7 hired 7"}) if "Company number 7 " in asked else said("no")

    serve(script)
    found, notes = extract(LONG)
    assert found == ["Company number 7 hired 7"]
    assert "passages were not read: the model gave no valid answer" in notes[1]


def test_a_model_that_never_answers_validly_fails_the_document(serve: Serve) -> None:
    serve([said("Roses are red.")])
    assert failure().startswith("scripted gave no valid answer to anything: choose a model")


@pytest.mark.parametrize("refusal", ["temperature is not supported", "unknown field response_format json_schema"])
def test_a_parameter_the_server_refuses_is_left_out(serve: Serve, refusal: str) -> None:
    server = serve([refused(400, refusal), FINE])
    assert extract()[0] == ["It is raining."]
    first, second = server.questions
    assert first["temperature"] == 0
    assert ("temperature" in second) == ("temperature" not in refusal)
    strict = second["response_format"]["type"] == "json_schema"
    assert strict == ("json_schema" not in refusal)


# ---- what fails in one line --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (refused(400, "prompt too odd"), ["refused with 400 'prompt too odd'"]),
        (refused(401, "bad key\nreally"), ["refused with 401", "CLAIMS_LLM_KEY"]),
        (refused(404, "no model 'scripted'"), ["refused with 404", "CLAIMS_LLM_URL", "CLAIMS_LLM_MODEL"]),
        (refused(429, "quota", Retry_After="0.01"), ["refused with 429", "what was answered is kept"]),
        (refused(503, "busy", Retry_After="0.01"), ["refused with 503", "run the command again later"]),
        (Reply(b"<html>hello</html>"), ["is no answer", "CLAIMS_LLM_URL"]),
        (Reply(b'"hello"'), ["is no answer", "CLAIMS_LLM_URL"]),
    ],
)
def test_a_refusal_is_one_line_with_the_next_step(serve: Serve, reply: Reply, words: list[str]) -> None:
    server = serve([reply])
    line = failure()
    assert line.startswith(f"scripted at {server.url} ")
    assert not [word for word in words if word not in line]
    assert "secret" not in line


def test_a_server_that_is_not_there_is_said(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        serve([FINE], url=f"http://127.0.0.1:{free.getsockname()[1]}/v1")
        monkeypatch.setattr("ingest.extractors.llm.endpoint.RETRIES", 0)
        assert "cannot be reached" in failure()


def test_one_passage_that_fails_stops_the_others(serve: Serve) -> None:
    server = serve([refused(401, "bad key")], concurrency="1")
    failure(LONG)
    assert len(server.questions) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", ""), ("URL", "localhost:1"), ("URL", "ftp://x.org"), ("URL", "http://"), ("URL", "http://x:99999"),
        ("MODEL", ""), ("MODEL", "a\nb"), ("CONCURRENCY", "0"), ("CONCURRENCY", "many"), ("TIMEOUT", "-1"),
        ("TIMEOUT", "nan"), ("KEY", "ä"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_named(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    serve([FINE])
    monkeypatch.setenv(f"CLAIMS_LLM_{name}", value)
    with pytest.raises(InvalidValue, match=f"CLAIMS_LLM_{name}") as caught:
        configured()
    assert "\n" not in str(caught.value)


def test_without_its_packages_it_says_what_to_install(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    serve([FINE])
    monkeypatch.setattr("ingest.extractors.llm.endpoint.find_spec", lambda name: None if name == "openai" else 1)
    with pytest.raises(ClaimtrackError, match=r"not installed \(openai\): install claimtrack\[llm\]"):
        extractors.get("llm")


# ---- keys --------------------------------------------------------------------------------------------------


def test_the_key_goes_along_and_the_environments_of_others_do_not(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "somebody-elses")
    server = serve([FINE])
    extract()
    assert server.keys == ["Bearer secret"]
    assert "secret" not in repr(configured())


def test_the_key_may_be_in_the_keyring(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve([FINE], key="")
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr("keyring.get_password", lambda *which: asked.append(which) or "kept")
    extract()
    assert server.keys == ["Bearer kept"]
    assert asked == [("claimtrack", server.url.split("/")[2])]


def test_an_endpoint_may_want_no_key(serve: Serve) -> None:
    serve([FINE], key="")
    assert configured().key is None
    assert extract()[0] == ["It is raining."]


# ---- the cache ---------------------------------------------------------------------------------------------


def test_the_same_question_is_asked_once(serve: Serve) -> None:
    server = serve([FINE])
    first, _ = extract(cache=True)
    again, notes = extract(cache=True)
    assert (first, again, len(server.questions)) == (["It is raining."], ["It is raining."], 1)
    assert notes == ("scripted: 0 requests, 1 from the cache",)
    extract(cache=False)
    assert len(server.questions) == 2


@pytest.mark.parametrize("what", ["text", "model", "prompt", "version", "title"])
def test_another_question_is_asked_anew(serve: Serve, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    server = serve([FINE])
    extract(cache=True)
    text = TEXT
    match what:
        case "text":
            text += " Really."
        case "title":
            text = f"On rain\n\n{TEXT}"
        case "model":
            monkeypatch.setenv("CLAIMS_LLM_MODEL", "other")
        case "prompt":
            monkeypatch.setattr("ingest.extractors.llm.prompt.INSTRUCTIONS", "List the claims.")
        case "version":
            monkeypatch.setattr("ingest.extractors.llm.VERSION", "999")
    extract(text, cache=True)
    assert len(server.questions) == 2


def test_an_answer_is_kept_under_all_it_depends_on(serve: Serve) -> None:
    from dataclasses import replace

    serve([FINE])
    cache, endpoint = Cache("1"), configured()
    keys = {
        cache.key(endpoint, "?"), cache.key(endpoint, "!"), Cache("2").key(endpoint, "?"),
        cache.key(replace(endpoint, model="other"), "?"), cache.key(replace(endpoint, url="http://x.org"), "?"),
    }  # fmt: skip
    assert len(keys) == 5
    assert cache.key(replace(endpoint, key="another"), "?") in keys


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_is_readable_by_its_owner_alone(serve: Serve, tmp_path: Path) -> None:
    cache = Cache("1", tmp_path / "kept")
    cache.put("ab12", "{}")
    (path,) = kept(tmp_path)
    assert path.name == "ab12.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b'{"claims": [1]}'])
def test_a_broken_entry_is_asked_for_again(serve: Serve, broken: bytes) -> None:
    server = serve([FINE])
    extract(cache=True)
    (path,) = kept(Cache("1").folder)
    path.write_bytes(broken)
    assert extract(cache=True)[0] == ["It is raining."]
    assert len(server.questions) == 2
    assert path.read_bytes() != broken


def test_a_cache_that_cannot_be_written_is_no_failure(serve: Serve) -> None:
    server = serve([FINE])
    folder = Cache("1").folder
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    assert extract(cache=True)[0] == ["It is raining."]
    assert extract(cache=True)[0] == ["It is raining."]
    assert len(server.questions) == 2


def test_an_invalid_answer_is_not_kept(serve: Serve) -> None:
    serve([said("no")])
    with pytest.raises(InputFailed):
        extract(cache=True)
    assert not kept(Cache("1").folder)


# ---- at once -----------------------------------------------------------------------------------------------


def test_passages_are_asked_about_at_once_within_the_limit(serve: Serve) -> None:
    together = threading.Barrier(3)

    def script(question: Question) -> Reply:
        together.wait(20)
        return claims()

    server = serve(script, concurrency="3")
    extract("".join(f"Company number {n} hired {n} people that year. " for n in range(730)))
    assert len(server.questions) % 3 == 0
    assert server.most_at_once == 3
