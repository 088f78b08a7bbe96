"""The HTTP handlers of what the issuer publishes of itself."""

from dataclasses import dataclass

from identity.api.schemas import TokenKeysView
from identity.domain.issuer import Issuer, IssuerView, metadata
from identity.domain.signing_key import TokenSigner


@dataclass(frozen=True, slots=True)
class DiscoveryHandlers:
    """The issuer, with whoever signs its tokens."""

    issuer: Issuer
    signer: TokenSigner

    def get_metadata(self) -> IssuerView:
        """Get the metadata of the issuer

        As OpenID Connect Discovery 1.0 has them. A stage that has no address for it has none.
        """
        return metadata(self.issuer)

    def list_keys(self) -> TokenKeysView:
        """List the keys of tokens

        By their ids; whoever meets an unknown id reads the list again.
        """
        return TokenKeysView(keys=self.signer.public_keys())
