"""All six services in one process over memory, with queues that may lose their order.

A message stays on its queue until it is handled. One that crashes or fails is received again after
the visibility time, and after five receives it goes to the dead letters. Only the world's own clock
moves time.
"""

import hashlib
import json
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, TypeVar

from casework.bootstrap import Casework
from casework.cooperation.consult import ConsultAgency, consult_agency
from casework.domain.case import Case
from casework.domain.result_choice import ProposedResult
from casework.endings.return_result import ReturnResult, return_result
from casework.endings.withdraw import WithdrawCase, withdraw_case
from casework.processing.assign import AssignStep, assign_step
from casework.processing.decide import DecideCase, decide_case
from casework.processing.propose import ProposeDecision, propose_decision
from casework.processing.request_supplement import RequestSupplement, request_supplement
from casework.reception.accept import AcceptCase, accept_case
from contracts.routes import ROUTES
from contracts.testing.results import sample_content
from documents.bootstrap import Documents
from documents.repository import SEALS
from exchange.bootstrap import Exchange
from exchange.domain.inquiry import Inquiry
from exchange.domain.ports import NationalPortal
from exchange.registries.composition import RegistryPorts
from identity.bootstrap import Identity
from infra.service.description import read_description
from infra.service.vault_rights import vault_ids
from intake.adapters.scanner import TestStringScanner
from intake.attachments.create import CreateAttachment, create_attachment
from intake.attachments.ports import FilePorts
from intake.bootstrap import Intake
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.attachment import Attachment
from intake.domain.daily_limits import DailyLimits
from intake.domain.dossier import Dossier
from intake.domain.draft import Draft
from intake.dossiers.request_withdrawal import RequestWithdrawal, request_withdrawal
from intake.dossiers.supplement import SupplementDossier, supplement_dossier
from intake.drafts.create import CreateDraft, create_draft
from intake.filing.file import FileDraft
from intake.profile.update import UpdateProfile, update_profile
from kit.core.errors import Unavailable
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Cipher
from kit.http.authorization import TokenVerifier
from kit.http.context import RequestContext
from kit.messaging.inbox import Inbox
from kit.messaging.outbox_relay import RelayFailed, deliver
from kit.messaging.unsent_events import sweep as sweep_events
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy, Item
from kit.persistence.table import Table
from kit.persistence.vault import Keys, Vault
from kit.platform import fault_injection
from kit.security.people import PersonLink
from kit.security.principal import Principal
from kit.security.staff_directory import Agency, Directory, Staff
from kit.testing.clock import NOW, ManualClock
from kit.testing.failed_attempts import MemoryFailedAttempts
from kit.testing.memory_queues import MemoryQueues
from kit.testing.memory_table import MemoryTransport, events_of, memory_table
from kit.testing.memory_vault import MemoryKeys
from kit.testing.people import NamesakePeople
from kit.testing.tokens import SubjectTokens
from kit.testing.world import MemoryResources
from letters.bootstrap import Letters
from local.doubles.stripe.account import Account
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.in_process import API_KEY, BASE, double
from local.doubles.stripe.objects import Json
from notifications.adapters.message_sender import Mail, Sms
from notifications.bootstrap import Notifications
from notifications.delivery.price_list import price_list
from notifications.domain.portal_address import PortalAddress
from notifications.domain.sms_policy import SmsPolicy
from partners.adapters.outside import Outside
from partners.bootstrap import Partners
from payments.adapters.surroundings import Surroundings
from payments.bootstrap import Payments
from payments.checkout.start import StartPayment, start_payment
from payments.provider_events.receive import receive
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.bank.transfer import VietQrTransfer
from payments.providers.cash import CashDesk
from payments.providers.platform.account import platform_account
from payments.providers.platform.gateway import PaymentPlatform
from payments.providers.port import Callback, Gateway
from payments.providers.registry import Providers
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.webhook import StripeWebhook
from payments.repository import PaymentRepository
from status.bootstrap import Status
from tests.connected_system import peer_ports
from tests.unit.documents.world import LocalSigner, MemoryFileStore, agency_seal
from tests.unit.exchange.files import MemoryLinkedFiles, file_ports
from tests.unit.exchange.memory_registries import MemoryRegistries
from tests.unit.exchange.national import MemoryIngestFiles, MemoryPaperSource, ingest_ports
from tests.unit.exchange.unreachable_portal import UnreachablePortal
from tests.unit.identity.one_account import OneAccount
from tests.unit.identity.token_key import LocalTokenSigner
from tests.unit.identity.world import SECRETS as IDENTITY_SECRETS
from tests.unit.identity.world import account_provider, identity_settings
from tests.unit.intake.signing_phone import Phone, trusting
from tests.unit.intake.world import (
    AGENCY,
    AN,
    CODE,
    NEW_DRAFT,
    PAGES,
    PDF,
    DirectInspector,
    DirectPainter,
    MemoryAttachmentBucket,
    MemoryListingStore,
    MemoryPictureQueue,
    MemoryTrustStore,
    a_procedure,
    a_rule,
    an_announcement,
    intake_keys,
)
from tests.unit.letters.world import MemoryLetterFiles
from tests.unit.partners.receiver import Receiver, SimulatedMail, SimulatedQueue
from tests.unit.partners.world import SECRET as KEYS
from tests.unit.partners.world import partners_settings
from tests.unit.payments.bank_builders import ACCOUNT
from tests.unit.payments.statement_uploads import MemoryStatementFiles
from tests.unit.status.world import SECRET as KEYHASH
from tests.unit.status.world import MemoryObjects, MemoryViewStore, figure_stores
from voice.bootstrap import Voice

T = TypeVar("T")
SERVICES = (
    "intake",
    "casework",
    "documents",
    "payments",
    "notifications",
    "status",
    "exchange",
    "identity",
    "partners",
    "voice",
    "letters",
)
SECRET = "whsec_world"
WEBHOOK = StripeWebhook((SECRET,), live=False)
RETURN = "http://localhost/cam-on"
SMS_SECRET = "of the tests"
SEARCH_SECRET = '{"current": "v1", "v1": "the search of the tests"}'
LIMITS = DailyLimits(drafts=1000, filings=1000)
RECEIVES = 5
VISIBILITY = timedelta(minutes=3)
CITIZEN = Principal("an", "citizen")
OWNER = PersonLink(person="an")
OFFICIAL = Principal("official", "staff")
STAFF = Staff(
    sub="official", roles=("receptionist", "officer"), agencies=("H49",), desks=("motcua-01",)
)
APPROVER = Staff(sub="approver", roles=("approver",), agencies=("H49",))


@dataclass
class MemoryArchive:
    """Every event that status archived."""

    events: list[Envelope] = field(default_factory=list)

    def append(self, batch: object, now: datetime) -> None:
        self.events.extend(batch)  # type: ignore[arg-type]


@dataclass
class MemoryBatches:
    """`ArchivedBatches`: each event is an object, and stays among the latest ones."""

    archive: MemoryArchive

    def keys(self, after: str) -> Iterator[str]:
        keys = (f"day/9999-12-31/{n:08}" for n in range(len(self.archive.events)))
        return (key for key in keys if key > after)

    def events(self, keys: Iterable[str]) -> Iterator[Envelope]:
        return (self.archive.events[int(key.rpartition("/")[2])] for key in keys)


@dataclass
class MemoryPost:
    """The messages that were sent."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def sms(self, message: Sms) -> None:
        self.sent.append(("sms", message.number, message.text))

    def mail(self, message: Mail) -> None:
        self.sent.append(("mail", message.address, f"{message.subject}\n{message.body}"))


@dataclass
class Message:
    """A message on a queue."""

    body: str
    receives: int = 0


class VaultOf(Vault):
    """The vault as a service's roles may use it: for the ids that its description names."""

    def __init__(self, service: str, vault: Vault) -> None:
        self._service = service
        self._vault = vault

    def create(self, vault: str) -> Cipher:
        self._require("PutItem", vault)
        return self._vault.create(vault)

    def cipher(self, vault: str) -> Cipher:
        self._require("GetItem", vault)
        return self._vault.cipher(vault)

    def holds(self, vault: str) -> bool:
        self._require("GetItem", vault)
        return self._vault.holds(vault)

    def destroy(self, vault: str) -> None:
        self._require("DeleteItem", vault)
        self._vault.destroy(vault)

    def _require(self, action: str, vault: str) -> None:
        forms = vault_forms(self._service, action)
        assert any(fnmatchcase(vault, form) for form in forms), f"{self._service}: {action} {vault}"


@cache
def vault_forms(service: str, action: str) -> set[str]:
    """The vault ids of whose keys some function of a service may do this."""
    functions = read_description(service).functions.values()
    described: list[Any] = [function.may.get("Vault", {}) for function in functions]
    return {
        vault_ids(kind, service)
        for rights in described
        for kind, actions in rights.items()
        if action in actions
    }


@dataclass
class World:
    """All services. `plan` is what goes wrong in their tables and at fault-injection points."""

    seed: int = 0
    pay: str = "before_acceptance"
    shuffled: bool = False
    twice: bool = False
    plan: fault_injection.Plan = field(default_factory=fault_injection.Plan)
    verifier: TokenVerifier = field(default_factory=SubjectTokens)
    keys: Keys = field(default_factory=MemoryKeys)
    signer: LocalSigner = field(default_factory=LocalSigner)
    post: MemoryPost = field(default_factory=MemoryPost)
    return_origins: tuple[str, ...] = (PAGES,)
    national: NationalPortal = field(default_factory=UnreachablePortal)
    transport: Callable[[], MemoryTransport] = MemoryTransport

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.clock = NOW
        self.failed_attempts = MemoryFailedAttempts()
        self.phone = Phone()
        self.statement_files = MemoryStatementFiles()
        self.transports = {name: self.transport() for name in SERVICES}
        self.tables = {name: self._table(transport) for name, transport in self.transports.items()}
        self.transports["documents"].items[SEALS, "H49"] = Item(
            SEALS, "H49", agency_seal().model_dump_json()
        )
        self.accesses = MemoryTransport()
        self.vault = Vault(self._table(MemoryTransport()), self.keys)
        self.directory = Directory(self._table(MemoryTransport()), self.now)
        self.people = NamesakePeople(self._table(MemoryTransport()), self.now)
        self.directory.put_agency(
            Agency(code=AGENCY, name="UBND phường Hồng Gai", valid_from="2025-07-01")
        )
        self.bucket, self.file_store, self.archive = (
            MemoryAttachmentBucket(),
            MemoryFileStore(),
            MemoryArchive(),
        )
        self.objects = MemoryObjects()
        self.file_store.papers = self.bucket.stored
        self.bucket.documents = self.file_store.files
        self.letter_files = MemoryLetterFiles(self.bucket.stored)
        self.queues: dict[str, list[Message]] = {name: [] for name in SERVICES}
        self.dead: dict[str, list[str]] = {name: [] for name in SERVICES}
        self.relayed = dict.fromkeys(SERVICES, 0)
        self.relay_off = False
        self.arrivals: list[object] = []
        self.webhooks: deque[Json] = deque()
        self.stripe, self.stripe_client = double(
            lambda: int(self.clock.timestamp()), self.webhooks.append
        )
        self.failed_attempts = MemoryFailedAttempts()
        self.national_files = MemoryPaperSource()
        self._open()

    def now(self) -> datetime:
        """The world's clock, a little later each time it is read."""
        self.clock += timedelta(milliseconds=7)
        return self.clock

    def _table(self, transport: MemoryTransport) -> Table:
        return memory_table(FaultInjectingTransport(transport, self.plan))

    def _open(self) -> None:
        """Services and inboxes as new processes would make them."""
        self.documents, self.status = self._documents(), self._status()
        self.identity = self._identity()
        self.partners = self._partners()
        self.letters = Letters(self._resources("letters"), files=self.letter_files)
        self.voice = Voice(self._resources("voice"), visitor_secret=lambda: KEYHASH)
        client = self.stripe_client
        gateways: dict[str, Callable[[], Gateway]] = {
            "stripe": lambda: StripeCheckout(new_client(API_KEY, BASE, client)),
            "bank": lambda: VietQrTransfer(lambda: ACCOUNT),
            "desk": CashDesk,
            "platform": lambda: PaymentPlatform(platform_account, None),
        }
        intake = Intake(
            self._resources("intake"),
            files=FilePorts(
                bucket=self.bucket,
                scanner=TestStringScanner(),
                inspector=DirectInspector(),
                painter=DirectPainter(),
                pictures=MemoryPictureQueue(),
                trust=MemoryTrustStore(trusting()),
                lists=MemoryListingStore(),
                return_origins=self.return_origins,
            ),
            keys=intake_keys(),
            limits=LIMITS,
            is_demo=True,
            signing_service=self.phone,
        )
        casework = Casework(self._resources("casework"), search_secret=lambda: SEARCH_SECRET)
        notifications = Notifications(
            self._resources("notifications"),
            sender=self.post,
            portal=PortalAddress(),
            prices=price_list("aws"),
            sms_policy=SmsPolicy(unverified=True),
            sms_secrets=(SMS_SECRET,),
        )
        self.registries = MemoryRegistries()
        self.inquiries: list[Inquiry] = []
        exchange = Exchange(
            self._resources("exchange"),
            portal=self.national,
            ingest_ports=ingest_ports(MemoryIngestFiles(self.receive_file), self.national_files),
            file_ports=file_ports(MemoryLinkedFiles()),
            registry_ports=RegistryPorts(self.registries, self.inquiries.append),
            peer_ports=peer_ports(),
        )
        self.services: dict[str, Any] = {
            "intake": intake,
            "casework": casework,
            "notifications": notifications,
            "documents": self.documents,
            "payments": Payments(self._resources("payments"), self._surroundings(gateways)),
            "status": self.status,
            "exchange": exchange,
            "identity": self.identity,
            "partners": self.partners,
            "voice": self.voice,
            "letters": self.letters,
        }
        self.payments: PaymentRepository = self.services["payments"].repository
        self.providers: Providers = self.services["payments"].providers
        self.intake, self.filer, self.checker = intake.intake, intake.filer, intake.checker
        self.casework = casework.cases
        self.inboxes: dict[str, Inbox] = {
            "intake": intake.inbox,
            "casework": casework.inbox,
            "documents": self.documents.inbox,
            "payments": self.services["payments"].inbox,
            "notifications": notifications.inbox,
            "status": self.status.inbox,
            "exchange": exchange.inbox,
            "identity": self.identity.inbox,
            "partners": self.partners.inbox,
            "voice": self.voice.inbox,
            "letters": self.letters.inbox,
        }

    def _resources(self, service: str) -> MemoryResources:
        return MemoryResources(
            clock=self.now,
            table=self.tables[service],
            vault=VaultOf(service, self.vault),
            directory=self.directory,
            people=self.people,
            access_table=self._table(self.accesses),
            verifier=self.verifier,
        )

    def _documents(self) -> Documents:
        resources = self._resources("documents")
        return Documents(resources, file_store=self.file_store, signer=self.signer)

    def _status(self) -> Status:
        return Status(
            self._resources("status"),
            view_store=MemoryViewStore(
                self.failed_attempts.counts, transport=self.transports["status"]
            ),
            archive=self.archive,
            figures=figure_stores(MemoryBatches(self.archive), self.objects),
            lookup_secret=lambda: KEYHASH,
            visitor_secret=lambda: KEYHASH,
        )

    def _identity(self) -> Identity:
        return Identity(
            self._resources("identity"),
            settings=identity_settings((account_provider("dvcqg"),)),
            signer=LocalTokenSigner(),
            providers=OneAccount(),
            read_secret=IDENTITY_SECRETS.__getitem__,
        )

    def _partners(self) -> Partners:
        clock = ManualClock(self.clock)
        return Partners(
            self._resources("partners"),
            settings=partners_settings(),
            keys_secret=lambda: KEYS,
            outside=Outside(Receiver(clock), SimulatedQueue(clock), SimulatedMail()),
        )

    def _surroundings(self, gateways: Mapping[str, Callable[[], Gateway]]) -> Surroundings:
        callbacks: dict[str, Callback] = {"stripe": WEBHOOK, "bank": BankCallback(ACCOUNT)}
        return Surroundings(
            providers=Providers(
                gateways=lambda adapter: gateways[adapter.provider](),
                callbacks=lambda adapter: callbacks[adapter.provider],
            ),
            statement_account=lambda: ACCOUNT,
            statement_files=lambda: self.statement_files,
            lookup_secret=lambda: KEYHASH,
            failed_attempts=lambda: self.failed_attempts,
            allowed_returns=lambda: ["http://localhost", *self.return_origins],
        )

    def call(self, seed: str, who: Principal = CITIZEN) -> RequestContext:
        """A request; the same seed is a repeat of the same request."""
        return RequestContext(
            now=self.now(),
            seed=seed,
            principal=who,
            staff=STAFF if who.kind == "staff" else None,
            person=PersonLink(person=who.sub) if who.kind == "citizen" else None,
        )

    def insist(self, do: Callable[[], T], attempts: int = 60) -> T:
        """Repeat an action while the service crashes, is throttled or is unavailable."""
        for _ in range(attempts):
            try:
                with fault_injection.injected(self.plan):
                    return do()
            except (fault_injection.Killed, Busy, Ambiguous, Unavailable):
                self.clock += timedelta(seconds=31)
        raise AssertionError("the service never responded")

    def new_seed(self) -> str:
        """The seed that an Idempotency-Key keeps over repeats."""
        return new_ulid(self.now())

    def file(self) -> str:
        """The catalogue is there, An drafts, uploads and files; answers the dossier's code."""
        content = (
            a_procedure(pay=self.pay)
            if self.pay != "none"
            else a_procedure(pay="none", fee_rules=(a_rule(amount=0),))
        )
        publication = PublishProcedure(code=CODE, content=content)
        self.insist(lambda: publish_procedure(self.intake, publication, at=self.now()))
        profile = UpdateProfile(owner=OWNER, profile=AN)
        self.insist(lambda: update_profile(self.intake, profile, at=self.now()))
        draft = self.create_draft()
        attachment = self.announce(draft)
        upload = self.bucket.upload(attachment.upload_key, PDF)
        self.insist(lambda: self.checker.check(upload, at=self.now()))
        filing = FileDraft(draft=draft.id, owner=OWNER)
        filed = self.insist(lambda: self.filer.file(filing, at=self.now()))
        self.code = filed.id
        return filed.id

    def receive_file(self, attachment: str, content: bytes) -> None:
        """Exchange puts a file into quarantine, which wakes the check."""
        upload = self.bucket.upload(f"quarantine/{attachment}", content)
        self.insist(lambda: self.checker.check(upload, at=self.now()))

    def create_draft(self) -> Draft:
        """An begins a draft for the published procedure."""
        command = CreateDraft(id=self.new_seed(), owner=OWNER, content=NEW_DRAFT)
        return self.insist(
            lambda: create_draft(self.intake, self.directory, command, limits=LIMITS, at=self.now())
        )

    def announce(self, draft: Draft, component: str = "tp01") -> Attachment:
        """An announces a required document."""
        command = CreateAttachment(
            id=self.new_seed(),
            draft=draft.id,
            owner=OWNER,
            announcement=an_announcement(PDF, component),
        )
        return self.insist(
            lambda: create_attachment(self.intake, self.directory, command, at=self.now())
        )

    def pay_fee(self) -> None:
        """An pays the dossier's fee by card; the webhook comes as often as Stripe sends it."""
        fee = self.payments.fees_of(self.payments.dossier(self.code))[0]
        command = StartPayment(self.new_seed(), fee.id, RETURN, "vi")
        payment = self.insist(
            lambda: start_payment(
                self.payments, self.services["payments"].providers, command, self.now()
            )
        )
        account: Account = self.stripe.account
        account.pay(str(payment.session))
        self.deliver_webhooks()

    def deliver_webhooks(self) -> None:
        """Stripe's notifications come to the door; twice where everything comes twice."""
        while self.webhooks:
            event = self.webhooks.popleft()
            for _ in range(2 if self.twice else 1):
                raw, signature = signed(event, SECRET, int(self.clock.timestamp()))
                self.insist(
                    lambda raw=raw, signature=signature: receive(  # type: ignore[misc]
                        self.payments, WEBHOOK, raw, {"stripe-signature": signature}, self.now()
                    )
                )

    def accept(self, code: str) -> Case:
        """The one-stop desk accepts the dossier."""
        command = AcceptCase(code=code, official=STAFF, request=self.new_seed())
        return self.insist(lambda: accept_case(self.casework, command, at=self.now()))

    def assign(self, code: str) -> Case:
        """A step is given to a desk."""
        command = AssignStep(
            code=code,
            official=STAFF,
            request=self.new_seed(),
            step="Thẩm định",
            desk="chuyen-mon-01",
        )
        return self.insist(lambda: assign_step(self.casework, command, at=self.now()))

    def request_supplement(self, code: str) -> Case:
        """The officer wants something more."""
        command = RequestSupplement(
            code=code,
            official=STAFF,
            request=self.new_seed(),
            items=("Bản sao hợp đồng thuê nhà",),
            reason="Địa chỉ là nhà thuê.",
        )
        return self.insist(lambda: request_supplement(self.casework, command, at=self.now()))

    def supplement(self, code: str) -> Dossier:
        """An sends what was wanted."""
        command = SupplementDossier(
            code=code,
            owner=OWNER,
            request=self.new_seed(),
            attachments=None,
            answers={"note": "Hợp đồng số 5"},
        )
        return self.insist(lambda: supplement_dossier(self.intake, command, at=self.now()))

    def consult(self, code: str, agency: str) -> Case:
        """The officer asks another agency."""
        command = ConsultAgency(
            code=code,
            official=STAFF,
            request=self.new_seed(),
            agency=agency,
            due=self.now() + timedelta(days=3),
            question="Quy hoạch có cho phép không?",
        )
        return self.insist(
            lambda: consult_agency(self.casework, self.directory, command, at=self.now())
        )

    def request_withdrawal(self, code: str) -> Dossier:
        """An asks to withdraw the dossier."""
        command = RequestWithdrawal(
            code=code, owner=OWNER, request=self.new_seed(), reason="Tôi đổi ý."
        )
        return self.insist(lambda: request_withdrawal(self.intake, command, at=self.now()))

    def withdraw(self, code: str) -> Case:
        """An official lets the dossier be withdrawn."""
        command = WithdrawCase(code=code, official=STAFF, request=self.new_seed())
        return self.insist(lambda: withdraw_case(self.casework, command, at=self.now()))

    def propose(self, code: str) -> Case:
        """The officer proposes the procedure's first result."""
        results = (self.proposed_result(code),)
        command = ProposeDecision(
            code=code, official=STAFF, request=self.new_seed(), results=results
        )
        return self.insist(lambda: propose_decision(self.casework, command, at=self.now()))

    def approve(self, code: str) -> Case:
        """Another official approves what was proposed."""
        command = DecideCase(code=code, official=APPROVER, request=self.new_seed())
        return self.insist(lambda: decide_case(self.casework, command, at=self.now()))

    def decide(self, code: str) -> Case:
        """The procedure's first result is proposed and approved."""
        self.propose(code)
        return self.approve(code)

    def proposed_result(self, code: str) -> ProposedResult:
        """The first result of the case's procedure, every field filled in."""
        case = self.casework.case(code)
        assert case is not None
        procedure = self.casework.procedure_in_force(case.procedure.code, self.now())
        kinds = procedure.results if procedure else ()
        return ProposedResult(content=sample_content(kinds[0].code if kinds else None))

    def return_result(self, code: str) -> Case:
        """The citizen gets the result online."""
        command = ReturnResult(code=code, official=STAFF, request=self.new_seed(), how="online")
        return self.insist(lambda: return_result(self.casework, command, at=self.now()))

    def live(self) -> str:
        """One dossier from filing to returned result; answers its code."""
        code = self.file()
        self.settle()
        if self.pay == "before_acceptance":
            self.pay_fee()
            self.settle()
        self.work(code)
        return code

    def work(self, code: str) -> None:
        """The officials' part, from acceptance to returned result."""
        self.accept(code)
        self.settle()
        if self.pay == "before_result":
            self.pay_fee()
            self.settle()
        self.decide(code)
        self.settle()
        self.return_result(code)
        self.settle()

    def settle(self) -> None:
        """Relay and deliver until nothing moves any more; sweepers run when only they can help."""
        for _ in range(400):
            moved = self.relay()
            moved = self.deliver_all() or moved
            if not moved and not self.sweep():
                return
        raise AssertionError("the world never comes to rest")

    def relay(self) -> bool:
        """The streams wake the relays; one that fails is woken again with the same events."""
        if self.relay_off:
            return False
        moved = False
        for name in SERVICES:
            events = [i for i in self.transports[name].inserted if i.sk.startswith("EVENT#")]
            fresh = events[self.relayed[name] :]
            if fresh and self._send(name, fresh):
                self.relayed[name] = len(events)
            moved = moved or bool(fresh)
        return moved

    def _send(self, name: str, items: list[Item]) -> bool:
        queues = MemoryQueues()
        try:
            with fault_injection.injected(self.plan):
                deliver(items, routes=ROUTES, sender=queues, table=self.tables[name])
            sent = True
        except (fault_injection.Killed, Busy, Ambiguous, RelayFailed):
            sent = False
        self.enqueue(queues)
        return sent

    def enqueue(self, queues: MemoryQueues) -> None:
        """What was sent waits on the queues of its subscribers."""
        for name, bodies in queues.sent.items():
            for body in bodies:
                self.queues[name] += [Message(body) for _ in range(2 if self.twice else 1)]

    def deliver_all(self) -> bool:
        """Every message on the queues is received once, in order or shuffled."""
        waiting = [(name, message) for name in SERVICES for message in self.queues[name]]
        if self.shuffled:
            self.chance.shuffle(waiting)
        self.queues = {name: [] for name in SERVICES}
        for name, message in waiting:
            self.receive(name, message)
        return bool(waiting)

    def receive(self, name: str, message: Message) -> None:
        """One receive; an unhandled message comes again, and ends in the dead letters."""
        message.receives += 1
        try:
            event = Envelope.model_validate_json(message.body)
            with fault_injection.injected(self.plan):
                if name == "status":
                    self.status.projection.begin_batch([event], self.now())
                self.inboxes[name].handle(event)
        except fault_injection.Killed:
            # a crash is not the fault of the message
            message.receives -= 1
            self._receive_again(name, message)
        except (Busy, Ambiguous):
            message.receives -= 1
            self._receive_again(name, message)
        except Exception:  # noqa: BLE001 - as in Lambda: it fails alone
            self._receive_again(name, message)

    def _receive_again(self, name: str, message: Message) -> None:
        self.clock += VISIBILITY
        if message.receives >= RECEIVES:
            self.dead[name].append(message.body)
        else:
            self.queues[name].append(message)

    def sweep(self) -> bool:
        """The sweepers run once; whether they sent something."""
        sent = 0
        self.clock += timedelta(minutes=6)
        for name in SERVICES:
            queues = MemoryQueues()
            sent += self.insist(
                lambda name=name, queues=queues: sweep_events(  # type: ignore[misc]
                    routes=ROUTES, sender=queues, table=self.tables[name], now=self.now()
                )
            )
            self.enqueue(queues)
            self.insist(self.inboxes[name].drain_oldest)
        return sent > 0

    def events(self) -> list[Envelope]:
        """Every event that was ever committed."""
        return [event for name in SERVICES for event in events_of(self.transports[name])]

    def view(self) -> str:
        """The public view of the dossier as it is stored."""
        item = self.transports["status"].items[f"DOSSIER#{self.code}", "STATE"]
        return str(item.index_attributes["body"])

    def timeline(self) -> list[int]:
        """The national codes shown."""
        return [entry["code"] for entry in json.loads(self.view())["timeline"]]

    def notices(self) -> list[tuple[str, str, str]]:
        """(template, channel, outcome) of every notice, sorted."""
        notices = [
            json.loads(item.doc)
            for item in self.transports["notifications"].items.values()
            if item.pk.startswith("NOTICE#") and item.sk == "STATE"
        ]
        return sorted((n["template"], n["channel"], n["outcome"]) for n in notices)

    def digest(self) -> str:
        """A fingerprint of the public view."""
        return hashlib.sha256(self.view().encode()).hexdigest()
