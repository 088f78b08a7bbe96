"""The correction of a result, as a case keeps it while documents seals the corrected one."""

from contracts.terms import Moment, SealWanted
from kit.core.model import Model


class Correction(Model):
    """`result` is sealed anew under casework's same id; until then the sealed `document` holds."""

    result: SealWanted
    document: str
    by: str
    at: Moment
