"""The description of the API is kept: what is made up from it, with real keys, meets no error and no surprise."""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.config import SchemathesisConfig
from starlette.applications import Starlette
from starlette.routing import Mount

from claims.book import Book
from claims.core.people import Right
from claims.web.api.app import create_api

SHORT, LONG = 3, 65
CONFIG: dict[str, Any] = {
    "checks": {
        # 400 is not among them: nothing that is as described may be told that it is not
        "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "401", "403", "404", "409", "412", "422"]},
        "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "405", "428"]},
        "missing_required_header": {"expected-statuses": ["400", "428"]},
    },
}


def contract(desk: Book) -> Any:
    """Return the description of the API of a database with users, and what it is asked with."""
    desk.people.add("ann", "admin")
    token = desk.people.grant("ann", "contract", list(Right), days=None).secret
    served = Starlette(routes=[Mount("/api/v1", create_api(desk))])
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", served, config=SchemathesisConfig.from_dict(CONFIG))
    return schema, {"Authorization": f"Bearer {token}"}


def real(desk: Book) -> dict[str, str]:
    """Return keys there are, by what the address goes on with."""
    claim = desk.list().claims[0]
    desk.attach(claim.key, "https://example.org/1")
    return {
        "claims": claim.key, "sources": desk.source(claim.source).key, "documents": desk.documents()[0].key,
        "batches": desk.batches()[0].key,
    }  # fmt: skip


def keep(desk: Book, examples: int) -> Counter[tuple[str, int]]:
    """Ask every address with what the description allows and forbids; returns how often each gave which status."""
    schema, shown = contract(desk)
    keys, asked = real(desk), Counter[tuple[str, int]]()
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: Any) -> None:
            if "key" in case.path_parameters and len(str(case.path_parameters["key"])) % 4:
                case.path_parameters["key"] = keys[case.path.split("/")[1]]
            asked[case.operation.label, case.call_and_validate(headers=shown).status_code] += 1

        ask()
    return asked


@pytest.mark.parametrize("engine_name", ["sqlite"])  # both in the long run: what is asked is the same
def test_the_description_is_kept(desk: Book) -> None:
    asked = keep(desk, SHORT)
    described = {f"{m.upper()} {path}" for path, found in create_api(desk).openapi()["paths"].items() for m in found}
    assert {label for label, _ in asked} == described


@pytest.mark.long
def test_the_description_is_kept_at_length(desk: Book) -> None:
    asked = keep(desk, LONG)
    assert asked.total() > 2000
    assert sum(count for (_, status), count in asked.items() if status < 300) > asked.total() / 5
