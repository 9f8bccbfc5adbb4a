"""Wires: credited where stories credit them, and not where they are only spoken of."""

import pytest

from claims.core.origins.wires import credited, keys_of, origin_key, wire_named

BODY = "Northwind buys a mill in Ohio.\n\nThe price was not told.\n\nIt closes in May."


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("LONDON, March 3 (Reuters) - Northwind buys a mill.", "Reuters"),
        ("NEW YORK (AP) — Northwind buys a mill.", "Associated Press"),
        ("AP — Northwind buys a mill.", "Associated Press"),
        ("Berlin (dpa) - Northwind kauft ein Werk.", "Deutsche Presse-Agentur"),
        ("BERLIN (dpa/AFP) - Northwind kauft ein Werk.", "Deutsche Presse-Agentur"),
        (f"A mill changes hands\n\nOHIO (AP) - {BODY}", "Associated Press"),
        (f"{BODY}\n\ndpa/AFP", "Deutsche Presse-Agentur"),
        (f"{BODY} (AFP)", "Agence France-Presse"),
        (f"{BODY}\n\nSource: Reuters", "Reuters"),
        (f"{BODY}\n\n(Reporting by Jane Doe in London; Editing by John Roe)", "Reuters"),
        ("新华社北京3月3日电 北风公司收购一家工厂。", "Xinhua"),
        ("Northwind told Reuters that it buys a mill.", None),
        ("The AP asked; Northwind (AP ranks it third) kept silent.", None),
        (f"{BODY}\n\nReporting by Jane Doe.", None),
        (f"{BODY}\n\nHe maps the coast.", None),
        ("", None),
    ],
)
def test_a_story_credits_a_wire_at_its_beginning_or_its_end(text: str, wire: str | None) -> None:
    assert credited(None, text) == wire


@pytest.mark.parametrize(
    ("byline", "wire"),
    [("By Jane Doe, Associated Press", "Associated Press"), ("AFP", "Agence France-Presse"), ("Jane Mapes", None)],
)
def test_a_byline_credits_a_wire(byline: str, wire: str | None) -> None:
    assert credited(byline, BODY) == wire


def test_a_wire_named_in_the_middle_of_a_long_story_is_not_credited() -> None:
    assert credited(None, "\n".join(["One line."] * 9 + ["dpa/AFP"] + ["One line."] * 9)) is None


def test_a_wire_is_one_by_all_its_names() -> None:
    assert {wire_named(each) for each in ("AP", "the associated press", "Associated Press")} == {"Associated Press"}
    assert origin_key("AP") == origin_key("Associated Press") != origin_key("AFP")
    assert origin_key("The Example Times") == origin_key("example times")
    assert {"ap", "associated press", "the associated press"} <= set(keys_of("AP"))
