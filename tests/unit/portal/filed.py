"""Dossiers that a citizen filed on the pages, at the states that their owner's pages show.

Time goes by where messages are delivered, so the citizen signs in anew.
"""

from tests.unit.portal.citizen import Citizen


def filed(citizen: Citizen) -> str:
    """A dossier that waits for its fee; its code."""
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    return submitted(citizen, draft)


def submitted(citizen: Citizen, draft: str) -> str:
    """A draft with its answers and papers becomes a dossier; its code."""
    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/nop")
    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.code is not None
    citizen.world.world.code = stored.code
    citizen.world.world.settle()
    citizen.sign_in()
    return stored.code


def accepted(citizen: Citizen) -> str:
    """A dossier whose fee is paid, and which its agency accepted."""
    code, world = filed(citizen), citizen.world.world
    world.pay_fee()
    world.settle()
    world.accept(code)
    world.settle()
    citizen.sign_in()
    return code


def awaiting_supplement(citizen: Citizen) -> str:
    """A dossier whose agency waits for a supplement."""
    code, world = accepted(citizen), citizen.world.world
    world.assign(code)
    world.settle()
    world.request_supplement(code)
    world.settle()
    citizen.sign_in()
    return code


def decided(citizen: Citizen) -> str:
    """A dossier whose result is there, and was not returned yet."""
    code, world = accepted(citizen), citizen.world.world
    world.decide(code)
    world.settle()
    return code


def finished(citizen: Citizen) -> str:
    """A dossier whose result was returned online."""
    code, world = filed(citizen), citizen.world.world
    world.pay_fee()
    world.settle()
    world.work(code)
    citizen.sign_in()
    return code


def signed(citizen: Citizen) -> tuple[str, str]:
    """A dossier whose e-form its owner signed on the phone; its code, and its draft."""
    phone, number = citizen.world.world.phone, citizen.who.identity_number
    phone.remote.enrol(number, citizen.who.name, number)
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/ky-so")
    phone.approve()
    citizen.world.later(seconds=4)
    citizen.follow("Kiểm tra đã ký chưa")
    citizen.submit(f"/nop/{draft}/nop")
    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.code is not None
    return stored.code, draft
