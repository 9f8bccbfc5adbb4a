"""What came in a form: text without blanks around it, nothing for what was left empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from claims.errors import InvalidValue

FIELDS = 200
FIELD = 12 * 1024 * 1024
"""Bytes of one field: an article that is pasted."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; the same one may come several times."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Sequence[Upload] = ()

    def text(self, name: str) -> str | None:
        """Return what was written into a field, None where nothing was."""
        return next((each for each in self.all(name)), None)

    def all(self, name: str) -> list[str]:
        """Return everything that was given under a name."""
        given = (each.replace("\r\n", "\n").strip() for each in self.fields.get(name, ()))
        return [each for each in given if each]

    def lines(self, name: str) -> list[str]:
        """Return what was written into a field, line by line."""
        return [line.strip() for line in (self.text(name) or "").splitlines() if line.strip()]

    def on(self, name: str) -> bool:
        return self.text(name) is not None

    def number(self, name: str) -> int | None:
        """Return a whole number; raises InvalidValue for anything else."""
        given = self.text(name)
        if given is None:
            return None
        if not (given.isascii() and given.isdigit() and len(given) < 10):
            raise InvalidValue(name, given, "give a whole number")
        return int(given)


async def read_form(request: Request) -> Form:
    """Return the form a request brings."""
    fields: dict[str, list[str]] = {}
    files = []
    async with request.form(max_files=50, max_fields=FIELDS, max_part_size=FIELD) as given:
        for name, value in given.multi_items():
            if isinstance(value, UploadFile):
                files.append(Upload(value.filename or "", await value.read()))
            else:
                fields.setdefault(name, []).append(value)
    return Form(fields, files)
