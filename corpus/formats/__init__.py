"""One thin adapter for each file format, from bytes to the raw text of articles and what the file states of them."""
