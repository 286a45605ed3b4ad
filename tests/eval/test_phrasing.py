from eval.phrasing import spread, told
from rag import Answer, Question
from rag.generative import PHRASED, UNSUPPORTED


def test_questions_are_spread_over_the_set() -> None:
    assert spread(list("abcdefghij"), 3) == ["a", "d", "g"]
    assert spread(list("ab"), 5) == ["a", "b"]


def test_what_became_of_each_question_is_told_and_counted() -> None:
    answers = {
        "a": Answer("a", "Un fait [1].", False, 0.9, (), (), {"phrase": 1500.0}, notices=(PHRASED,)),
        "b": Answer("b", "« Un fait. » [1]", False, 0.9, (), (), {"phrase": 200.0}, notices=(UNSUPPORTED,)),
        "c": Answer("c", "Non.", True, 0.1, (), ()),
    }
    lines = list(told(list("abc"), lambda question: answers[question.text]))
    assert lines[0] == "- **a** (phrased, 1.5 s) Un fait [1]."
    assert lines[1] == f"- **b** (quoted, 0.2 s) « Un fait. » [1] *{UNSUPPORTED}*"
    assert lines[2] == "- **c** (not answered, 0.0 s) Non."
    assert lines[3] == "\n1 of 2 answers phrased, 1 quoted, 1 questions not answered."


def test_the_question_is_asked_as_it_stands() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return Answer(question.text, "Non.", True, 0.1, (), ())

    list(told(["Qui ?"], ask))
    assert asked == [Question("Qui ?")]
