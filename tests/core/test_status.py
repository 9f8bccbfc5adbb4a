"""Statuses: a closed list, each with its meaning and its place on the scale of ClaimReview."""

from claims.core.status import MEANING, RATING, Status


def test_the_statuses_are_these() -> None:
    assert " ".join(Status) == (
        "unverified verified partly_verified misleading disputed refuted unverifiable retracted superseded rejected"
    )


def test_every_status_says_what_it_means() -> None:
    assert list(MEANING) == list(Status)
    assert len(set(MEANING.values())) == len(Status)


def test_ratings_go_from_true_to_false() -> None:
    assert list(RATING) == sorted(RATING, key=lambda status: -(RATING[status] or 0))
    assert (RATING[Status.VERIFIED], RATING[Status.REFUTED]) == (5, 1)
    assert Status.UNVERIFIED not in RATING
