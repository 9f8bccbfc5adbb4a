"""The application of the API, to be mounted beside the pages; it describes itself in OpenAPI 3.1."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from claims.book import Book
from claims.core.people import Right, Role
from claims.schemas import Record
from claims.web.api import catalog, changes, claims, export, problems, review
from claims.web.api.access import Desk, Reading
from claims.web.api.answers import answer

router = APIRouter(tags=["around"])


class MeRecord(Record):
    """Whoever asks."""

    name: str
    role: Role | None
    rights: tuple[Right, ...]


@router.get("/me", response_model=MeRecord)
def me(visitor: Reading) -> Response:
    """Say who you are here, and what you may do."""
    rights = tuple(right for right in Right if right in visitor.rights)
    return answer(MeRecord(name=visitor.name, role=visitor.role, rights=rights))


ROUTERS = (claims.router, review.router, catalog.router, changes.router, export.router, router)


def create_api(book: Book) -> FastAPI:
    """Return the API of one database; where there are no users, everybody is the actor of `book`."""
    app = FastAPI(
        title="claimtrack",
        version=version("claimtrack"),
        summary="What was said, by whom, and whether it held.",
        docs_url=None,
        redoc_url=None,
        responses=problems.responses(400, 401, 403, 503),
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.desk = Desk(book.database, book.actor, book.clock)
    for each in ROUTERS:
        app.include_router(each)
    problems.install(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """Return the description, with the form of failures in it."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes,
            servers=[{"url": "/api/v1"}],
        )  # fmt: skip
        made["components"]["schemas"]["Problem"] = problems.Problem.model_json_schema()
        for operation in [each for path in made["paths"].values() for each in path.values()]:
            for parameter in operation.get("parameters", []):
                parameter["schema"] = _never_null(parameter["schema"])
        app.openapi_schema = made
    return app.openapi_schema


def _never_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a parameter may be: one that is left out is not there, and none can be sent as null."""
    kinds = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
    if len(kinds) != 1:
        return schema
    return {**{name: value for name, value in schema.items() if name != "anyOf"}, **kinds[0]}
