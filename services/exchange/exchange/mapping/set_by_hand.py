"""An administrator sets the national code of one thing of ours."""

from datetime import datetime

from exchange.domain.mapping import Mapping, MappingKind, set_by_hand
from exchange.repository import ExchangeRepository
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict


class SetMapping(Model):
    """`code` None: what was set is withdrawn, and the mapper matches it again."""

    kind: MappingKind
    ours: str
    code: str | None
    by: str


@retry_on_conflict
def set_mapping(repository: ExchangeRepository, command: SetMapping, *, at: datetime) -> Mapping:
    """The mapping as it is now; a repeat changes nothing.

    Raises NotFound where our catalogue has no such thing, NationalCodeMalformed.
    """
    mapping = required(repository.mapping(command.kind, command.ours))
    if _is_so_already(mapping, command.code):
        return mapping

    changed = set_by_hand(mapping, command.code, by=command.by, at=at)

    repository.save_mapping(changed)
    return changed


def _is_so_already(mapping: Mapping, code: str | None) -> bool:
    if code is None:
        return not mapping.is_by_hand
    return mapping.is_by_hand and mapping.code == code
