"""A world that has lived: dossiers in every stage, people of every role, and a way back."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from contracts.terms import Applicant, Contact
from exchange.registries.consents import give_consent
from identity.api.browser_cookie import cookie_set
from identity.domain.sign_in_request import sign_in_request
from identity.sign_in.start import StartSignIn, start_sign_in
from intake.attachments.create import CreateAttachment, create_attachment
from intake.catalogue.close import CloseProcedure, close_procedure
from intake.catalogue.fee_amounts import ProposeFeeAmount, propose_fee_amount
from intake.domain.consent import ConsentTerms
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft
from intake.domain.fee_amount import FeeAmount
from intake.domain.form_signature import POLL_AFTER, FormSignature, SigningKey
from intake.domain.procedure_content import Closure
from intake.domain.verified_identity import VerifiedIdentity
from intake.domain.written_mandate import DraftMandate, MandateTerms, StatedRepresentative
from intake.filing.file import FileDraft
from intake.form_signatures.sign import FormOfDraft, SignForm
from intake.mandates.give import GiveMandate, give
from intake.personal_data.request import RequestOfSubject, request_of_subject
from intake.personal_data.request_export import RequestExport, request_export
from intake.profile.request_contact_code import RequestContactCode, request_contact_code
from intake.profile.update import UpdateProfile, update_profile
from intake.repositories.drafter import Drafter
from intake.warehouse.consents import Consents, GiveConsent
from kit.core.events import Change
from kit.persistence.repository import required
from kit.security.access_tokens import Verifier
from kit.security.mandates import Mandate
from kit.security.staff_directory import Agency, Delegation, Directory, Staff
from kit.testing.memory_table import MemoryTransport, memory_table
from law.holidays import vietnam
from letters.domain.letter import LetterFile
from letters.domain.requests_of_writer import WriterRequest
from letters.incoming.act import ActOnDelivery, act_on_incoming
from letters.outgoing.ask import ask_recipients
from letters.outgoing.draft import DraftLetter, LetterContent, draft_letter
from letters.outgoing.number import number_letter
from letters.outgoing.send import send_letter
from letters.outgoing.sign import SignLetter, sign_letter
from notifications.repositories.listed_notices import LIST
from partners.domain.hook import activated
from partners.domain.partner import Agreement
from partners.domain.scopes import SCOPES
from partners.hooks.manage import RegisterHook, register_hook
from partners.registration.keys import IssueKey, issue_key
from partners.registration.register import RegisterPartner, register_partner
from payments.backoffice.cash import TakeCash, take_cash
from payments.domain.accounting_day import record_comparison
from payments.domain.day_totals import Totals
from payments.domain.discrepancy import Discrepancy
from payments.reconciliation.receive_statement import ReceiveStatement, receive_statement
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund
from tests import desk
from tests.connected_system import connect
from tests.contract import kiosk
from tests.contract.authorisation import OF_MANDATES, STAFF_ROLES
from tests.contract.gateway import Gateway
from tests.contract.public_figures import publish_figures
from tests.digitising import digitise, upload_result
from tests.signs_report import publish_signs
from tests.unit.identity.world import BACK, CHALLENGE
from tests.unit.intake.phone_pictures import photograph
from tests.unit.intake.world import AGENCY, AN, CODE, PDF, an_announcement, intake_keys
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers
from tests.world import CITIZEN, OWNER, World
from voice.feedback.act import ActOnFeedback, act_on_feedback
from voice.feedback.submit import SubmitFeedback, submit_feedback
from voice.ratings.rate import RateDossier, rate_dossier

AGENCIES = {"agency": AGENCY, "above": "H49", "below": f"{AGENCY}.05", "foreign": "H49.62"}
"""Where staff of each relation work; the objects are of AGENCY."""
STATEMENT = (
    "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền\nFT-1,23/11/2026 08:00:00,nop le phi,150000\n"
)
PLANNED = Closure(first="2027-03-01", last="2027-03-05", reason="Nâng cấp cơ sở dữ liệu.")
"""A closure of the procedure that has not begun."""
CONTACT_DIGITS = "042817"
SIGN_IN = {
    "client_id": "portal",
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid",
    "state": "a-state",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
QUIET_DAY = date(2026, 11, 20)
"""A day on which no money moved, compared with the providers' books."""
REGISTERED_OFFICIAL = Staff(
    sub="known",
    roles=("officer",),
    agencies=(AGENCY,),
    name="Trần Văn Bình",
    office="Trưởng phòng Kinh tế",
    delegations=(
        Delegation(
            id="01KAQ0DE1E0000000000000000",
            by="head-agency",
            role="head",
            agency=AGENCY,
            kind="KT",
            office="Chủ tịch",
            title="Phó Chủ tịch",
            since=datetime(2026, 11, 1, tzinfo=UTC),
            until=datetime(2026, 12, 1, tzinfo=UTC),
        ),
    ),
)


LETTER = LetterContent(
    type="cong_van",
    notation="UBND-VP",
    subject="V/v phối hợp",
    recipients=(AGENCY,),
    files=(LetterFile(sha256="ab" * 32, name="a.pdf", media_type="application/pdf", size=9),),
)


def anybody(_: object) -> None:
    """Rights are asked of the routes."""


@dataclass(eq=False)
class ContractWorld:
    """The world and the ids of what is in it; no other equals it."""

    world: World = field(
        default_factory=lambda: World(verifier=Verifier((CITIZENS, OFFICIALS), Issuers()))
    )
    ids: dict[str, str] = field(default_factory=dict)
    gateway: Gateway = field(default_factory=lambda: Gateway({}))

    def __post_init__(self) -> None:
        self._people_table = MemoryTransport()
        self.world.directory = Directory(memory_table(self._people_table), self.world.now)
        self.world._open()
        self._people()
        self._dossiers()
        self._draft()
        self._mandates()
        self.ids["contact_code"] = self._contact_code()
        self._kiosk()
        self._closure()
        self._sign_in()
        self._ratings()
        self._letters()
        self._partner()
        publish_figures(self.world)
        connect(self.world.services["exchange"].repository, CODE, self.world.clock)
        publish_signs(self.world, AGENCY, [f"{role}-agency" for role in STAFF_ROLES])
        self.world.services["intake"].refresh_listing()
        transports = [
            *self.world.transports.values(),
            self._people_table,
            self.world.accesses,
        ]
        self._snapshot = [(t, t.items.mark(), len(t.inserted)) for t in transports]
        self._began = self.world.clock

    def others(self, name: str, value: str) -> list[str]:
        """What else of its kind there is, in other stages; at least itself."""
        dossiers = [
            self.ids[stage]
            for stage in ("due", "received", "accepted", "in_work", "completed", "returned")
        ]
        kinds = [
            dossiers,
            [self.ids["fee"], self.ids["settled_fee"]],
            [self.ids["draft"], self.ids["filed_draft"]],
        ]
        kinds.append(["stripe", "bank"])
        return next((kind for kind in kinds if value in kind), [value])

    def restore(self) -> None:
        """Everything is again as it was."""
        for transport, items, inserted in self._snapshot:
            transport.items.reset(items)
            del transport.inserted[inserted:]
            transport.tokens.clear()
        for remembered in (self.world.directory._staff, self.world.directory._agencies):
            remembered._entries.clear()
        self.world.directory._stored_tree = None
        self.world.failed_attempts.counts.clear()
        for service in self.world.services.values():
            service.access_records._own_today.clear()
        self.world.clock = self._began

    def _people(self) -> None:
        directory = self.world.directory
        for code in ("H49", *AGENCIES.values()):
            directory.put_agency(Agency(code=code, name=f"Cơ quan {code}", valid_from="2025-07-01"))
        for role in STAFF_ROLES:
            for relation, agency in AGENCIES.items():
                sub = f"{role}-{relation}"
                directory.put_staff(
                    Staff(
                        sub=sub,
                        roles=(role,),
                        agencies=(agency,),
                        desks=("motcua-01",),
                        name=sub,
                        office="Chủ tịch",
                    )
                )
        directory.put_staff(REGISTERED_OFFICIAL)

    def _dossiers(self) -> None:
        world, ids = self.world, self.ids
        ids["returned"] = world.live()
        fee = world.payments.fees_of(world.payments.dossier(ids["returned"]))[0]
        ids["settled_fee"], ids["payment"] = fee.id, str(fee.payment)
        sealed = world.documents.repository.documents_of(ids["returned"])[-1]
        assert sealed.seal is not None
        ids["document"], ids["sha256"] = sealed.id, sealed.seal.sha256
        dossier = world.intake.dossier(ids["returned"])
        assert dossier is not None
        ids["lookup_key"], ids["filed_draft"] = dossier.lookup_key, dossier.draft
        ids["filed_paper"] = dossier.attachments[0].id
        self._signed()
        ids["due"] = self._filed()
        ids["fee"] = world.payments.fees_of(world.payments.dossier(ids["due"]))[0].id
        ids["due_key"] = self._key_of(ids["due"])
        self._money()
        world.pay = "none"
        ids["received"] = self._filed()
        ids["accepted"] = self._taken_to("accepted")
        ids["in_work"] = self._taken_to("in_work")
        ids["proposed"] = self._taken_to("proposed")
        ids["completed"] = self._taken_to("completed")
        ids["awaiting_supplement"] = self._taken_to("in_work")
        world.request_supplement(ids["awaiting_supplement"])
        ids["consulting"] = self._taken_to("in_work")
        world.consult(ids["consulting"], AGENCIES["foreign"])
        ids["withdrawing"] = self._taken_to("in_work")
        world.request_withdrawal(ids["withdrawing"])
        for step in ("compared", "scanned", "described"):
            ids[f"{step}_original"] = digitise(world, ids["returned"], step)
        command = RequestOfSubject(id=world.new_seed(), owner=OWNER, kind="see")
        ids["subject_request"] = request_of_subject(
            world.intake, vietnam(), command, at=world.now()
        ).id
        export = RequestExport(id=world.new_seed(), owner=OWNER)
        ids["export"] = request_export(world.intake, DailyLimits(), export, at=world.now()).id
        ids["result_file"] = upload_result(world, ids["in_work"], PDF).id
        self._warehouse()
        self._at_desk()

    def _warehouse(self) -> None:
        """An shares the result that was returned with the agency."""
        world, ids = self.world, self.ids
        documents = world.documents.repository.documents_of(ids["returned"])
        ids["result"] = next(each.id for each in documents if each.kind == "result")
        terms = ConsentTerms(
            dossier=ids["returned"],
            document=ids["result"],
            since="2026-11-23",
            until="2026-12-31",
            purpose="Vay vốn",
        )
        command = GiveConsent(id=world.new_seed(), owner=OWNER, terms=terms, agency=AGENCY)
        consents = Consents(world.intake, world.directory, lambda: intake_keys().identity)
        ids["consent"] = consents.give(command, at=world.now()).id
        exchange = world.services["exchange"]
        lane = exchange.repository.filed_lane(ids["returned"])
        health = exchange.look_ups.registries.of_code("health")
        granted = give_consent(exchange.repository, lane, health, at=world.now())
        ids["registry_consent"] = granted.id

    def _signed(self) -> None:
        """An filed a form that they had signed."""
        world = self.world
        self._verify_an()
        draft = world.create_draft()
        attachment = world.announce(draft)
        upload = world.bucket.upload(attachment.upload_key, PDF)
        world.checker.check(upload, at=world.now())
        signing = world.services["intake"].form_signing
        command = SignForm(request=world.new_seed(), draft=draft.id, owner=OWNER, signatory=OWNER)
        signing.sign(command, at=world.now())
        world.phone.approve()
        world.clock += POLL_AFTER
        signing.present(FormOfDraft(draft=draft.id, owner=OWNER), at=world.now())
        filing = FileDraft(draft=draft.id, owner=OWNER)
        self.ids["signed"] = world.services["intake"].filer.file(filing, at=world.now()).id
        world.settle()

    def _declined(self, draft: Draft) -> None:
        """Its signature was requested, and the phone declined."""
        signature = FormSignature(
            id=draft.id,
            vault=draft.vault,
            request=self.world.new_seed(),
            signatory=str(draft.owner),
            state="declined",
            title="Tờ khai",
            sha256="ab" * 32,
            key=SigningKey(number=str(AN.identity_number), certificates=(), attributes=""),
            requested_at=self.world.now(),
            expires=self.world.now(),
        )
        self.world.intake.commit([Change(signature, None)], at=self.world.now())

    def _verify_an(self) -> None:
        """The issuer of An's account says who they are."""
        facts = {"full_name": AN.full_name, "identity_number": str(AN.identity_number)}
        verified = VerifiedIdentity(facts=facts, at=self.world.now())
        profile = UpdateProfile(owner=OWNER, profile=AN, verified=verified)
        update_profile(self.world.intake, profile, at=self.world.now())

    def _contact_code(self) -> str:
        """An wants notices at another phone."""
        world = self.world
        command = RequestContactCode(
            id=world.new_seed(),
            owner=OWNER,
            contact=Contact(phone="+84987654321"),
            digits=CONTACT_DIGITS,
        )
        secret = world.services["intake"].keys.identity
        code = request_contact_code(world.intake, DailyLimits(), secret, command, at=world.now())
        return code.id

    def _kiosk(self) -> None:
        """A device stands in the agency's hall; a card is on its reader, another one began a draft
        there."""
        device = kiosk.a_kiosk(self.world)
        self.ids |= {"kiosk": device.id, "reading": kiosk.a_reading(self.world, device)}
        self._checked("kiosk", kiosk.a_draft(self.world, device), desk.DESK)

    def _at_desk(self) -> None:
        """What a desk entered for An: a draft, a dossier in work, one that awaits supplements."""
        world, ids = self.world, self.ids
        entry = desk.an_entry(
            applicant=Applicant(
                full_name=AN.full_name, identity_number=AN.identity_number, address=AN.address
            )
        )
        for name in ("at_desk", "desk_awaiting"):
            ids[name] = desk.file_entered(world, desk.enter(world, entry)).id
            world.settle()
            world.accept(ids[name])
            world.settle()
        ids["task"] = desk.open_tasks(world)[0].task
        notices = world.transports["notifications"].items
        ids["listed_notice"] = next(sk for pk, sk in notices if pk.startswith(LIST))
        world.assign(ids["desk_awaiting"])
        world.request_supplement(ids["desk_awaiting"])
        self._checked("desk", desk.enter(world, entry), desk.DESK)
        world.settle()

    def _mandates(self) -> None:
        """An gave mandates to six people, in every state, each with a draft of their own."""
        world, ids = self.world, self.ids
        dossiers = tuple(code for code in ids.values() if code.startswith(f"{AGENCY}-"))
        for relation in OF_MANDATES:
            sub = f"rep {relation}"
            mandate = Mandate(
                id=relation,
                scope="read" if relation == "read only" else "act",
                since="2026-12-20" if relation == "not begun" else "2026-11-01",
                until="2026-11-10" if relation == "ended" else "2026-12-31",
                procedure="9.999999" if relation == "other scope" else CODE,
                dossiers=(f"{AGENCY}-261123-9998",) if relation == "other scope" else dossiers,
            )
            world.people.mandates.put(CITIZEN.sub, sub, mandate)
            if relation == "revoked":
                world.people.mandates.remove(CITIZEN.sub, sub, relation)
            terms = MandateTerms(
                scope="act", since=mandate.since, until=mandate.until, procedure=CODE
            )
            under = DraftMandate(id=relation, representative=sub, terms=terms)
            created = required(world.intake.draft(world.create_draft().id))
            world.intake.commit([Change(created.evolve(mandate=under), None)], at=world.now())
            self._checked(relation, created, OWNER)
        mandate_of_an = GiveMandate(
            id=world.new_seed(),
            principal=OWNER,
            named=StatedRepresentative(full_name="Trần Văn Minh", identity_number="022090002222"),
            terms=MandateTerms(scope="act", since="2026-11-23", until="2026-12-31", procedure=CODE),
        )
        secret = intake_keys().identity
        ids["mandate"] = give(world.intake, secret, mandate_of_an, at=world.now()).id
        self._verify_an()

    def _checked(self, relation: str, draft: Draft, drafter: Drafter) -> None:
        """The draft with a checked paper."""
        world = self.world
        announcement = an_announcement(PDF)
        command = CreateAttachment(
            id=world.new_seed(), draft=draft.id, owner=drafter, announcement=announcement
        )
        attachment = create_attachment(world.intake, world.directory, command, at=world.now())
        upload = world.bucket.upload(attachment.upload_key, PDF)
        world.checker.check(upload, at=world.now())
        self.ids |= {f"draft {relation}": draft.id, f"paper {relation}": attachment.id}
        self._photo(draft, drafter)
        if draft.owner:
            self._declined(draft)

    def _photo(self, draft: Draft, drafter: Drafter) -> None:
        """A checked picture beside the other papers of the draft."""
        world, content = self.world, photograph((16, 12))
        announcement = an_announcement(content, "tp02", "image/jpeg")
        command = CreateAttachment(
            id=world.new_seed(), draft=draft.id, owner=drafter, announcement=announcement
        )
        attachment = create_attachment(world.intake, world.directory, command, at=world.now())
        upload = world.bucket.upload(attachment.upload_key, content)
        world.checker.check(upload, at=world.now())

    def _key_of(self, code: str) -> str:
        dossier = self.world.intake.dossier(code)
        assert dossier is not None
        return dossier.lookup_key

    def _money(self) -> None:
        """Cash that a cashier took; a refund of some of it that waits for a second official,
        another for the cashier."""
        world, store, ids = self.world, self.world.payments, self.ids
        fee = store.fees_of(store.dossier(self._filed()))[0]
        taking = TakeCash(world.new_seed(), fee.id, "cashier-agency")
        cash = take_cash(store, world.providers, taking, world.now())
        for name in ("refund", "open_refund"):
            command = RequestRefund(
                world.new_seed(), cash.id, 50_000, "Thu nhầm", "known", cash.amount
            )
            ids[name] = request_refund(store, world.providers, command, world.now()).id
        approve_refund(store, ApproveRefund(ids["open_refund"], "known-too"), world.now())
        case = Discrepancy(
            id="amount_differs.contract",
            dossier=fee.dossier,
            kind="amount_differs",
            provider="stripe",
            day="2026-11-23",
            since=world.now(),
            amount=1,
        )
        ids["case"] = case.id
        statement = ReceiveStatement(world.new_seed(), STATEMENT.encode(), "known")
        ids["statement"] = receive_statement(
            store, world.statement_files, statement, world.now()
        ).id
        quiet = record_comparison(store.day(QUIET_DAY), Totals(), (), world.now())
        store.commit([Change(case, None), quiet], at=world.now())

    def _filed(self) -> str:
        code = self.world.file()
        self.world.settle()
        return code

    def _taken_to(self, state: str) -> str:
        world, code = self.world, self._filed()
        world.accept(code)
        if state != "accepted":
            world.assign(code)
        if state in ("proposed", "completed"):
            world.propose(code)
        if state == "completed":
            world.approve(code)
        world.settle()
        return code

    def _fee_amount(self) -> str:
        """The id of an amount that an editor entered and nobody decided on."""
        amount = FeeAmount(
            id=self.world.new_seed(),
            rule="1.001612-1",
            amount=100_000,
            resolution="12/2026/NQ-HĐND",
            valid_from="2026-11-01",
            proposed_by="another-editor",
            proposed_at=self.world.now(),
        )
        command = ProposeFeeAmount(code=CODE, amount=amount)
        return propose_fee_amount(self.world.intake, command, at=self.world.now()).id

    def _sign_in(self) -> None:
        """Somebody is at a national provider; what their browser has in its cookie."""
        identity = self.world.identity
        request = sign_in_request(SIGN_IN, identity.issuer.clients)
        command = StartSignIn(
            request=request, provider="dvcqg", state="state-of-the-contract", secret="a secret"
        )
        start_sign_in(command, identity.issuer, identity.repository, self.world.now())
        cookie = cookie_set(identity.issuer.url, command.state, command.secret)
        self.ids["sign_in_state"] = command.state
        self.ids["sign_in_cookie"] = cookie.partition(";")[0]

    def _ratings(self) -> None:
        """The owner rated what was returned."""
        command = RateDossier(dossier=self.ids["returned"], grade="satisfied", comment="Nhanh.")
        rate_dossier(self.world.voice.repository, command, at=self.world.now())
        written = SubmitFeedback(
            id=self.world.new_seed(),
            kind="complaint",
            agency=AGENCY,
            about=None,
            text="Quầy đóng sớm.",
            owner=OWNER.person,
        )
        voice, at = self.world.voice.repository, self.world.now()
        self.ids["feedback"] = submit_feedback(voice, written, at=at).id
        waiting = written.evolve(id=self.world.new_seed())
        self.ids["waiting_feedback"] = submit_feedback(voice, waiting, at=at).id
        request = ActOnFeedback(
            id=waiting.id, act="request_supplement", text="Ngày nào?", by="officer"
        )
        act_on_feedback(voice, request, at=at, authorize=lambda _: None)

    def _letters(self) -> None:
        """Letters of the agency to itself, one for each step."""
        letters, at = self.world.letters.repository, self.world.now()
        places = self.world.letters.places
        steps = ("draft", "numbered", "signed", "sent", "accepted", "assigned", "asked")
        for reached, step in enumerate(steps):
            draft = DraftLetter(
                id=self.world.new_seed(), sender=AGENCY, content=LETTER, by="officer"
            )
            letter = draft_letter(letters, draft, at=at).id
            self.ids[f"letter_{step}"] = letter
            if reached >= 1:
                number_letter(letters, letter, by="clerk", at=at, authorize=anybody)
            if reached >= 2:
                signing = SignLetter(id=letter, by="head", name="Bà Bình", office=None, seal=False)
                sign_letter(letters, signing, at=at, authorize=anybody)
            if reached >= 3:
                send_letter(letters, places, letter, by="clerk", at=at, authorize=anybody)
            for act in ("accept", "assign")[: max(0, reached - 3)]:
                command = ActOnDelivery.model_validate(
                    {"letter": letter, "agency": AGENCY, "act": act, "by": act}
                )
                act_on_incoming(letters, command, at=at, authorize=anybody)
        request = WriterRequest(id="R", kind="recall", reason="Gửi nhầm", at=at, by="clerk")
        ask_recipients(letters, self.ids["letter_asked"], request, at=at, authorize=anybody)

    def _partner(self) -> None:
        """A partner whose agreement covers every dossier, with a key."""
        partners, at = self.world.partners, self.world.now()
        command = RegisterPartner(
            id="doi-tac",
            name="Công ty Phần mềm Hạ Long",
            contact="kythuat@halong.example",
            agreement=Agreement(number="12", agencies=("H49",), scopes=SCOPES),
            by="admin-above",
        )
        register_partner(command, partners.repository, at)
        key = IssueKey(
            partner=command.id, id=self.world.new_seed(), chance=1 << 129, is_live=False, by="an"
        )
        new = issue_key(key, partners.keys, at)
        self.ids |= {"partner": command.id, "key": new.issued.id, "partner_key": new.key.text}
        hook = RegisterHook(
            partner=command.id,
            id=self.world.new_seed(),
            url="https://hooks.halong.vn/motcua",
            secret="whsec_b2YgdGhlIGNvbnRyYWN0",
        )
        registered = register_hook(hook, partners.repository, at)
        partners.repository.save_hook(activated(registered, at), at)
        self.ids["hook"] = registered.id

    def _closure(self) -> None:
        """The procedure is going to be closed for a week."""
        command = CloseProcedure(code=CODE, closure=PLANNED, request=self.world.new_seed(), by="an")
        close_procedure(self.world.intake, command, at=self.world.now())

    def _draft(self) -> None:
        world = self.world
        draft = world.create_draft()
        attachment = world.announce(draft)
        upload = world.bucket.upload(attachment.upload_key, PDF)
        world.checker.check(upload, at=world.now())
        self._photo(draft, OWNER)
        self._declined(draft)
        self.ids |= {
            "draft": draft.id,
            "paper": attachment.id,
            "amount": self._fee_amount(),
            "procedure": CODE,
            "agency": AGENCY,
            "official": "known",
        }
