"""Where a filed dossier stands, for its owner's list and the figures."""

from kit.core.model import Model


class Standing(Model):
    """What the lists show of a dossier. `month` (YYYY-MM) is that of filing, in Vietnam's time."""

    code: str
    procedure: str
    name: str
    filed_at: str
    month: str
    owner: str
    status: int
