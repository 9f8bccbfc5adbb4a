"""What all records have in common: frozen, made from the values of `claims.records`, numbers and times exact."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SCHEMA_VERSION = 1


def exact(value: object) -> object:
    """Return a decimal as a JSON number: an integer where it is whole."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def in_utc(value: object) -> object:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


Figure = Annotated[int | float | None, BeforeValidator(exact)]
Moment = Annotated[datetime, BeforeValidator(in_utc)]
Key = Annotated[str, Field(description="Key: 12 letters and digits.")]
Seq = Annotated[int, Field(ge=1)]


class Record(BaseModel):
    """What all records have in common."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    @classmethod
    def of(cls, value: object) -> Self:
        """Return the record for one of the values of `claims.records`."""
        return cls.model_validate(value)
