"""`python -m infra.preflight --stage NAME`: what an account lacks before a stage is deployed to it.

It changes nothing. A deployment succeeds without most of this, and fails its first citizens.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from infra.places import CLIENTS, SERVICES
from infra.service.description import read_description
from infra.service.functions import answers_requests
from infra.service.parameters import STAGE_NAME
from infra.stages import Stage, stage_on_aws

UNRESERVED: Final = 100
"""Executions at once that Lambda lets nobody reserve."""
MAILS_A_SECOND, TEXTS_BUDGET = 14.0, 10.0
"""SES' usual rate outside the sandbox; US dollars a month for texts, of which SNS gives one."""
NEEDED: Final = {
    "DomainName": "the host of all services; its address can't be changed for citizens later",
    "Certificate": "ARN of the hosts' certificate",
    "PortalName": "the host of the citizens' pages; messages and papers name it",
    "DeskName": "the host of the officials' pages",
    "AlarmMail": "nobody gets the alarms",
    "MailFrom": "mails have no sender",
    "SmsSender": "Vietnamese carriers deliver from registered names only",
    "ReturnOrigins": "no payment by card can start",
    "BackupVault": "nothing outlives the loss of this account",
    "CorsOrigins": "no page may call the API",
    "Operators": "inboxes refuse what anybody redrives or replays",
}
Check = Callable[[Stage], Iterator[str]]


def lacks(to: Stage) -> Iterator[str]:
    """One sentence for each thing that is lacking, or that could not be looked at."""
    from botocore.exceptions import BotoCoreError, ClientError

    for check in CHECKS:
        try:
            yield from check(to)
        except (BotoCoreError, ClientError) as error:
            yield f"{check.__name__.strip('_')}: could not be looked at ({error})"


def _parameters(to: Stage) -> Iterator[str]:
    if not re.fullmatch(STAGE_NAME, to.name):
        yield f"stage {to.name}: small letters, digits and hyphens, at most 18"
    deployed = _deployed_parameters(to)
    for name, why in NEEDED.items():
        if not to.parameters.get(name, deployed.get(name, "")):
            yield f"MOTCUA_{name}: {why}"


def _deployed_parameters(to: Stage) -> dict[str, str]:
    """What earlier deployments were told, which a later one may leave out."""
    cloud, values = to.client("cloudformation"), dict[str, str]()
    for name in ("foundation", "edge", "backup", *SERVICES, *CLIENTS):
        try:
            [stack] = cloud.describe_stacks(StackName=f"motcua-{to.name}-{name}")["Stacks"]
        except cloud.exceptions.ClientError:
            continue
        values |= {p["ParameterKey"]: p["ParameterValue"] for p in stack.get("Parameters", [])}
    return values


def _interpreter(to: Stage) -> Iterator[str]:
    if to.target.interpreter is None:
        version = to.target.runtime.removeprefix("python")
        yield f"{to.target.runtime} on this machine, which compiles the packages: " + (
            f"`.venv/bin/uv python install {version}`"
        )


def _concurrency(to: Stage) -> Iterator[str]:
    limit = int(to.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"])
    reserved = int(to.parameters.get("ReservedForRequests", "0"))
    if limit < 1000:
        yield f"Lambda runs {limit} functions at once here: ask for 1,000 (Service Quotas)"
    if reserved and reserved > proposed_reserve(limit):
        yield (
            f"MOTCUA_ReservedForRequests={reserved} leaves too little of {limit}: "
            f"at most {proposed_reserve(limit)}"
        )
    elif not reserved and proposed_reserve(limit):
        yield f"MOTCUA_ReservedForRequests: {proposed_reserve(limit)} fits this account"


def proposed_reserve(limit: int) -> int:
    """What each function that answers requests can keep, once every queue is at its ceiling."""
    queues, requests = 0, 0
    for service in (*SERVICES, *CLIENTS):
        for name, function in read_description(service).functions.items():
            queues += function.ceiling.at_once if function.ceiling else 0
            requests += answers_requests(name, function)
    return max(0, (limit - UNRESERVED - queues) // requests)


def _mails(to: Stage) -> Iterator[str]:
    mails = to.client("sesv2")
    account = mails.get_account()
    if not account.get("ProductionAccessEnabled"):
        yield "SES is in its sandbox: it mails verified addresses only; ask AWS to lift it"
    if not account.get("SendingEnabled", True):
        yield "SES has stopped this account's mails: see its reputation page"
    rate = float(account.get("SendQuota", {}).get("MaxSendRate", 0))
    if rate < MAILS_A_SECOND:
        yield f"SES takes {rate:g} mails a second: notifications sends up to {MAILS_A_SECOND:g}"
    sender = to.parameters.get("MailFrom", "")
    if sender:
        yield from _identity(mails, sender)
    if sender and to.user_pools:
        yield from _identity_of_pools(mails, to)


def _identity_of_pools(mails: Any, to: Stage) -> Iterator[str]:
    """The pools name one identity, which Cognito sends as; another verified one is no help."""
    domain = to.parameters["MailFrom"].rpartition("@")[2]
    named = to.parameters.get("MailIdentity") or domain
    if not _is_verified(mails, named):
        yield (
            f"the user pools send as {named}: verify it in SES, or name what is verified in "
            "MOTCUA_MailIdentity"
        )


def _identity(mails: Any, sender: str) -> Iterator[str]:
    if not any(_is_verified(mails, each) for each in (sender, sender.rpartition("@")[2])):
        yield f"SES has not verified {sender} or its domain"


def _is_verified(mails: Any, identity: str) -> bool:
    try:
        return bool(mails.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"])
    except mails.exceptions.NotFoundException:
        return False


def _texts(to: Stage) -> Iterator[str]:
    texts = to.client("sns")
    if texts.get_sms_sandbox_account_status()["IsInSandbox"]:
        yield "SNS is in its SMS sandbox: it texts verified numbers only; ask AWS to lift it"
    attributes = texts.get_sms_attributes(attributes=["MonthlySpendLimit"])["attributes"]
    limit = float(attributes.get("MonthlySpendLimit", "1"))
    if limit < TEXTS_BUDGET:
        yield f"SNS stops texts at US${limit:g} a month, without an error: raise the limit"


def _certificate(to: Stage) -> Iterator[str]:
    arn = to.parameters.get("Certificate", "")
    if not arn:
        return
    certificate = to.client("acm").describe_certificate(CertificateArn=arn)["Certificate"]
    names = {certificate.get("DomainName", ""), *certificate.get("SubjectAlternativeNames", [])}
    if certificate["Status"] != "ISSUED":
        yield f"the certificate is {certificate['Status']}, not issued"
    for host in (to.domain, *to.client_hosts.values()) if to.domain else ():
        if not {host, f"*.{host.partition('.')[2]}"} & names:
            yield f"the certificate is not for {host}"
    if to.client("acm").meta.region_name not in arn:
        yield "the certificate is of another Region"


def _trail(to: Stage) -> Iterator[str]:
    if not to.client("cloudtrail").describe_trails()["trailList"]:
        yield "CloudTrail keeps no trail: nobody is told when a key is disabled"


CHECKS: Final[tuple[Check, ...]] = (
    _parameters,
    _interpreter,
    _concurrency,
    _mails,
    _texts,
    _certificate,
    _trail,
)


def main() -> int:
    """Print what is lacking; exit 1 if anything is."""
    parser = argparse.ArgumentParser(prog="python -m infra.preflight", description=__doc__)
    parser.add_argument("--stage", required=True)
    to = stage_on_aws(parser.parse_args().stage)
    lacking = list(lacks(to))
    for sentence in lacking:
        print(f"lacks  {sentence}")
    print(f"{to.name}: {len(lacking) or 'nothing'} lacking")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
