"""What changed between two texts: told by passage, and word by word."""

from hypothesis import given
from hypothesis import strategies as st

from claims.core.drift import drifts

BEFORE = "A plant\n\nLumen raised $40 million.\n\nIt will hire 600 people."
TEXTS = st.lists(
    st.sampled_from(["A plant.", "Orders fell by 12 percent.", "", "Orders rose by 9 percent.", "It hires."])
)


def marked(before: str, after: str) -> list[str]:
    return [each.marked() for each in drifts(before, after)]


def test_a_changed_number_is_marked_in_its_sentence() -> None:
    (drift,) = drifts(BEFORE, BEFORE.replace("40", "45"))
    assert drift.marked() == "Lumen raised $[-40-]{+45+} million."
    assert BEFORE[drift.start_before :].startswith("Lumen raised")


def test_what_is_gone_and_what_is_new_is_told_whole() -> None:
    assert marked(BEFORE, "A plant\n\nIt will hire 600 people.\n\nMore soon.") == [
        "[-Lumen raised $40 million.-]",
        "{+More soon.+}",
    ]


def test_the_same_words_have_no_drift() -> None:
    assert marked(BEFORE, BEFORE.replace("\n\n", "\n\n\n")) == []


def test_a_paragraph_without_end_is_shown_whole() -> None:
    (drift,) = drifts("word " * 6_000, "word " * 6_001)
    assert drift.marked().count("[-") == 1


@given(TEXTS, TEXTS)
def test_what_is_told_leads_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    found = list(drifts(old, new))
    assert all(old[each.start_before :].startswith(each.before) for each in found)
    assert all(new[each.start_after :].startswith(each.after) for each in found)
    kept = [each for each in before if each]
    for each in found:
        if each.before:
            kept.remove(each.before)
    assert sorted([*kept, *(each.after for each in found if each.after)]) == sorted(each for each in after if each)
