"""Where is it said? Passages and sentences found by meaning and by words."""

from index.builder import BuildReport, build_index
from index.encoder import Embeddings, Encoder, EncoderCard, load_encoder
from index.searcher import ALL_LEGS, Hit, Leg, Mask, Searcher

__all__ = [
    "ALL_LEGS",
    "BuildReport",
    "Embeddings",
    "Encoder",
    "EncoderCard",
    "Hit",
    "Leg",
    "Mask",
    "Searcher",
    "build_index",
    "load_encoder",
]
