"""Two officials change what a member may do: one proposes, another one confirms."""

from datetime import datetime

from exchange.domain.peer import MemberKey, PeerMember, Proposal, confirmed, proposed
from exchange.repository import ExchangeRepository
from kit.core.errors import Invalid
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict


class PeerKeyUnreadable(Invalid):
    """A key is the PEM of a public key on P-256."""

    code = "peer_key_unreadable"
    vi = "Khóa công khai phải ở dạng PEM, thuộc đường cong P-256."
    en = "A public key has to be PEM, on the curve P-256."


class ProposeChange(Model):
    """`member` is the id, `name` that of a member that is new."""

    member: str
    name: str = ""
    proposal: Proposal


@retry_on_conflict
def propose_change(
    repository: ExchangeRepository, command: ProposeChange, *, at: datetime
) -> PeerMember:
    """The member with the proposal. Raises PeerKeyUnreadable."""
    if command.proposal.key:
        require_key(command.proposal.key)
    member = repository.peer(command.member) or PeerMember(id=command.member)
    changed = proposed(member, command.proposal, command.name)
    if changed is member:
        return member
    repository.save_peer(changed, at)
    return changed.committed()


@retry_on_conflict
def confirm_change(
    repository: ExchangeRepository, member: str, proposal: str, *, by: str, at: datetime
) -> PeerMember:
    """The member with the change. Raises NotFound, SecondOfficialRequired, ProposalChanged."""
    changed = confirmed(required(repository.peer(member)), proposal, by, at)
    repository.save_peer(changed, at)
    return changed.committed()


def require_key(key: MemberKey) -> None:
    """Raises PeerKeyUnreadable."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        loaded = load_pem_public_key(key.pem.encode())
    except (ValueError, TypeError):
        raise PeerKeyUnreadable(field="pem") from None
    if not isinstance(loaded, EllipticCurvePublicKey) or not isinstance(loaded.curve, SECP256R1):
        raise PeerKeyUnreadable(field="pem")
