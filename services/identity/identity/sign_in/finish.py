"""A provider's answer becomes a code for the client that sent somebody to sign in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest

from identity.domain.account_provider import AccountProvider, AccountProviders, CodeRedemption
from identity.domain.assurance import level_of, reaches
from identity.domain.browser_secret import BrowserSecret
from identity.domain.facts_seal import seal_facts
from identity.domain.issuer import Issuer
from identity.domain.national_account import NationalAccount
from identity.domain.refusals import SignInRefused
from identity.domain.sign_in import CODE_LIFETIME, AuthorizationCode, PendingSignIn, SignIn
from identity.domain.sign_in_request import SignInRequest
from identity.domain.subject import subject
from identity.domain.token_client import client_by_id
from identity.repository import IdentityRepository
from identity.sign_in.account import ShownAccount, account_of
from kit.core.model import Model
from kit.persistence.repository import Conflict


class FinishSignIn(Model):
    """An answer at a provider's address: its members, "" where one is missing, and the browser's
    secret. `new_code` is the code that the client will get, `family` the id of its tokens, `id`
    that of this answer.
    """

    provider: str
    state: str
    code: str
    error: str
    issuer: str
    secret: str
    new_code: str
    family: str
    id: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a finished sign-in needs: the issuer, its providers, and the pepper of subjects."""

    issuer: Issuer
    providers: AccountProviders
    pepper: Callable[[], str] = field(repr=False)
    repository: IdentityRepository


def finish_sign_in(command: FinishSignIn, around: Surroundings, at: datetime) -> SignInRequest:
    """The request that `new_code` answers; raises SignInRefused, NoIssuer."""
    provider = around.issuer.provider(command.provider)
    pending = _claimed(command, provider, around.repository, at)
    request = pending.request
    try:
        shown = _shown(command, provider, around, at)
        sign_in = _sign_in(request, provider, shown, around, at)
    except SignInRefused as refusal:
        raise SignInRefused(refusal.why, request) from refusal

    meaning = AuthorizationCode(
        sign_in=sign_in,
        redirect_uri=request.redirect_uri,
        challenge=request.challenge,
        nonce=request.nonce,
        facts=seal_facts(shown.account.facts, command.new_code),
        family=command.family,
        until=at + CODE_LIFETIME,
    )

    around.repository.add_code(command.new_code, meaning)
    return request


def _claimed(
    command: FinishSignIn,
    provider: AccountProvider,
    repository: IdentityRepository,
    at: datetime,
) -> PendingSignIn:
    """The sign-in that this is the first answer to, by the browser that began it; raises
    SignInRefused. What another browser or another provider brings leaves it as it is.
    """
    pending = repository.pending_sign_in(command.state) if command.state else None
    if pending is None:
        raise SignInRefused("state")
    if not compare_digest(BrowserSecret(command.secret).digest, pending.browser):
        raise SignInRefused("browser")
    if pending.provider != provider.id:
        raise SignInRefused("provider")
    if at >= pending.until:
        raise SignInRefused("late", pending.request)
    if pending.answer:
        raise SignInRefused("state")
    try:
        repository.answer_pending(command.state, pending.evolve(answer=command.id))
    except Conflict:
        raise SignInRefused("state") from None
    return pending


def _shown(
    command: FinishSignIn, provider: AccountProvider, around: Surroundings, at: datetime
) -> ShownAccount:
    if command.issuer not in ("", provider.issuer):
        raise SignInRefused("issuer")
    if command.error:
        raise SignInRefused("cancelled")
    if not command.code:
        raise SignInRefused("code")
    secret = BrowserSecret(command.secret)
    redemption = CodeRedemption(
        code=command.code,
        redirect_uri=around.issuer.callback(provider),
        verifier=secret.verifier if provider.pkce else "",
    )
    return account_of(redemption, provider, secret.nonce, around.providers, at)


def _sign_in(
    request: SignInRequest,
    provider: AccountProvider,
    shown: ShownAccount,
    around: Surroundings,
    at: datetime,
) -> SignIn:
    account = shown.account
    _require_admitted(account, request, around.issuer)
    level = level_of(provider.levels, account.level)
    if not reaches(level, request.level):
        raise SignInRefused("level")
    return SignIn(
        subject=subject(around.pepper(), provider.id, account),
        kind=account.kind,
        level=level,
        client=request.client,
        at=shown.at or (at if request.anew else None),
    )


def _require_admitted(account: NationalAccount, request: SignInRequest, issuer: Issuer) -> None:
    client = client_by_id(issuer.clients, request.client)
    if client is None or account.kind not in client.kinds:
        raise SignInRefused("account_kind")
