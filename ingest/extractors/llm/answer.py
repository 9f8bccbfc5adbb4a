"""What a model may say, and nothing else: the schema its answers are held to."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from claims.core.vocabulary import Kind, Modality


class Proposal(BaseModel):
    """One claim as a model proposes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: Annotated[str, Field(description="The words of the article that carry the claim, copied exactly.")]
    statement: Annotated[str, Field(description="The claim as one sentence that can be understood alone.")]
    kind: Annotated[Kind, Field(description="fact, forecast or opinion.")]
    modality: Annotated[Modality, Field(description="asserted, reported, hedged or denied.")]
    speaker: Annotated[str | None, Field(description="Who says it, as the article names them; null for the article.")]
    stands_alone: Annotated[bool, Field(description="Whether nobody has to read the article to know what is meant.")]


class Answer(BaseModel):
    """The claims of one passage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claims: list[Proposal]


def schema() -> dict[str, Any]:
    """Return the JSON schema of an answer in the form strict endpoints take: without references, nothing optional."""
    made = Answer.model_json_schema()
    return _inlined(made, made.pop("$defs", {}))  # type: ignore[no-any-return]


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_inlined(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        target = definitions[part["$ref"].rpartition("/")[2]]
        return _inlined(target | {name: value for name, value in part.items() if name != "$ref"}, definitions)
    return {name: _inlined(value, definitions) for name, value in part.items() if name != "title"}
