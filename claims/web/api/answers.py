"""Answers: records as they are, and which version of a claim they are."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Annotated
from zlib import crc32

from fastapi import Header, Path, Request
from pydantic import BaseModel
from starlette.responses import Response

from claims.records import Claim

KEY = r"^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4,12}$"
TAG = r'^(\*|"[1-9][0-9]{0,8}(\.[0-9a-f]{8})?")$'
Key = Annotated[
    str, Path(pattern=KEY, description="A key, or 4 and more of its first characters.", examples=["7K2M4QWE"])
]
IfMatch = Annotated[
    str,
    Header(
        alias="If-Match", pattern=TAG, examples=['"3"'],
        description="The ETag of the claim as it was read: of it, the version before the dot counts. `*` for any.",
    ),
]  # fmt: skip
MaybeIfMatch = Annotated[
    str | None,
    Header(alias="If-Match", pattern=TAG, description="As above, where the change is to depend on it."),
]


def version(given: str | None) -> int | None:
    """Return the version of a claim that a change was decided on; None for any."""
    found = re.match(r'"(\d+)', given or "")
    return int(found[1]) if found else None


def answer(record: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a record as it is, without looking at it again."""
    return Response(record.model_dump_json(), status, headers, "application/json")


def array(records: Iterable[BaseModel]) -> Response:
    """Return records as one array."""
    return Response(f"[{','.join(each.model_dump_json() for each in records)}]", media_type="application/json")


def page(items: Iterable[BaseModel], after: str | None, request: Request) -> Response:
    """Return a page of records, with where the next one is."""
    told = json.dumps(after)
    body = f'{{"items":[{",".join(each.model_dump_json() for each in items)}],"after":{told}}}'
    further = str(request.url.include_query_params(after=after).query)
    headers = {"link": f'<?{further}>; rel="next"'} if after else {}
    return Response(body, 200, headers, "application/json")


def tagged(record: BaseModel, claim: Claim, request: Request) -> Response:
    """Return a claim with its ETag, or nothing where whoever asks has it already."""
    body = record.model_dump_json()
    tag = f'"{claim.version}.{crc32(body.encode()):08x}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(None, 304, headers)
    return Response(body, 200, headers, "application/json")
