"""Asking: passages at once within a limit, each answer held to the schema, every failure told in one line."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from claims.errors import InputFailed
from ingest.article import Article
from ingest.extractors.llm.answer import Answer, schema
from ingest.extractors.llm.bill import Bill
from ingest.extractors.llm.cache import Cache
from ingest.extractors.llm.endpoint import Endpoint
from ingest.extractors.llm.passages import Passage, halves
from ingest.extractors.llm.prompt import messages
from ingest.extractors.llm.refusals import explained, no_answer

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Answered = list[tuple[Passage, Answer]]
TRIES = 2
AGAIN = "That was not valid JSON of the schema ({}). Answer with the JSON object alone."


def ask(
    endpoint: Endpoint, article: Article, passages: Sequence[Passage], cache: Cache | None
) -> tuple[Answered, Bill]:
    """Return what the model says about each passage, and the bill; raises InputFailed, KeyboardInterrupt.

    What was answered before an interruption is in the cache; nothing else is left behind.
    """
    bill = Bill()
    if not passages:
        return [], bill

    def run() -> Answered:
        return asyncio.run(_Conversation(endpoint, article, cache, bill).all(passages))

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        found = run()
    else:  # called from a program with a loop of its own, such as a notebook
        with ThreadPoolExecutor(1) as thread:
            found = thread.submit(run).result()
    if bill.unread and not found:
        raise InputFailed(f"{endpoint.model} gave no valid answer to anything: choose a model that can follow a schema")
    return found, bill


class _Conversation:
    """The questions about one article."""

    def __init__(self, endpoint: Endpoint, article: Article, cache: Cache | None, bill: Bill) -> None:
        self.endpoint, self.article, self.cache, self.bill = endpoint, article, cache, bill
        self.limit = asyncio.Semaphore(endpoint.concurrency)
        self.schema = schema()
        self.extras: dict[str, Any] = {"temperature": 0, "response_format": strict(self.schema)}

    async def all(self, passages: Sequence[Passage]) -> Answered:
        from openai import AsyncOpenAI, OpenAIError

        async with AsyncOpenAI(
            base_url=self.endpoint.url, api_key=self.endpoint.key or "none", timeout=self.endpoint.timeout,
            max_retries=self.endpoint.retries, organization="", project="",
        ) as client:  # fmt: skip
            tasks = [asyncio.create_task(self.about(client, passage)) for passage in passages]
            try:
                return [pair for answered in await asyncio.gather(*tasks) for pair in answered]
            except OpenAIError as error:
                raise InputFailed(explained(error, self.endpoint)) from error
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def about(self, client: "AsyncOpenAI", passage: Passage) -> Answered:
        """Return the answer about a passage; where it was cut off, those about its halves."""
        question = messages(self.article, passage)
        key = self.cache.key(self.endpoint, [question, self.schema]) if self.cache else ""
        if self.cache and (kept := self.cache.get(key)) is not None and (read := _read(kept)) is not None:
            self.bill.cached += 1
            return [(passage, read)]
        said, whole = "", False
        for _ in range(TRIES):
            async with self.limit:
                said, whole = await self.once(client, question)
            read = _read(said)
            if read is not None and whole:
                if self.cache:
                    self.cache.put(key, said)
                return [(passage, read)]
            if not whole and (parts := halves(self.article, passage)):
                return [pair for part in parts for pair in await self.about(client, part)]
            question = [*messages(self.article, passage), {"role": "user", "content": AGAIN.format(_fault(said))}]
        self.bill.unread += 1
        return []

    async def once(self, client: "AsyncOpenAI", question: list[dict[str, str]]) -> tuple[str, bool]:
        """Return what the model says, and whether it came to an end; a parameter it refuses is left out."""
        from openai import BadRequestError
        from openai.types.chat import ChatCompletion

        while True:
            told = dict(self.extras)
            try:
                done = await client.chat.completions.create(
                    model=self.endpoint.model,
                    messages=question,  # type: ignore[arg-type]
                    **told,
                )
            except BadRequestError as error:
                if not self._without_what_is_refused(str(error).casefold(), told):
                    raise
                continue
            except ValueError as error:
                raise InputFailed(no_answer(self.endpoint, str(error))) from error
            if not isinstance(done, ChatCompletion):
                raise InputFailed(no_answer(self.endpoint, str(done)))
            self.bill.requests += 1
            if done.usage:
                self.bill.asked += done.usage.prompt_tokens or 0
                self.bill.answered += done.usage.completion_tokens or 0
            choice = done.choices[0] if done.choices else None
            said = (choice.message.content if choice and choice.message else None) or ""
            return said, choice is None or choice.finish_reason != "length"

    def _without_what_is_refused(self, said: str, told: dict[str, Any]) -> bool:
        """Return whether it is worth asking again: not every endpoint knows a temperature, or a strict schema."""
        if "temperature" in said and "temperature" in told:
            self.extras.pop("temperature", None)
            return True
        form = told.get("response_format", {}).get("type")
        if form == "json_schema" and any(word in said for word in ("response_format", "json_schema", "schema")):
            self.extras["response_format"] = {"type": "json_object"}
            return True
        return False


def strict(made: dict[str, Any]) -> dict[str, Any]:
    """Return what asks for answers that hold to a schema."""
    return {"type": "json_schema", "json_schema": {"name": "claims", "schema": made, "strict": True}}


def _read(said: str) -> Answer | None:
    """Return an answer that holds to the schema; None for anything else."""
    try:
        return Answer.model_validate_json(said)
    except ValidationError:
        return None


def _fault(said: str) -> str:
    try:
        Answer.model_validate_json(said)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"[:200].strip(": ")
    return "it was cut off"
