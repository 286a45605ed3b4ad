"""What is the answer, and how sure are we?"""

from rag.records import Answer, Citation, Question, RankedPassage, Turn

__all__ = ["Answer", "Citation", "Question", "RankedPassage", "Turn"]
