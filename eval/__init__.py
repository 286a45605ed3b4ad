"""How good is it? `eval/evaluation.py` measures; `eval/README.md` says what, and how."""
