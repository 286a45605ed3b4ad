"""Where is it said? Passages and sentences found by meaning and by words."""

from index.builder import BuildReport, build_index
from index.encoder import Embeddings, Encoder, EncoderCard, load_encoder
from index.filtering import EVERYTHING, Filter
from index.passages import Mask
from index.searcher import ALL_LEGS, Hit, Leg, Searcher
from index.updating import add_articles, build_from, remove_articles, roll_back

__all__ = [
    "ALL_LEGS",
    "EVERYTHING",
    "BuildReport",
    "Embeddings",
    "Encoder",
    "EncoderCard",
    "Filter",
    "Hit",
    "Leg",
    "Mask",
    "Searcher",
    "add_articles",
    "build_from",
    "build_index",
    "load_encoder",
    "remove_articles",
    "roll_back",
]
