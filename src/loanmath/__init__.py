"""loanmath: what a loan owes, from its terms to its last payment. Pure; amounts are whole minor units.

The tour. A loan of 500.00 with a financed fee of 50.00 at 5 per cent, one monthly
instalment, is *terms*. What happens to it are *events*. `replay` makes of both what
is owed on a day:

>>> from datetime import date
>>> from decimal import Decimal
>>> from loanmath.events import Disbursed, Received
>>> from loanmath.rates import RateStep
>>> from loanmath.replay import replay
>>> from loanmath.terms import FinancedFee, LoanTerms, Portion
>>> terms = LoanTerms(
...     currency="PLN",
...     amount=500_00,
...     start=date(2015, 5, 21),
...     rates=(RateStep(None, Decimal("5.00")),),
...     financed_fees=(FinancedFee("preparation", Portion(50_00)),),
... )
>>> launched = Disbursed(value_date=date(2015, 5, 21), key="transfer-1", amount=500_00)
>>> loan = replay(terms, [launched], as_of=date(2015, 5, 21))
>>> for line in loan.schedule:
...     print(line.due, line.owed.principal, line.owed.interest, line.owed.total)
2015-06-21 55000 234 55234

On the due day 600.00 come in. What nothing claims is the customer's credit:

>>> paid = Received(value_date=date(2015, 6, 21), key="receipt-7", amount=600_00)
>>> loan = replay(terms, [launched, paid], as_of=date(2015, 6, 21))
>>> [(part.component.value, part.amount) for part in loan.allocation_of("receipt-7").parts]
[('interest', 234), ('principal', 55000)]
>>> loan.balances.credit, loan.stage.value
(4766, 'settled')

From here: `terms` and `events` are the data; `replay` the fold, with `facts` its
state; `accrual`, `replan`, `allocation` and `unask` the four operations every event
is made of; `schedule.project` the view ahead; `early.quote` what closes the loan
today; `explain` why a figure is what it is; `checks` what must always hold.
"""
