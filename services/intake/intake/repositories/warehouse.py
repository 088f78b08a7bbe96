"""What is on record of results and of consents to see them.

The facts of results stand beside their dossier, each in the place of the note that its event was
handled: a repeat finds the fact.
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kit.core.events import Change, Envelope
from kit.persistence.items import STATE, Absent, ConditionFailed, Item, Put, Remove
from kit.persistence.query import Query
from kit.persistence.repository import Duplicate, Repository

if TYPE_CHECKING:
    from intake.domain.attachment import Attachment
    from intake.domain.consent import Consent
    from intake.domain.dossier import Dossier
    from intake.domain.result_facts import ResultFacts

OF_DOSSIER: Final = "DOSSIER#"
"""How the partition of a dossier begins, as `Dossier.KIND` names it."""
FACTS: Final = "WAREHOUSE#"
RESULT, RETURNED, RECALLED = f"{FACTS}RESULT#", f"{FACTS}RETURNED#", f"{FACTS}RECALLED#"
USES: Final = "USED#"
GIVERS, RECIPIENTS = "CONSENTS-OF#", "SHARED-WITH#"


class Warehouse(Repository):
    """Questions about the data warehouse (kho dữ liệu điện tử).

    Its models are imported where they are used: every request of the service makes a repository.
    """

    def note_result(self, message: Envelope) -> None:
        """A sealed result; what is sealed of it is passed on as it is. Raises Duplicate."""
        from contracts.documents import DocumentSealed
        from intake.domain.result_facts import ResultFact

        sealed = message.read(DocumentSealed)
        fact = ResultFact(
            document=message.subject,
            sealed_at=message.time,
            **{name: getattr(sealed, name) for name in COMMON_FIELDS},
        )
        self._note(message, f"{RESULT}{message.subject}", fact.model_dump_json())

    def note_return(self, message: Envelope) -> None:
        """The results were returned to their owner. Raises Duplicate."""
        doc = json.dumps({"at": message.time.isoformat()})
        self._note(message, f"{RETURNED}{message.id}", doc)

    def recalled_results(self, dossier: str, documents: Sequence[str]) -> list[Put]:
        """The writes that note that these results hold no more."""
        partition = f"{OF_DOSSIER}{dossier}"
        return [Put(Item(partition, f"{RECALLED}{each}", "{}")) for each in documents]

    def result_facts(self, dossier: "Dossier") -> "ResultFacts":
        """In one read, opened where there is a key."""
        from intake.domain.result_facts import ResultFact, ResultFacts

        items = list(self._table.all(Query(partition=dossier.pk, prefix=FACTS)))
        cipher = {"cipher": self.cipher(dossier.vault)}
        results = [
            ResultFact.model_validate_json(each.doc, context=cipher)
            for each in items
            if each.sk.startswith(RESULT)
        ]
        returned = [json.loads(each.doc)["at"] for each in items if each.sk.startswith(RETURNED)]
        recalled = [
            each.sk.removeprefix(RECALLED) for each in items if each.sk.startswith(RECALLED)
        ]
        facts = {"returned": returned, "recalled": recalled}
        return ResultFacts.model_validate(facts, strict=False).evolve(results=tuple(results))

    def uses_by(self, attachment: "Attachment") -> list[Put]:
        """The write that notes where a paper is used."""
        if (paper := attachment.reused) is None:
            return []
        place = f"{USES}{paper.document}#{attachment.id}"
        doc = json.dumps({"draft": attachment.draft})
        return [Put(Item(f"{OF_DOSSIER}{paper.dossier}", place, doc))]

    def uses_of(self, dossier: str, document: str) -> list[tuple[str, str]]:
        """Draft and attachment of each use of a paper."""
        prefix = f"{USES}{document}#"
        query = Query(partition=f"{OF_DOSSIER}{dossier}", prefix=prefix)
        items = self._table.all(query)
        return [(json.loads(each.doc)["draft"], each.sk.removeprefix(prefix)) for each in items]

    def consent(self, id: str) -> "Consent | None":
        """A consent of anybody."""
        from intake.domain.consent import Consent

        return self.load(Consent, id)

    def consents_of(self, owners: Sequence[str]) -> "list[Consent]":
        """Those that a person gave, by all of their ids, the newest first."""
        return self._consents_at(GIVERS, owners)

    def consents_for(self, recipients: Sequence[str]) -> "list[Consent]":
        """Those for agencies or people, the newest first."""
        return self._consents_at(RECIPIENTS, recipients)

    def commit_consent(self, consent: "Consent") -> None:
        """A new one, for its owner's list and for its recipient's."""
        line = Item(f"{GIVERS}{consent.owner}", consent.id, "{}")
        shared = Item(f"{RECIPIENTS}{consent.recipient.partition}", consent.id, "{}")
        self.commit([Change(consent, None, (Put(line), Put(shared)))], at=consent.consented_at)

    def remove_consent(self, consent: "Consent") -> None:
        """Nothing is left of it: its owner or its recipient is erased."""
        self._table.write(
            [
                Remove(consent.pk, STATE),
                Remove(f"{GIVERS}{consent.owner}", consent.id),
                Remove(f"{RECIPIENTS}{consent.recipient.partition}", consent.id),
            ]
        )

    def _consents_at(self, kind: str, partitions: Sequence[str]) -> "list[Consent]":
        from intake.domain.consent import MOST_CONSENTS

        queries = [
            Query(partition=f"{kind}{each}", newest_first=True, limit=MOST_CONSENTS)
            for each in partitions
        ]
        ids = {item.sk for query in queries for item in self._table.query(query).items}
        newest = sorted(ids, reverse=True)[:MOST_CONSENTS]
        return [consent for each in newest if (consent := self.consent(each))]

    def _note(self, message: Envelope, place: str, doc: str) -> None:
        partition = f"{OF_DOSSIER}{message.correlation_key}"
        try:
            self._table.write([Put(Item(partition, place, doc), Absent())])
        except ConditionFailed:
            raise Duplicate from None


COMMON_FIELDS: Final = ("name", "sha256", "wanted", "file", "number", "code", "valid_until")
"""Of the event and of the fact."""
