"""Replies of officials in the table of status: the only thing there that no event brought."""

from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import Repository
from status.domain.sign_reply import SignReply, reply_id, vault_of


class SignReplies(Repository):
    """Part of the only door to the table of status."""

    def sign_reply(self, official: str, sign: str) -> SignReply:
        """A reply with its texts; one without texts where there is none."""
        key = reply_id(official, sign)
        empty = SignReply(id=key, vault=vault_of(official), official=official, sign=sign)
        return self.load(SignReply, key) or empty

    def save_sign_reply(self, reply: SignReply, at: datetime) -> None:
        """Raises Conflict."""
        if self.vault is not None and reply.vault:
            self.vault.create(reply.vault)
        self.commit([Change(reply, None)], at=at)
