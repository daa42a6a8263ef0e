"""What the law caps in a request: the rate, and the costs beside interest."""

from django.utils.translation import gettext_lazy as _

from loanmath.costs import cost_cap, in_force
from loanmath.money import Money
from repaid.kernel.refusal import Finding
from repaid.products.models import ProductVersion
from repaid.products.offer import TermsRequest
from repaid.products.queries.example import Example, example
from repaid.products.queries.legal import cost_cap_rows
from repaid.products.queries.offers import findings_of


def law_findings(version: ProductVersion, request: TermsRequest) -> list[Finding]:
    """What stands against a request: the version's limits, the legal maximum of the rate, the cap of other costs."""
    found = findings_of(version, request)
    if found:
        return found
    shown = example(
        version, request.amount, request.count, request.start, rate=request.rate, first_due=request.first_due
    )
    return cost_findings(version, shown)


def cost_findings(version: ProductVersion, shown: Example) -> list[Finding]:
    """Whether the fees of an example stay below the cap of the day (PL: MPKK); nothing where no law sets one."""
    terms = shown.terms
    cap = in_force(cost_cap_rows(version.product.organisation.country), terms.start)
    if cap is None:
        return []
    days = (shown.rows[-1].due - terms.start).days
    most = cost_cap(terms.amount, days, cap)
    if shown.fees <= most:
        return []
    sentence = _("The law allows costs beside interest of {most} at most; here they are {costs} ({source}).")
    costs, allowed = (Money(minor, terms.currency) for minor in (shown.fees, most))
    facts = {"most": allowed, "costs": costs, "source": cap.source, "field": "amount"}
    return [Finding("costs_above_law", sentence, facts=facts)]
