"""Papers: announced by their owner, and checked when they arrive."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from intake.adapters.attachment_bucket import Arrival, arrivals
from intake.attachments.inspection import inspect
from intake.domain import attachment as papers
from intake.domain.attachment import NewPaper, Paper
from intake.filing.actions import known, own_draft
from intake.repository import Store
from kit.core import ids
from kit.core.events import Change
from kit.core.model import JsonDict
from kit.http.context import RequestContext
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import log


@retry_on_conflict
def attach(store: Store, id: str, new: NewPaper, request: RequestContext) -> Paper:
    """Announce a paper under the call's seed; raises NotFound, paper.announce's and Draft.attached's."""
    draft = own_draft(store, id, request)
    present = store.paper(request.seed)
    if present and present.draft == draft.id:
        return present
    procedure, _ = known(store, draft.procedure, draft.agency, request.now)
    paper = papers.announce(
        new,
        procedure.content.documents,
        id=request.seed,
        draft=draft.id,
        owner=draft.owner,
        at=request.now,
    )
    attached = draft.attached(paper.id)
    store.commit([Change(paper, None), Change(attached, None)], at=request.now)
    return paper


def check(store: Store, arrival: Arrival, *, at: datetime) -> Paper | None:
    """Check what arrived in quarantine. Later versions and repeats change nothing: the first verdict stands."""
    paper = store.paper(arrival.key.rpartition("/")[2])
    if paper is None or paper.upload_key != arrival.key or paper.state != "awaiting_upload":
        return paper
    content = store.bucket.read(arrival, paper.size + 1)
    found = inspect(paper, content, store.scanner)
    if found.why is None:
        store.bucket.keep(paper, content)
    verdict, event = (
        papers.reject(paper, found.why) if found.why else papers.accept(paper, pages=found.pages)
    )

    try:
        store.commit([Change(verdict, event)], at=at)
    except Conflict:  # the same notification twice at once: the other's verdict stands
        return store.paper(paper.id)
    log.info("paper checked", paper=paper.id, why=found.why)
    return verdict


def check_batch(
    event: JsonDict, context: Any, store: Store, now: Callable[[], datetime] = ids.now
) -> JsonDict:
    """Check what a batch of S3 notifications tells of; answers the ids of those that failed."""
    from aws_lambda_powertools.utilities.batch import (
        BatchProcessor,
        EventType,
        process_partial_response,
    )
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

    def one(record: SQSRecord) -> None:
        try:
            for arrival in arrivals(record.body):
                check(store, arrival, at=now())
        except Exception as error:
            log.failure("check failed", error, message_id=record.message_id)
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answered = process_partial_response(
        event=event, record_handler=one, processor=processor, context=context
    )
    return cast(JsonDict, answered)
