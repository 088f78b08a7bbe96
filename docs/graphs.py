"""`python -m docs.graphs`: writes graphs.md, the state graphs of all services drawn from the tables
in their code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from casework.domain import transitions
from casework.domain.acts import ACTS, OFFICIAL_ACTS, Act
from casework.domain.words import ACT_WORDS
from intake.domain.transitions import ATTACHMENT_GRAPH, DRAFT_GRAPH, FORM_SIGNATURE_GRAPH
from letters.domain.delivery_acts import DELIVERY_RULES
from letters.domain.letter_acts import LETTER_RULES
from notifications.domain.notice import GRAPH as NOTICE_GRAPH
from payments.domain.discrepancy import DISCREPANCY_GRAPH
from payments.domain.fee import FEE_GRAPH
from payments.domain.payment_attempt import ATTEMPT_GRAPH
from payments.domain.refund import REFUND_GRAPH
from payments.domain.statement_upload import UPLOAD_GRAPH
from payments.domain.tax_report import TAX_REPORT_GRAPH
from status.domain.national_status import CODE_OF_STATE, CODES

S = TypeVar("S", bound=str)
A = TypeVar("A", bound=str)
PAGE = Path(__file__).with_name("graphs.md")
HEAD = """# State graphs

Written by `python -m docs.graphs` from the tables in the code that the use cases follow; a test
compares them. The code refuses every act that is not drawn.
"""


def diagram(graph: Mapping[tuple[S, A], S]) -> str:
    """A graph (state, act) -> state as a Mermaid state diagram."""
    return "\n".join(
        ["stateDiagram-v2", *(f"    {state} --> {to}: {act}" for (state, act), to in graph.items())]
    )


def moves_of(rules: Mapping[Any, Any]) -> dict[tuple[str, str], str]:
    """The graph of rules that have `moves`, as letters have them."""
    return {(state, act): to for act, rule in rules.items() for state, to in rule.moves.items()}


def page() -> str:
    """The whole page."""
    diagrams = {
        "Draft (intake)": diagram(DRAFT_GRAPH),
        "Attachment (intake)": diagram(ATTACHMENT_GRAPH),
        "Signature of an e-form (intake)": diagram(FORM_SIGNATURE_GRAPH),
        "Case (casework)": transitions.as_mermaid(),
        "Fee (payments)": diagram(FEE_GRAPH),
        "Payment attempt (payments)": diagram(ATTEMPT_GRAPH),
        "Refund (payments)": diagram(REFUND_GRAPH),
        "Discrepancy (payments)": diagram(DISCREPANCY_GRAPH),
        "Statement upload (payments)": diagram(UPLOAD_GRAPH),
        "Tax report (payments)": diagram(TAX_REPORT_GRAPH),
        "Notice (notifications)": diagram(NOTICE_GRAPH),
        "Letter at its writer (letters)": diagram(moves_of(LETTER_RULES)),
        "Letter at an agency that gets it (letters)": diagram(moves_of(DELIVERY_RULES)),
    }
    parts = [f"## {name}\n\n```mermaid\n{text}\n```\n" for name, text in diagrams.items()]
    return "\n".join([HEAD, *parts, _acts(), _codes()])


def _acts() -> str:
    rows = [
        f"| {act} | {ACT_WORDS[act].vi} | {_performers(act)} | {_states(act)} |"
        for act in OFFICIAL_ACTS
    ]
    head = [
        "## Who performs which act on a case (casework)",
        "",
        "Officials of the case's agency, or of one above it, with one of these roles. Every other",
        "act follows from an event or from a time that is over.",
        "",
        "| act | | roles | where the case is |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _performers(act: Act) -> str:
    return ", ".join(ACTS[act].roles)


def _states(act: Act) -> str:
    return ", ".join(state for state in ACTS[act].moves if state)


def _codes() -> str:
    rows = [
        f"| {state} | {code} | {CODES[code].vi} | {CODES[code].en} |"
        for state, code in CODE_OF_STATE.items()
    ]
    head = [
        "## National code of each state of a case (status)",
        "",
        "| state | code | | |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
