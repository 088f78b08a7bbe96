"""Members, rights and nonces as the gate asks for them."""

from dataclasses import dataclass
from datetime import datetime

from exchange.domain.peer import MemberKey, PeerMember
from exchange.repository import ExchangeRepository
from kit.peers.keys import PeerKey, SigningKey
from kit.peers.messages import MemberId
from kit.peers.rights import Right


@dataclass(frozen=True, slots=True)
class StoredMembers:
    """`MemberKeys`, `Rights` and `Nonces` by the table: what holds is read with each call. Our own
    system is a member by its key alone.
    """

    repository: ExchangeRepository
    own: SigningKey

    def key(self, member: MemberId, id: str) -> PeerKey | None:
        stored = self._member(member)
        keys = stored.keys if stored else ()
        return next((_key(each) for each in keys if each.id == id), None)

    def right(self, member: MemberId, service: str) -> Right | None:
        stored = self._member(member)
        rights = stored.rights if stored else ()
        return next(
            (
                Right(
                    methods=frozenset(each.methods),
                    agencies=frozenset(each.agencies),
                    procedures=frozenset(each.procedures),
                    agreement=each.agreement,
                    until=each.until,
                    needs_dossier=each.needs_dossier,
                )
                for each in rights
                if each.service == service
            ),
            None,
        )

    def is_first(self, member: MemberId, nonce: str, until: datetime) -> bool:
        return self.repository.use_nonce(str(member), nonce, until)

    def _member(self, member: MemberId) -> PeerMember | None:
        return None if member == self.own.member else self.repository.peer(str(member))


def _key(stored: MemberKey) -> PeerKey:
    return PeerKey(id=stored.id, pem=stored.pem, since=stored.since, until=stored.until)
