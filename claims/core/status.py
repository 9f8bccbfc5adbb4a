"""Statuses: what was found when a claim was checked."""

from enum import StrEnum


class Status(StrEnum):
    """What we found; every claim starts unverified."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    PARTLY_VERIFIED = "partly_verified"
    MISLEADING = "misleading"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIABLE = "unverifiable"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"


MEANING: dict[Status, str] = {
    Status.UNVERIFIED: "nobody has checked it yet",
    Status.VERIFIED: "checked and found true",
    Status.PARTLY_VERIFIED: "part of it was found true, the rest not or not yet",
    Status.MISLEADING: "true in its words, false in what it makes one believe",
    Status.DISPUTED: "credible sources conflict",
    Status.REFUTED: "checked and found false",
    Status.UNVERIFIABLE: "checked, and there is no way to know",
    Status.RETRACTED: "the speaker withdrew it",
    Status.SUPERSEDED: "a newer figure replaces it",
    Status.REJECTED: "not a claim: the extraction was wrong",
}

RATING: dict[Status, int | None] = {
    Status.VERIFIED: 5,
    Status.PARTLY_VERIFIED: 4,
    Status.DISPUTED: 3,
    Status.MISLEADING: 2,
    Status.REFUTED: 1,
}
"""ClaimReview ratings, 5 (true) to 1 (false); a status that is not listed has none."""
