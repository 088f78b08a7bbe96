"""The approval of a proposal (phê duyệt): documents seals its results."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import processing
from casework.domain.case import Case, Transition
from casework.domain.proposals import require_proposal
from casework.domain.result_choice import wanted_results
from casework.repository import CaseworkRepository


class DecideCase(ActCommand):
    """As it was proposed."""


def decide_case(cases: CaseworkRepository, command: DecideCase, *, at: datetime) -> Case:
    """Raises ProposalRequired, OtherApproverRequired, HeadRequired, WithdrawalRequestOpen."""

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        wanted = wanted_results(
            procedure,
            require_proposal(case).results,
            command.request,
            otherwise=case.procedure.name,
        )
        contents = cases.proposed_contents(case)
        signer = command.official
        return processing.decide(
            case,
            results=wanted,
            contents={
                result.document: content for result, content in zip(wanted, contents, strict=True)
            },
            signer=signer.sub,
            signer_name=signer.name or None,
            at=at,
        )

    return perform(cases, "decide", command, move, at=at)
