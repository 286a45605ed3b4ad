"""What can go wrong, as one tree.

PresseError                     one clear line for the user, exit code 1
├── UsageError                  the request itself is wrong, exit code 2 (HTTP 422)
│   ├── QuestionError           an empty, over-long or unreadable question
│   └── DatasetError            a question set or data set that cannot be used
├── CorpusError                 the articles cannot be read, or there is none
│   └── UnreadableError         one file cannot be read: it is left out, the others are built
├── ModelError                  the encoder's files are missing, damaged or unsuitable
├── StoredIndexError            the index on disk cannot be used
│   ├── MissingIndexError       no index there yet
│   ├── DamagedIndexError       a file of it is missing, cut or altered
│   └── MismatchedIndexError    it was built with another model or by another version
└── NotFoundError               an article asked for is not in the index (HTTP 404)
"""


class PresseError(Exception):
    """What a user can cause or mend: the message is one line and says what to do."""

    exit_code = 1


class UsageError(PresseError):
    """The request itself is wrong."""

    exit_code = 2


class QuestionError(UsageError):
    """An empty, over-long or unreadable question."""


class DatasetError(UsageError):
    """A question set or data set that cannot be used; names the file and, where known, the line."""


class CorpusError(PresseError):
    """The articles cannot be read, or there is none."""


class UnreadableError(CorpusError):
    """One file cannot be read; the message is the reason it is left out with."""


class ModelError(PresseError):
    """The encoder's files are missing, damaged or unsuitable."""


class StoredIndexError(PresseError):
    """The index on disk cannot be used."""


class MissingIndexError(StoredIndexError):
    """There is no index at the place asked for."""


class DamagedIndexError(StoredIndexError):
    """A file of the index is missing, cut or altered."""


class MismatchedIndexError(StoredIndexError):
    """The index was built with another model, or by another version of presse."""


class NotFoundError(PresseError):
    """An article asked for is not in the index."""
