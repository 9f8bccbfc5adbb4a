"""Whatever the text: quantities stand where they say, lines of any length take linear time, and little is imported."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.core.quantity import canonical, parse
from claims.core.vocabulary import COMPARATORS

PIECES = st.sampled_from(
    "one two half a million hundred $ € 5 10 2024 1,234.5 % percent - – to . , [ ] ½ 三 亿 百 个 美元 und zweihundert"
    " Mio. US$ USD dollars cents and quarter third kr 3D + ~ over / : １２ ％ İ x1 minus between from in out of".split()
)
TEXTS = st.lists(st.one_of(PIECES, st.just(" "), st.text(max_size=3)), max_size=14).map("".join) | st.lists(
    PIECES, max_size=12
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([None, "en", "de", "fr", "es", "it", "pt", "zh"]))
def test_offsets_are_exact_ordered_and_apart(text: str, language: str | None) -> None:
    reach = 0
    for quantity in parse(text, language):
        assert text[quantity.start : quantity.end] == quantity.text
        assert reach <= quantity.start < quantity.end
        reach = quantity.end
        assert quantity.comparator in COMPARATORS
        assert quantity.value is not None or (quantity.low is not None and quantity.high is not None)
        assert "E" not in canonical(quantity).partition("|")[0]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "[",
        "one ",
        "1,",
        "hundred ",
        "三",
        "[1]",
        "1-",
        "half ",
        "5 to ",
        "a",
        "$",
        "@",
        "2 or ",
        "每",
        "1亿",
        "Ada B, 49, ",
        "2^",
        "5 and ",
    ],
)
def test_long_lines_of_one_thing_take_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        parse(text)
        return time.process_time() - begin

    small = min(seconds(25_000) for _ in range(3))
    assert seconds(200_000) < 8 * 5 * small + 0.5


def test_importing_stays_light() -> None:
    code = "import sys, claims.core.quantity; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlalchemy", "dateparser", "pydantic", "unicodedata", "json"} & set(loaded)
