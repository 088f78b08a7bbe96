"""Verification of a chain by whoever holds its file: is it ours, and is what we store whole?"""

from documents.legal_facts.export import chain_content
from documents.repository import DocumentsRepository
from documents.verify.chain_file import parse
from documents.verify.findings import Finding, findings_of, is_ended
from kit.core.model import Model


class ChainVerification(Model):
    """`position`: of the last signed record of the stored chain. `findings`: codes with places."""

    position: int
    is_ended: bool
    findings: tuple[tuple[str, int, int], ...]


def verify_chain(
    documents: DocumentsRepository, code: str, position: int, digest: str
) -> ChainVerification | None:
    """None unless the record at this position has this digest: whoever has not the file learns
    nothing, not even whether there is such a dossier.
    """
    stored = documents.fact(code, position)
    if stored is None or stored.fact.digest != digest:
        return None
    chain = documents.facts_of(code)
    last = max((each.fact.position for each in chain if each.head), default=0)
    signed = [each for each in chain if each.fact.position <= last]
    keys = documents.public_keys()
    file = parse(chain_content(code, signed, keys))
    findings = findings_of(file, {key.key: key.pem for key in keys})
    return ChainVerification(
        position=last, is_ended=is_ended(file), findings=tuple(map(_coded, findings))
    )


def _coded(finding: Finding) -> tuple[str, int, int]:
    return finding.kind, finding.first, finding.last
