"""The handlers of officials' requests about other organisations' systems."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from exchange.api.peers import schemas
from exchange.domain.peer import Proposal
from exchange.peers.change import ProposeChange, confirm_change, propose_change
from exchange.repository import ExchangeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required

Member = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Z-]{1,20}(:[0-9A-Za-z.-]{1,60}){3}$"),
    Field(description="Id of the system, such as VN:GOV:G09:DANCU"),
]


@dataclass(frozen=True, slots=True)
class PeerHandlers:
    """Bound to the table; nothing personal but the officials' subjects."""

    repository: ExchangeRepository

    def list_peers(self, request: RequestContext) -> schemas.PeersView:  # noqa: ARG002
        """List connected systems

        Other organisations' systems with their keys, rights and proposals.
        """
        progress = self.repository.stamp_progress()
        items = tuple(map(schemas.PeerView.of, self.repository.every_peer()))
        return schemas.PeersView(items=items, batches=progress.batched, stamped=progress.stamped)

    def get_peer(self, request: RequestContext, member: Member) -> schemas.PeerView:  # noqa: ARG002
        """Get a connected system

        With the changes that two officials made.
        """
        return schemas.PeerView.of(required(self.repository.peer(_id(member))))

    def propose_key(
        self, request: RequestContext, member: Member, body: schemas.KeyBody
    ) -> schemas.PeerView:
        """Propose a key

        It holds once another official confirms it. It takes the place of what waited.
        """
        key = schemas.key_of(body, request.now)
        proposal = Proposal(id=request.seed, kind="key", by=request.sub, at=request.now, key=key)
        return self._propose(request, member, proposal, body.name)

    def propose_right(
        self, request: RequestContext, member: Member, body: schemas.RightBody
    ) -> schemas.PeerView:
        """Propose a right

        To one service; it takes the place of the member's right to it, once another official
        confirms it.
        """
        proposal = Proposal(
            id=request.seed,
            kind="right",
            by=request.sub,
            at=request.now,
            right=schemas.right_of(body),
        )
        return self._propose(request, member, proposal)

    def propose_end(
        self, request: RequestContext, member: Member, body: schemas.EndBody
    ) -> schemas.PeerView:
        """Propose an end

        Of a key or a right.
        """
        required(self.repository.peer(_id(member)))
        proposal = Proposal(
            id=request.seed, kind=body.kind, by=request.sub, at=request.now, name=body.name
        )
        return self._propose(request, member, proposal)

    def confirm(
        self, request: RequestContext, member: Member, body: schemas.ConfirmationBody
    ) -> schemas.PeerView:
        """Confirm a proposal

        By another official than proposed it; from then on it holds.
        """
        changed = confirm_change(
            self.repository, _id(member), body.proposal, by=request.sub, at=request.now
        )
        return schemas.PeerView.of(changed)

    def _propose(
        self, request: RequestContext, member: str, proposal: Proposal, name: str = ""
    ) -> schemas.PeerView:
        command = ProposeChange(member=_id(member), name=name, proposal=proposal)
        return schemas.PeerView.of(propose_change(self.repository, command, at=request.now))


def _id(member: str) -> str:
    return member.replace(":", "/")
