"""Who may work here, and the tokens of programs; of what lets them in, only the secret of a new token is told."""

from pydantic import Field

from claims.core.people import Right, Role
from claims.schemas.base import Key, Moment, Record


class UserRecord(Record):
    """Somebody who may work here."""

    name: str = Field(description="The name their changes are recorded under.")
    role: Role = Field(description="reader, contributor, reviewer or admin.")
    disabled: bool = Field(description="Whether they are let in no more.")
    password: bool = Field(description="Whether they have a password to log in with.")
    tokens: int = Field(description="How many tokens of theirs are good.")
    added_at: Moment = Field(description="When they were added.")
    added_by: str = Field(description="By whom.")
    changed_at: Moment = Field(description="When something about them last changed.")
    changed_by: str = Field(description="By whom.")


class TokenRecord(Record):
    """What a program shows instead of a password."""

    key: Key
    user: str = Field(description="Whose it is.")
    name: str = Field(description="What it is for.")
    scopes: tuple[Right, ...] = Field(description="What it allows, as far as its user's role does.")
    added_at: Moment = Field(description="When it was made.")
    added_by: str = Field(description="By whom.")
    used_at: Moment | None = Field(description="When it was last used, to the hour.")
    expires_at: Moment | None = Field(description="Until when it is good; null for no end.")
    revoked_at: Moment | None = Field(description="When it was revoked.")
    good: bool = Field(description="Whether it lets anybody in.")


class NewTokenRecord(TokenRecord):
    """A token just made."""

    secret: str = Field(description="What the program has to show; it is told once and not kept.")
