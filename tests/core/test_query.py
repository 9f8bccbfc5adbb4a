"""The language of a search: what is typed is what is asked for, and what is asked for can be typed again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.core.fields import FIELDS
from claims.core.query import Form, Having, Query, Said, as_typed, parse
from claims.errors import ClaimtrackError, InvalidValue

PIECES = ["status:", "due<", 'source:"A B"', "-", "－", '"', "“", "”", "„", "「", "」", "«", "»", "tent",
"data-center",
          "10:30", "https://x.y", "10*", "am*", " ", "　", "confidence>=", "60", "amount≥", "text：", "x:y", "薪酬*",
          "\\",
          "'s", "…", "*", "=", "<"]  # fmt: skip
TYPED = st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
WORDS = st.text("ab1é薪酬-.'$", min_size=1, max_size=8).map(lambda text: f"a{text}zz")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ITEMS = (
    st.builds(Said, WORDS, st.sampled_from([Form.WORDS, Form.START]), st.booleans())
    | st.builds(Said, ANY.map(lambda text: f"a {text}"), st.just(Form.PHRASE), st.booleans())
    | st.sampled_from([*FIELDS.values()]).flatmap(
        lambda field: st.builds(
            Having, st.just(field.name), st.sampled_from(field.signs), ANY.map(lambda text: f"{text}1"), st.booleans()
        )
    )
)


@given(TYPED)
@example('STATUS:0”A:"')
def test_whatever_is_typed_is_understood_or_refused_in_one_line(text: str) -> None:
    try:
        query = parse(text)
    except ClaimtrackError as error:
        assert str(error).isprintable()
    else:
        assert parse(str(query)) == query


@given(st.lists(ITEMS, min_size=1, max_size=6))
def test_what_is_asked_for_can_be_typed(items: list[Said | Having]) -> None:
    query = Query(tuple(items))
    assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("tent data", "tent data"), ('"data  centers" tent', '"data  centers" tent'), ("compan*", "compan*"),
        ("-meta -“big deal” －x", '-meta -"big deal" -x'), ("status:Partly-Verified", "status:Partly-Verified"),
        ('source:"The Example Times"', 'source:"The Example Times"'),
        ("来源：日报 「薪酬 方案」", '来源：日报 "薪酬 方案"'),
        ("confidence：60..80 amount≥100M", "confidence:60..80 amount>=100M"), ("Due-Before<2027", "due<2027"),
        ("薪酬*", "薪酬"), ("10:30 https://a.b/c?d=1 Meta: re:Invent E=mc2 p<0.05",) * 2, ("gpt-4:turbo",) * 2,
        ("doi:10.1000/182", "doi:10.1000/182"), ("AT&T - 3*", None),
        ("„Haus“ «maison» »Heim«", '"Haus" "maison" "Heim"'),
        ("rock'n'roll researcher's", "rock'n'roll researcher's"), ("-source:Post", "-source:Post"),
        ("a - b -- c", "a b c"),
        ('"mid"-air', '"mid" air'), ('"a \\" b"', '"a \\" b"'),
    ],
)  # fmt: skip
def test_a_search_is_read_as_it_is_meant(text: str, asked: str | None) -> None:
    if asked is None:
        with pytest.raises(InvalidValue, match="2 letters or more"):
            parse(text)
    else:
        assert str(parse(text)) == asked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sorce:Post", r"'sorce:Post' .* no field sorce \(did you mean source\?\); fields are .* in quotes"),
        ("author:Smith", "no field author; fields are"), ("confidense>=60", r"did you mean confidence\?"),
        ("revenue>100M", "no field revenue"), ("status:", "'status:' .*give it a value, such as status:disputed"),
        ("status>verified", "'status>verified' .*write status:disputed"), ("due:2027", "write due<2027"),
        ('tent "data', "'\"data' .*close the quote with \""), ("「薪酬", "close the quote with 」"),
        ('source:"Post', "close the quote"), ("x" * 4001, "4,001 characters; give 4,000 at most"),
        ("ab " * 201, "200 words at most"), ("", "one or more words"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named_with_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        parse(text)


@pytest.mark.parametrize(
    ("argument", "typed"),
    [
        ("tent", "tent"), ("data centers", '"data centers"'), ("-data centers", '-"data centers"'),
        ("source:The Example Times", 'source:"The Example Times"'), ("-tag:big money", '-tag:"big money"'),
        ('source:"A B" tent', 'source:"A B" tent'), ("odd: one", '"odd: one"'),
    ],
)  # fmt: skip
def test_quotes_the_shell_took_off_are_put_back(argument: str, typed: str) -> None:
    assert as_typed(argument) == typed
