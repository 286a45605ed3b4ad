"""The loss of training: a question must be nearer to the text that answers it than to any other of the batch."""

import torch

TEMPERATURE = 0.02


def contrast(questions: torch.Tensor, texts: torch.Tensor, answers: torch.Tensor, barred: torch.Tensor) -> torch.Tensor:
    """Return the mean InfoNCE loss (van den Oord et al., 2018) of some questions, a scalar, 0 or more.

    `questions` (q, dim) and `texts` (t, dim) have unit rows; `answers` (q,) is the row of the text that answers each
    question; `barred` (q, t) is True for texts that may answer it too, so that they must not count against it.
    """
    scores = questions @ texts.T / TEMPERATURE
    others = barred.scatter(1, answers[:, None], False)
    return torch.nn.functional.cross_entropy(scores.masked_fill(others, float("-inf")), answers)
