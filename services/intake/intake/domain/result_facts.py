"""What is on record of the results of a dossier: sealed, returned, recalled."""

from contracts.terms import Moment, Sha256
from kit.core.model import Model, Sealed


class ResultFact(Model):
    """A sealed result, as documents published it."""

    document: str
    name: str
    sha256: Sha256
    sealed_at: Moment
    wanted: str | None = None
    file: Sha256 | None = None
    number: str | None = None
    code: str | None = None
    valid_until: Sealed[str | None] = None


class ResultFacts(Model):
    """What is on record of the results of a dossier; `recalled` are ids of documents."""

    results: tuple[ResultFact, ...] = ()
    returned: tuple[Moment, ...] = ()
    recalled: tuple[str, ...] = ()
