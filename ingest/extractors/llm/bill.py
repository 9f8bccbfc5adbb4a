"""What an extraction asked for: requests, tokens, and what that costs where the price is known."""

from dataclasses import dataclass
from decimal import Decimal

from ingest.extractors.llm.endpoint import Endpoint


@dataclass(slots=True)
class Bill:
    """Requests made, answers from the cache, tokens in and out, and passages nothing valid was said about."""

    requests: int = 0
    cached: int = 0
    asked: int = 0
    answered: int = 0
    unread: int = 0

    def cost(self, endpoint: Endpoint) -> Decimal | None:
        """Return US dollars; None where the price of the model at this endpoint is not known."""
        from genai_prices import Usage, calc_price

        usage = Usage(input_tokens=self.asked, output_tokens=self.answered)
        try:
            return calc_price(usage, endpoint.model, provider_api_url=endpoint.url).total_price
        except LookupError:
            return None

    def notes(self, endpoint: Endpoint) -> tuple[str, ...]:
        """Return what there is to say, for people."""
        told = [f"{self.requests} requests" if self.requests != 1 else "1 request"]
        if self.cached:
            told.append(f"{self.cached} from the cache")
        if self.requests:
            told.append(f"{self.asked:,} tokens in, {self.answered:,} out")
            cost = self.cost(endpoint)
            told.append("price not known" if cost is None else f"about ${cost:.4f}")
        notes = [f"{endpoint.model}: {', '.join(told)}"]
        if self.unread:
            passages = "1 passage was" if self.unread == 1 else f"{self.unread} passages were"
            notes.append(f"{passages} not read: the model gave no valid answer about it, asked twice")
        return tuple(notes)
