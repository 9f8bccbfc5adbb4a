"""Twice the text takes twice the time, whatever it is made of."""

import time

import pytest

from ingest import extract
from ingest.size import LARGEST

PROSE = (
    "Vestra, a maker of pumps, was founded in 2012 and hired engineers from Siemens, Bosch and Airbus. Its sales rose "
    "by 12% to $3 million because rivals left the market, Rosa Lund said.\n\n"
)
UNITS = {
    "prose": PROSE,
    "no full stops": "the firm built a plant and sold the pumps to banks in Oslo ",
    "quotes": '"',
    "quoted words": "“so it is” ",
    "brackets": "(",
    "words in brackets": "(a firm) ",
    "long sentences": "the firm which built a plant, and who sold it, " * 80 + ".\n\n",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_no_text_takes_more_than_its_share_of_time(unit: str) -> None:
    small = max(seconds(unit, 20_000), 0.05)
    assert seconds(unit, 160_000) < 24 * small  # eight times the text; a busy machine takes its toll, squares take 64


@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_twice_the_text_takes_twice_the_time_up_to_ten_megabytes(unit: str) -> None:
    shares = (seconds(unit, LARGEST) / max(seconds(unit, LARGEST // 2), 0.05) for _ in range(3))
    assert any(share <= 2.3 for share in shares)  # the best of three: a neighbour slows this one down, never up


def seconds(unit: str, size: int) -> float:
    text = unit * (size // len(unit.encode()))
    started = time.process_time()
    extract(text)
    return time.process_time() - started
