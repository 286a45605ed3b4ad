"""What is the answer, and how sure are we?"""

from rag.assistant import Assistant
from rag.records import Answer, Citation, Excerpt, Question, RankedPassage, Turn
from rag.settings import Settings
from rag.weights import Weights

__all__ = ["Answer", "Assistant", "Citation", "Excerpt", "Question", "RankedPassage", "Settings", "Turn", "Weights"]
