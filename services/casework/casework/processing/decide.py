"""The approval of a proposal (phê duyệt): documents is asked to seal its results."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import processing
from casework.domain.case import Case, Transition
from casework.domain.proposals import require_proposal
from casework.domain.result_choice import result_names
from casework.repository import CaseworkRepository
from contracts.terms import SealWanted


class DecideCase(ActCommand):
    """As it was proposed."""


def decide_case(cases: CaseworkRepository, command: DecideCase, *, at: datetime) -> Case:
    """Raises ProposalRequired, OtherApproverRequired, HeadRequired, WithdrawalRequestOpen."""

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        codes = require_proposal(case).results
        names = result_names(procedure, codes, otherwise=case.procedure.name)
        wanted = tuple(
            SealWanted(document=f"{command.request}-{number}", name=name)
            for number, name in enumerate(names, start=1)
        )
        signer = command.official
        return processing.decide(
            case, results=wanted, signer=signer.sub, signer_name=signer.name or None
        )

    return perform(cases, "decide", command, move, at=at)
