"""What the ledger has to learn of receipts: twin of `repaid.contracts.postings.entries`, in the same order.

Debit and credit are roles of accounts; on cash basis nothing is earned before it is paid. Each role of a cohort stands
for one account, which is looked up before the transfers are made.
"""

from typing import Final

BOOKINGS: Final = """
CREATE TEMPORARY TABLE taking_booking ON COMMIT DROP AS
SELECT f.cohort_id, leg.debit, leg.credit, leg.amount, leg.turn, f.currency, f.value_date, f.subject_id,
       f.serial AS cause_id
FROM taking_folded f
CROSS JOIN LATERAL (
    VALUES (1, 'penalty_receivable', 'penalty_income', CASE WHEN f.cash_basis THEN 0 ELSE f.penalty_earned END),
           (2, 'interest_receivable', 'interest_income', CASE WHEN f.cash_basis THEN 0 ELSE f.interest_earned END),
           (3, 'unallocated_receipts', 'credit_balances', f.left_over),
           (4, 'unallocated_receipts', 'loans_principal', f.paid_principal),
           (5, 'unallocated_receipts', 'interest_receivable', f.paid_interest),
           (6, 'unallocated_receipts', 'penalty_receivable', f.paid_penalty),
           (7, 'unallocated_receipts', 'tax_receivable', f.paid_tax),
           (8, 'unallocated_receipts', 'fees_receivable', f.paid_fees)
) leg (turn, debit, credit, amount)
WHERE leg.amount <> 0
"""

ROLES: Final = "SELECT cohort_id, debit FROM taking_booking UNION SELECT cohort_id, credit FROM taking_booking"

TRANSFERS: Final = """
CREATE TEMPORARY TABLE taking_transfer ON COMMIT DROP AS
WITH account AS (SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS given (cohort_id, role, id))
SELECT debit.id AS debit_id, credit.id AS credit_id, b.amount, b.currency, b.value_date, b.subject_id, b.cause_id,
       b.turn
FROM taking_booking b
JOIN account debit ON debit.cohort_id = b.cohort_id AND debit.role = b.debit
JOIN account credit ON credit.cohort_id = b.cohort_id AND credit.role = b.credit
"""
