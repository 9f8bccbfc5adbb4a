"""The token in every form: only a page of this desk knows it."""

import hmac
import secrets


class Tokens:
    """Tokens of one run of the server, one for each who works at the desk."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def of(self, who: str) -> str:
        """Return the token that stands in the forms of somebody."""
        return hmac.new(self._secret, who.encode(), "sha256").hexdigest()

    def fits(self, who: str, given: str | None) -> bool:
        return hmac.compare_digest(self.of(who).encode(), (given or "").encode())
