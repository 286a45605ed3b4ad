"""Where is it said? Passages and sentences found by meaning and by words."""
