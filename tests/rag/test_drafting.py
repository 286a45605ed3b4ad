import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.drafting import Claim, claims

TEXTS = (
    ("Un fait est là [1]. Un autre suit [1][2].", [("Un fait est là.", (1,)), ("Un autre suit.", (1, 2))]),
    ("Un fait est là. [1] Un autre suit. [1, 3]", [("Un fait est là.", (1,)), ("Un autre suit.", (1, 3))]),
    ("- **M. Le Goff** est là [2].\n- Il pèse 3.5 kg [1].", [("M. Le Goff est là.", (2,)), ("Il pèse 3.5 kg.", (1,))]),
    ("<think>Voyons. Oui.</think>Un fait est là [1].", [("Un fait est là.", (1,))]),
    ("Elle dit « oui. » [1] Puis elle part [2].", [("Elle dit « oui. »", (1,)), ("Puis elle part.", (2,))]),
    ("Sans numéro", [("Sans numéro", ())]),
    ("Un\u202eretournement\x1b [1].", [("Un retournement .", (1,))]),
    ("[1] [2]\n\n", []),
)


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_sentences_come_with_their_numbers_however_the_text_arrives(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    whole = [Claim(*each) for each in expected]
    assert [Claim(claim.text.replace(" .", "."), claim.cites) for claim in claims([text])] == [
        Claim(claim.text.replace(" .", "."), claim.cites) for claim in whole
    ]
    assert list(claims(list(text))) == list(claims([text]))


@settings(deadline=None)
@given(st.text(alphabet="ab A.[]12 ,\n»<think>/*-", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    assert all(any(map(str.isalpha, claim.text)) for claim in claims(list(text)))
