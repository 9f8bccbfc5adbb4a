"""What the tests of things that go wrong share: one warm driver for all of them."""

from collections.abc import Iterator

import pytest

from tests.crash.desk import Desk, opened


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    with opened() as desk:
        yield desk
