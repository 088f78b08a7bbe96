"""What this system offers to others by name."""

import json
from dataclasses import dataclass
from typing import Final

from exchange.domain.steps import steps_of
from exchange.repository import ExchangeRepository
from kit.core.errors import NotFound
from kit.core.local_time import in_vietnam
from kit.core.model import JsonDict
from kit.peers.gate import PeerAnswer, PeerCall
from kit.peers.refusals import PeerRightMissing

DOSSIERS: Final = "dossiers"


@dataclass(frozen=True, slots=True)
class DossierState:
    """`GET dossiers/<code>`: where a dossier of one of the member's procedures stands, and nothing
    personal of it.
    """

    repository: ExchangeRepository

    def serve(self, call: PeerCall) -> PeerAnswer:
        """Raises NotFound, and PeerRightMissing where the dossier is not what the call names."""
        if call.path != call.about.dossier:
            raise PeerRightMissing(reason="dossier")
        lane = self.repository.filed_lane(call.path)
        if lane is None:
            raise NotFound
        if lane.procedure != call.about.purpose:
            raise PeerRightMissing(reason="procedure")
        steps: list[JsonDict] = [
            {"status": step.status, "at": in_vietnam(step.fact.time).isoformat()}
            for step in steps_of(lane.facts)
        ]
        content = {
            "code": lane.id,
            "procedure": lane.procedure,
            "agency": lane.agency,
            "steps": steps,
        }
        return PeerAnswer(200, json.dumps(content, ensure_ascii=False))
