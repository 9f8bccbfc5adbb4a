"""What a process beside the first one says of a document: plain values, looked at before anything is done with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.core.text import gate
from claims.errors import UnreadableDocument
from ingest.article import Article, Blocks
from ingest.extractors.candidate import Candidate


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and the claims found in it; None where they are still to be found.

    The article's blocks stand beside it, packed, and only where they are still needed.
    """

    article: Article
    candidates: Sequence[Candidate] | None = None
    notes: tuple[str, ...] = ()
    spans: bytes = b""
    kinds: bytes = b""

    @classmethod
    def unread(cls, article: Article) -> "Found":
        """Return an article in which claims are still to be found."""
        blocks = article.blocks if isinstance(article.blocks, Blocks) else Blocks(article.blocks)
        return cls(replace(article, blocks=()), None, (), *blocks.packed())

    def whole(self) -> Article:
        """Return the article with its blocks; raises UnreadableDocument where it is none that a reader gives."""
        if gate(self.article.text)[1]:
            raise UnreadableDocument("reading it gave what is no text: it is damaged, or made to harm")
        try:
            return replace(self.article, blocks=Blocks.unpacked(self.spans, self.kinds))
        except ValueError:
            raise UnreadableDocument("reading it gave what is no article: it is damaged, or made to harm") from None
