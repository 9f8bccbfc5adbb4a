"""Where the database is and who is working, when nobody says so on the command line."""

import os

from claims.core.text import ACTOR
from claims.errors import InvalidValue

DATABASE_VARIABLE = "CLAIMS_DATABASE_URL"
ACTOR_VARIABLE = "CLAIMS_ACTOR"
KEY_VARIABLE = "CLAIMS_SIGNING_KEY"
EMBEDDING_VARIABLE = "CLAIMS_EMBEDDING_MODEL"
TOKEN_VARIABLE = "CLAIMS_TOKEN"
APPLICATION = "claimtrack"


def given_database() -> str | None:
    """Return the database that CLAIMS_DATABASE_URL names."""
    return os.environ.get(DATABASE_VARIABLE, "").strip() or None


def given_token() -> str | None:
    """Return the token that CLAIMS_TOKEN holds, for the API of a server."""
    return os.environ.get(TOKEN_VARIABLE, "").strip() or None


def database_url() -> str:
    """Return the database from CLAIMS_DATABASE_URL, else the file `claims.db` in the user's data folder."""
    if given := given_database():
        return given
    from platformdirs import user_data_path  # only needed without the variable

    return str(user_data_path(APPLICATION) / "claims.db")


def embedding_model() -> str | None:
    """Return the model that CLAIMS_EMBEDDING_MODEL names: what statements are compared by in meaning, if at all."""
    return os.environ.get(EMBEDDING_VARIABLE, "").strip() or None


def actor_name() -> str:
    """Return the name changes are recorded under: CLAIMS_ACTOR, else the login name."""
    if given := os.environ.get(ACTOR_VARIABLE, "").strip():
        check_actor(ACTOR_VARIABLE, given)
        return given
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return f"uid {os.getuid()}"


def check_actor(what: str, name: str) -> None:
    """Raise InvalidValue for a name that changes cannot be recorded under."""
    if not name.strip() or len(name) > ACTOR or not name.isprintable():
        allowed = f"give a name of 1 to {ACTOR} printable characters, with --as or {ACTOR_VARIABLE}"
        raise InvalidValue(what, name, allowed)
