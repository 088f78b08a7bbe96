"""The local stage: the emulator on this machine, with the doubles in place of what is outside."""

import json
import os
from hashlib import sha256
from typing import Final

from identity.domain.assurance import LEVELS
from infra.stages import LOCAL, Emulator, Stage, issuers_parameter
from infra.target import Target
from local.cloud.settings import (
    DESK_NAME,
    DOMAIN,
    HOST,
    PORTAL_NAME,
    REGION,
    cloud_port,
    cloud_url,
    document_axis_port,
    is_localstack,
    issuer_port,
    national_account_port,
    national_portal_port,
    platform_port,
    registries_port,
    sign_in_choice,
    signing_port,
    signs_in_by_pools,
    stripe_port,
    tax_authority_port,
)
from local.doubles.document_axis.__main__ import SECRET as AXIS_SECRET
from local.doubles.issuer.accounts import LEVEL
from local.doubles.issuer.clients import AFTER_SIGN_OUT, CALLBACK, CLIENTS
from local.doubles.national_account.accounts import REALMS, Realm
from local.doubles.national_account.provider import CLIENT, SECRET, WITH_PROOF_KEY

BANK: Final = {
    "bin": "970415",
    "bank": "VietinBank",
    "account": "113366668888",
    "holder": "KHO BAC NHA NUOC (THU NGHIEM)",
    "callback_secrets": ["bank_local"],
}
"""Where transfers go: an account of the bank double, which has every account there is."""
PLATFORM: Final = {
    "client_id": "motcua",
    "request_key": "platform_request_local",
    "callback_keys": ["platform_callback_local"],
    "unit": "H49",
    "unit_name": "UBND tỉnh Quảng Ninh (thử nghiệm)",
    "beneficiary": {"bank": "VTB", "account": BANK["account"], "holder": BANK["holder"]},
}
"""Our account at the double of the national portal's payment platform."""
NATIONAL_PORTAL: Final = {"username": "tinh", "password": "mat-khau-thu", "unit": "H49"}
"""Our account at the simulator of the National Portal."""
NATIONAL_PUSH: Final = {
    "username": "cong-quoc-gia",
    "password": "mat-khau-cua-cong",
    "unit": "H49",
}
"""The account by which the simulator pushes to us."""

REGISTRY_TOKENS: Final = {
    "business": "registry_local",
    "land": "registry_local",
    "health": "registry_local",
    "social_insurance": "registry_local",
}
"""Our tokens at the registries double; the others ask for none."""

CLAIMS: Final = {
    "full_name": "name",
    "identity_number": "identity_number",
    "passport": "passport_number",
    "nationality": "nationality",
    "phone": "phone_number",
    "organisation": "organisation_name",
    "tax_code": "organisation_tax_code",
}
"""Our name of a fact -> the claim of the issuer double that verified it."""


SIGNING_SECRET: Final = "signing_local"  # noqa: S105 - no authority knows it


def local_stage() -> Stage:
    """MiniStack, or the LocalStack at LOCALSTACK_PORT; people sign in at the issuer double."""
    pools = signs_in_by_pools()
    by_national_account = sign_in_choice() == "national"
    issuers = {} if pools else {"Issuers": issuer_double(by_national_account=by_national_account)}
    sign_in = issuers | national_account_parameters()
    if is_localstack():
        # LocalStack starts its services when they are first called, and trips over two at once.
        emulator = Emulator(cloud_url(), REGION, stacks_at_once=1, knows_sam=False)
        parameters = _parameters(domain="") | sign_in
    else:
        emulator = Emulator(cloud_url(), REGION)
        parameters = _parameters(domain=DOMAIN) | sign_in
    return Stage(LOCAL, Target.named(), parameters, user_pools=pools, emulator=emulator)


def _parameters(*, domain: str) -> dict[str, str]:
    stripe = f"http://{HOST}:{stripe_port()}"
    platform = f"http://{HOST}:{platform_port()}"
    national = f"http://{HOST}:{national_portal_port()}"
    hosts = (DOMAIN, PORTAL_NAME, DESK_NAME, "localhost", HOST)
    pages = [f"http://{host}{port}" for host in hosts for port in ("", f":{cloud_port()}")]
    names = {"PortalName": PORTAL_NAME, "DeskName": DESK_NAME} if domain else {}
    return names | {
        "AxisAccount": AXIS_SECRET,
        "AxisSystem": "H49",
        "AxisUrl": f"http://{HOST}:{document_axis_port()}/axis",
        "BankSecret": json.dumps(BANK),
        "CorsOrigins": "*",
        "DemoUsers": "true",
        "DomainName": domain,
        "DraftsADay": "100000",
        "CitizenSigningSecret": json.dumps({"secrets": [SIGNING_SECRET]}),
        "CitizenSigningUrl": f"http://{HOST}:{signing_port()}/v1",
        "Demo": "true",
        "Faults": os.environ.get("FAULTS", ""),
        "FilingsADay": "100000",
        "LogLevel": os.environ.get("LOG_LEVEL", "INFO"),
        "MailFrom": "motcua@quangninh.example",
        "PayOrigins": f"{stripe},{platform}",
        "PlatformLists": "true",
        "PlatformSecret": json.dumps(PLATFORM),
        "PlatformUrl": platform,
        "PortalAccount": json.dumps(NATIONAL_PORTAL),
        "PortalFileOrigins": national,
        "PortalUrl": national,
        "PushAccounts": json.dumps({"accounts": [NATIONAL_PUSH]}),
        "DeskClientSecret": json.dumps({"client_secret": CLIENTS["desk"].secret}),
        "PortalClientSecret": json.dumps({"client_secret": CLIENTS["portal"].secret}),
        "RegistriesAccount": json.dumps({"tokens": REGISTRY_TOKENS}),
        "RegistriesUrl": f"http://{HOST}:{registries_port()}",
        "ReturnOrigins": ",".join(pages),
        "Sandbox": "true",
        "SmsToUnverified": "true",
        "UploadOrigins": ",".join(f"http://{h}:{cloud_port()}" for h in (HOST, "localhost")),
        "TaxAuthorityUrl": f"http://{HOST}:{tax_authority_port()}/v1",
        "Training": os.environ.get("TRAINING", "false"),
        "TaxSecret": json.dumps({"secrets": ["tax_local"]}),
        "StripeApiBase": stripe,
        "StripeSecret": json.dumps(
            {"api_key": "sk_test_local", "webhook_secrets": ["whsec_local"]}
        ),
    }


def issuer_double(*, by_national_account: bool = False) -> str:
    """The parameter `Issuers` with local/doubles/issuer, which verifies who citizens are, or with
    services/identity in its place for citizens.

    Access tokens are for the APIs, ID tokens for the client of the pages; officials' tokens need a
    second factor.
    """
    base = f"http://{HOST}:{issuer_port()}"
    audiences = {"citizen": "citizen portal", "staff": "staff desk"}
    rows = [(k, f"{base}/{k}", who, f"{base}/{k}/jwks.json") for k, who in audiences.items()]
    citizens, officials = json.loads(issuers_parameter(rows))
    citizens |= {"claims": CLAIMS, "levels": [LEVEL]}
    if by_national_account:
        own = {"issuer": identity_url(), "jwks": f"{identity_url()}/jwks.json"}
        citizens |= own | {"levels": list(LEVELS[1:])}
    return json.dumps([citizens, officials | {"factors": ["otp"]}])


def identity_url() -> str:
    """The issuer of services/identity on MiniStack."""
    return f"http://{DOMAIN}:{cloud_port()}/identity/v1"


def national_account_parameters() -> dict[str, str]:
    """The parameters of identity: the portal as its client, and both providers of the double."""
    portal = f"http://{PORTAL_NAME}:{cloud_port()}"
    client = {
        "id": "portal",
        "secrets": [sha256(CLIENTS["portal"].secret.encode()).hexdigest()],
        "redirect_uris": [f"{portal}{CALLBACK}"],
        "signed_out_uris": [f"{portal}{AFTER_SIGN_OUT}"],
    }
    return {
        "TokenClients": json.dumps([client]),
        "AccountProviders": json.dumps([_account_provider(realm) for realm in REALMS]),
        "AccountSecret": json.dumps(dict.fromkeys(REALMS, SECRET)),
    }


def _account_provider(realm: Realm) -> dict[str, object]:
    base = f"http://{HOST}:{national_account_port()}/{realm}"
    return {
        "id": realm,
        "issuer": base,
        "client_id": CLIENT,
        "authorization_endpoint": f"{base}/oauth2/authorize",
        "token_endpoint": f"{base}/oauth2/token",
        "userinfo_endpoint": f"{base}/oauth2/userinfo",
        "introspection_endpoint": f"{base}/oauth2/introspect",
        "revocation_endpoint": f"{base}/oauth2/revoke",
        "end_session_endpoint": f"{base}/oidc/logout",
        "levels": dict(zip(("1", "2"), LEVELS, strict=False)),
        "pkce": realm in WITH_PROOF_KEY,
        "nonce": True,
    }
