"""The colours of statuses in a terminal."""

from claims.core.status import Status

COLOURS = {
    Status.VERIFIED: 32,  # blue
    Status.PARTLY_VERIFIED: 30,  # teal
    Status.MISLEADING: 133,  # purple
    Status.DISPUTED: 136,  # gold
    Status.REFUTED: 196,  # red
    Status.RETRACTED: 244,  # grey
    Status.SUPERSEDED: 244,
    Status.REJECTED: 244,
}
"""Numbers of the 256-colour palette, which no theme redefines; as dark as they are bright, for any background.

Told apart by people who see no red or no green; the word always stands there too.
"""
