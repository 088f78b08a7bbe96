"""The handlers of requests about letters that an agency got."""

from dataclasses import dataclass

from contracts.terms import AgencyCode
from contracts.terms.letters import DeliveryAct
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required
from letters.api.incoming import requests, schemas
from letters.api.requests import LetterId
from letters.api.rights import require_recipient
from letters.domain.delivery import Delivery
from letters.domain.delivery_acts import DELIVERY_RULES
from letters.domain.readers import CLERKS, READERS
from letters.incoming.act import (
    ActOnDelivery,
    Authorize,
    ReplyToWriter,
    act_on_incoming,
    reply_to_writer,
)
from letters.repository import LettersRepository


@dataclass(frozen=True, slots=True)
class IncomingHandlers:
    """Bound to the table and the cursors of pages."""

    repository: LettersRepository
    cursors: Cursors

    def list_incoming(
        self, request: RequestContext, query: requests.IncomingQuery
    ) -> schemas.DeliveriesView:
        """List letters that an agency got

        Those in one state, what is due first.
        """
        official = required(request.staff)
        agency = request.require_agency(query.agency or official.agencies[0])
        scope = f"in {agency} {query.state}"
        after = self.cursors.open(scope, query.cursor)
        deliveries, rest = self.repository.deliveries_to(agency, query.state, after, query.limit)
        if deliveries:
            request.disclose(None, len(deliveries), object=scope)
        return schemas.DeliveriesView(
            items=tuple(
                schemas.DeliveryLineView.of(each, lambda: request.now) for each in deliveries
            ),
            next=self.cursors.seal(scope, rest),
        )

    def get(
        self, request: RequestContext, agency: AgencyCode, letter: LetterId
    ) -> schemas.DeliveryView:
        """Get an incoming letter

        With its files and every act of the agency.
        """
        delivery = required(self.repository.sealed_delivery(letter, agency))
        require_recipient(request, delivery, READERS)
        return self._shown(request, required(self.repository.delivery(letter, agency)))

    def accept(
        self, request: RequestContext, agency: AgencyCode, letter: LetterId
    ) -> schemas.DeliveryStateView:
        """Accept a letter

        By a clerk: it gets the next number of the incoming register.
        """
        return self._act(request, _command(request, agency, letter, "accept"))

    def refuse(
        self,
        request: RequestContext,
        agency: AgencyCode,
        letter: LetterId,
        body: requests.RefusalBody,
    ) -> schemas.DeliveryStateView:
        """Refuse a letter

        By a clerk, with the reason for the agency that sent it.
        """
        return self._act(
            request, _command(request, agency, letter, "refuse").evolve(note=body.reason)
        )

    def assign(
        self,
        request: RequestContext,
        agency: AgencyCode,
        letter: LetterId,
        body: requests.AssignmentBody,
    ) -> schemas.DeliveryStateView:
        """Assign a letter

        By an approver or a head: an official is to work on it, until a day.
        """
        command = _command(request, agency, letter, "assign")
        return self._act(request, command.evolve(note=body.note, to=body.official, due=body.due))

    def start(
        self, request: RequestContext, agency: AgencyCode, letter: LetterId
    ) -> schemas.DeliveryStateView:
        """Start the work on a letter

        By an official of the agency.
        """
        return self._act(request, _command(request, agency, letter, "start"))

    def finish(
        self,
        request: RequestContext,
        agency: AgencyCode,
        letter: LetterId,
        body: requests.FinishBody,
    ) -> schemas.DeliveryStateView:
        """Finish a letter

        By an official of the agency; nothing is left to do.
        """
        return self._act(
            request, _command(request, agency, letter, "finish").evolve(note=body.note)
        )

    def reply(
        self,
        request: RequestContext,
        agency: AgencyCode,
        letter: LetterId,
        body: requests.ReplyBody,
    ) -> schemas.DeliveryStateView:
        """Reply to what the writer asks

        By a clerk: the letter is given back or replaced, or stays.
        """
        command = ReplyToWriter(letter=letter, agency=agency, reply=body.reply, by=request.sub)
        changed = reply_to_writer(
            self.repository, command, at=request.now, authorize=_rights(request, CLERKS)
        )
        return schemas.DeliveryStateView.of(changed)

    def _act(self, request: RequestContext, command: ActOnDelivery) -> schemas.DeliveryStateView:
        changed = act_on_incoming(
            self.repository,
            command,
            at=request.now,
            authorize=_rights(request, DELIVERY_RULES[command.act].roles),
        )
        return schemas.DeliveryStateView.of(changed)

    def _shown(self, request: RequestContext, delivery: Delivery) -> schemas.DeliveryView:
        letter = required(self.repository.letter(delivery.letter))
        request.disclose(delivery.dossier, object=delivery.letter)
        return schemas.DeliveryView.whole(delivery, letter, lambda: request.now)


def _command(request: RequestContext, agency: str, letter: str, act: DeliveryAct) -> ActOnDelivery:
    name = request.staff.name if request.staff else None
    return ActOnDelivery(letter=letter, agency=agency, act=act, by=request.sub, by_name=name)


def _rights(request: RequestContext, roles: tuple[str, ...]) -> Authorize:
    return lambda delivery: require_recipient(request, delivery, roles)
