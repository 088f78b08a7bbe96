"""The dossiers of which fees are collected."""

from contracts.terms import Applicant, Payer
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.repositories.reader import Reader, required


class Dossiers(Reader):
    """Questions about dossiers."""

    def dossier(self, code: str) -> Dossier:
        """The applicant stays sealed; raises NotFound."""
        return required(self.dossier_if_filed(code))

    def dossier_if_filed(self, code: str) -> Dossier | None:
        """None until `dossier.filed` was handled."""
        return self.load_sealed(Dossier, code)

    def dossier_of(self, fee: Fee) -> Dossier:
        """The dossier that owes a fee; raises NotFound."""
        return self.dossier(fee.dossier or "")

    def payer_facts(self, dossier: Dossier) -> Payer | None:
        """The applicant as a receipt names the payer; None where the data key is gone. Personal."""
        applicant: object = required(self.load(Dossier, dossier.id)).applicant
        if not isinstance(applicant, Applicant):
            return None
        return Payer(
            name=applicant.full_name,
            organisation=applicant.organisation,
            identity=applicant.identity_number,
            address=applicant.address,
        )
