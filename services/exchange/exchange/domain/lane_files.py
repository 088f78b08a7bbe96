"""The files of a dossier that the National Portal may fetch: papers and results that hold."""

from typing import Final, Literal, NamedTuple

from exchange.domain.facts import Fact, Facts, facts_of_type
from kit.core.model import JsonDict

WITH_FILES: Final = frozenset(
    {
        "dossier.filed",
        "dossier.paper_received",
        "dossier.supplemented",
        "paper.digitised",
        "case.completed",
        "fee.settled",
        "fee.waived",
        "fee.voided",
    }
)
"""Event types after which the portal may fetch a file more: links begin anew with them."""
FEE_ENDS: Final = ("fee.settled", "fee.waived", "fee.voided")


class LaneFile(NamedTuple):
    """A file by its id there: a document of documents, or an attachment of intake. `keys` are the
    object keys under which it may lie.
    """

    id: str
    place: Literal["documents", "papers"]
    keys: tuple[str, ...]


def papers_of(facts: Facts) -> list[JsonDict]:
    """Each paper once, as it was stated last."""
    stated = facts_of_type(facts, "dossier.filed", "dossier.supplemented")
    papers = {each["id"]: each for fact in stated for each in fact.data["papers"]}
    alone = facts_of_type(facts, "dossier.paper_received", "paper.digitised")
    papers |= {fact.data["paper"]["id"]: fact.data["paper"] for fact in alone}
    return list(papers.values())


def results_of(facts: Facts) -> list[JsonDict]:
    """The results of the last completion, unless they were recalled."""
    last = facts_of_type(facts, "case.completed", "case.result_recalled")[-1:]
    if not last or last[0].type != "case.completed":
        return []
    results: list[JsonDict] = last[0].data["results"]
    return results


def paper_digest(paper: JsonDict) -> str | None:
    """The digest of the copy that people are shown. None: there is none of the dossier's own; what
    comes from another dossier lies there, and is erased with it.
    """
    return None if paper.get("reused") else paper.get("shown")


def result_digest(result: JsonDict, facts: Facts) -> str | None:
    """The digest of a result that may be handed out: a fee due before it is paid."""
    return result["sha256"] if result.get("file") and not owes_fee(facts) else None


def owes_fee(facts: Facts) -> bool:
    """Whether a fee is unpaid before which the applicant gets no result; one at the counter delays
    nothing.
    """
    quote = facts_of_type(facts, "dossier.filed")[0].data["quote"]
    if quote["pay"] == "at_counter" and not facts_of_type(facts, "case.fee_assessed"):
        return False
    fees = facts_of_type(facts, "fee.due", "fee.reinstated", *FEE_ENDS)
    last: dict[str, Fact] = {
        fact.subject: fact for fact in sorted(fees, key=lambda fact: fact.sequence)
    }
    if any(fact.type not in FEE_ENDS for fact in last.values()):
        return True
    return quote["pay"] == "before_result" and quote["total"] > 0 and not last


def has_paper_as_result(facts: Facts) -> bool:
    """Whether what was submitted is stated as a result."""
    papers = papers_of(facts)
    submitted = {paper.get(name) for paper in papers for name in ("sha256", "shown")}
    return any(result["sha256"] in submitted for result in results_of(facts))


def file_with(vault: str, facts: Facts, digest: str) -> LaneFile | None:
    """The file of a digest, as long as the portal may have it. What was uploaded and is a result
    too is found as the paper that it is.
    """
    for paper in papers_of(facts):
        if paper_digest(paper) == digest:
            below = f"papers/{vault}"  # what is made of pictures lies apart
            keys = (f"{below}/{digest}", f"{below}/combined/{digest}")
            return LaneFile(paper["id"], "papers", keys)
    for result in results_of(facts):
        if result_digest(result, facts) == digest:
            key = f"documents/{vault}/{result['file']}.pdf"
            return LaneFile(result["document"], "documents", (key,))
    return None
