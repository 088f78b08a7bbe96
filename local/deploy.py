"""`python -m local.deploy`: packages what changed, updates every stack, certifies the keys."""

import sys

from infra.deploy import deploy_and_record
from infra.stages import Stage
from local.gateway_responses import store_gateway_responses
from local.office import certify_office
from local.registered_body import with_registered_body
from local.seals import certify_seals
from local.stage import local_stage


def verify_sender(stage: Stage) -> None:
    """SES sends from verified addresses only; the example address is nobody's."""
    stage.client("ses").verify_email_identity(EmailAddress=stage.parameters["MailFrom"])


def main() -> int:
    """Exit 1 with the failed resources when a stack could not be deployed."""
    stage = with_registered_body(local_stage())
    verify_sender(stage)
    exit_status = deploy_and_record(stage)
    if exit_status == 0:
        certify_seals(stage)
        certify_office(stage)
        store_gateway_responses(stage)
    return exit_status


if __name__ == "__main__":
    sys.exit(main())
