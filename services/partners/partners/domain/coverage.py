"""Whether an agreement covers a dossier."""

from kit.core.agency_tree import AgencyTree
from partners.domain.partner import Agreement
from partners.domain.thin_dossier import ThinDossier


def covers(agreement: Agreement, dossier: ThinDossier, tree: AgencyTree) -> bool:
    """By an agency that has or had the dossier, and by its procedure."""
    if agreement.procedures and dossier.procedure not in agreement.procedures:
        return False
    return any(tree.is_within(each, agreement.agencies) for each in dossier.agencies)
