"""`python -m local.deploy`: packages what changed and updates every stack of the local cloud."""

import sys

from infra.deploy import deploy_and_record
from infra.stages import Stage
from local.stage import local_stage


def verify_sender(stage: Stage) -> None:
    """SES sends from verified addresses only; the example address is nobody's."""
    stage.client("ses").verify_email_identity(EmailAddress=stage.parameters["MailFrom"])


def main() -> int:
    """Exit 1 with the failed resources when a stack could not be deployed."""
    stage = local_stage()
    verify_sender(stage)
    return deploy_and_record(stage)


if __name__ == "__main__":
    sys.exit(main())
